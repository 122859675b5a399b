import { sizeOf } from "#app/_text/dates.ts";
import type { Preview } from "#lib/notice/message/preview.ts";

/** A message in the forms in which the person gets it: the mail, its plain text, the page, the letter. */
export function Looks({ preview, letter }: { preview: Preview; letter: string }) {
  const { mail, content, language, direction, paragraphs, how } = preview;
  return (
    <div className="preview-looks">
      {mail === null ? null : (
        <section aria-labelledby="as-mail">
          <h2 id="as-mail">The mail</h2>
          <dl className="preview-head">
            <dt>Subject</dt>
            <dd lang={language} dir={direction}>
              {mail.subject}
            </dd>
          </dl>
          <article className="preview-mail" lang={language} dir={direction}>
            <p className="preview-company">{preview.company}</p>
            <Paragraphs of={mail.paragraphs} />
            {mail.link === null ? null : (
              <p>
                <span className="preview-link">{mail.link.says}</span>
              </p>
            )}
            <p className="preview-foot">
              {mail.foot.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </p>
          </article>
          <details>
            <summary>The same as plain text</summary>
            <pre className="preview-plain" lang={language} dir={direction}>
              {mail.text}
            </pre>
          </details>
        </section>
      )}
      {how === "mail" ? null : (
        <section aria-labelledby="as-page">
          <h2 id="as-page">{how === "post" ? "The letter" : "On their page"}</h2>
          <article className="preview-page" lang={language} dir={direction}>
            <p className="desk-message-subject">{content.subject}</p>
            <Paragraphs of={paragraphs} />
          </article>
        </section>
      )}
      {content.files.length === 0 ? null : (
        <ul aria-label="Files">
          {content.files.map((file) => (
            <li key={file.id}>
              <bdi>{file.name}</bdi>, {sizeOf(file.size, "en")}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={letter}>As a letter for post (PDF)</a>
      </p>
    </div>
  );
}

function Paragraphs({ of }: { of: readonly string[] }) {
  const placed = of.map((text, place) => ({ text, key: `${place}-${text.slice(0, 20)}` }));
  return placed.map(({ text, key }) => (
    <p key={key} className="preview-words">
      {text}
    </p>
  ));
}

import { randomUUID } from "node:crypto";
import { Button } from "#app/_ui/Button.tsx";
import { type AnswerLanguage, directionOf, languageOf, ownNames } from "#lib/core/languages.ts";
import type { previewToMany } from "#lib/notice/message/many.ts";
import { requestAddress } from "../_kit/address.ts";
import { counted } from "../_kit/words.ts";
import type { ManyQuery } from "./many.ts";

/** Every message as it will go, whom it cannot go to and why, and the button that lets exactly these go. */
export function EachPreview({
  query,
  looked,
}: {
  query: ManyQuery;
  looked: Awaited<ReturnType<typeof previewToMany>>;
}) {
  const { previews, notDone } = looked;
  return (
    <>
      {notDone.length === 0 ? null : (
        <section aria-labelledby="not-possible" className="preview-newer many-not">
          <h2 id="not-possible">{counted(notDone.length, "message cannot", "messages cannot")} be sent</h2>
          <ul>
            {notDone.map(({ reference, why }) => (
              <li key={reference}>
                <span className="mono">{reference}</span>: {why}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ol className="desk-outbox">
        {previews.map((one) => (
          <li key={one.reference}>
            <p>
              <a href={requestAddress(one.reference)} className="mono">
                {one.reference}
              </a>{" "}
              <bdi>{one.name}</bdi>, <Language tag={languageOf(one.language)} />
            </p>
            <article lang={one.language} dir={directionOf(one.language)}>
              <p className="desk-message-subject">{one.subject}</p>
              <p className="desk-message-text">{one.text}</p>
            </article>
          </li>
        ))}
      </ol>
      {previews.length === 0 ? null : (
        <form action="/desk/messages/many/send" method="post">
          <input type="hidden" name="template" value={query.template} />
          <input type="hidden" name="how" value={query.how} />
          <input type="hidden" name="batch" value={randomUUID()} />
          {previews.map(({ reference, hash }) => (
            <input key={reference} type="hidden" name="seen" value={`${reference} ${hash}`} />
          ))}
          <Button>Send {counted(previews.length, "message", "messages")}</Button>
          <p className="faint">There are ten seconds to take each one back.</p>
        </form>
      )}
    </>
  );
}

function Language({ tag }: { tag: AnswerLanguage }) {
  return <bdi lang={tag}>{ownNames[tag]}</bdi>;
}

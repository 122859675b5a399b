import { dateOf, sizeOf, timeOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import type { Message } from "#lib/dealing/read.ts";

/** What the person and we wrote to each other, the oldest first. */
export function Thread({
  reference,
  messages,
  company,
  zone,
  text,
}: {
  reference: string;
  messages: readonly Message[];
  company: string;
  zone: string;
  text: Text;
}) {
  const { t, language } = text;
  return (
    <ol className="thread">
      {messages.map((one) => (
        <li key={one.id} id={`message-${one.number}`} className={one.mine ? "thread-mine" : "thread-theirs"}>
          <article>
            <h2 className="thread-head">
              <bdi>{writerOf(one, company, text)}</bdi>{" "}
              <time className="thread-when" dateTime={one.at.toISOString()}>
                {dateOf(one.at, zone, language)}, {timeOf(one.at, zone, language)}
              </time>{" "}
              {one.mine && one.channel === "mail" ? <Tag>{t("dealings.messages.mail")}</Tag> : null}{" "}
              {one.seen ? null : <Tag tone="harbour">{t("dealings.messages.fresh")}</Tag>}
            </h2>
            {one.kind === "message" ? null : (
              <p className="hint">{t(`dealings.messages.kind.${one.kind}`)}</p>
            )}
            {one.subject === "" ? null : (
              <p className="thread-text" dir="auto">
                <strong>{one.subject}</strong>
              </p>
            )}
            <p className="thread-text" dir="auto">
              {one.text}
            </p>
            {one.files.length > 0 ? (
              <ul className="thread-files" aria-label={t("dealings.messages.files")}>
                {one.files.map((file) => (
                  <li key={file.id}>
                    <a href={`/r/${reference}/messages/file/${file.id}`}>
                      <bdi>{file.name}</bdi>
                    </a>
                    , {sizeOf(file.size, language)}
                  </li>
                ))}
              </ul>
            ) : null}
          </article>
        </li>
      ))}
    </ol>
  );
}

function writerOf({ mine, writer, own }: Message, company: string, { t }: Text): string {
  // Nobody is told that they wrote what came from somewhere else.
  if (own === false) return t("dealings.messages.otherAddress");
  if (mine) return t("dealings.messages.you");
  return writer ? t("dealings.messages.from", { name: writer, company }) : company;
}

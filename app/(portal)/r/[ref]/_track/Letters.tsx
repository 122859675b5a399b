import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import type { SentNotice } from "#lib/notice/duty/read.ts";

/** Every notice that was written to the person, the newest first, each with a page of its own; nothing where there is none. */
export function Letters({
  reference,
  letters,
  text,
  zone,
}: {
  reference: string;
  letters: readonly SentNotice[];
  text: Text;
  zone: string;
}) {
  if (letters.length === 0) return null;
  return (
    <section className="prose" aria-labelledby="letters">
      <h2 id="letters">{text.t("letters.title")}</h2>
      <ul>
        {letters.map(({ id, at, letter }) => (
          <li key={id}>
            <a href={`/r/${reference}/notices/${id}`} lang={letter.language}>
              {letter.title}
            </a>
            , {dateOf(at, zone, text.language)}
          </li>
        ))}
      </ul>
    </section>
  );
}

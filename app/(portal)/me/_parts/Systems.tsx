import type { Text } from "#app/_text/text.ts";
import type { Held } from "#lib/me/snapshot.ts";
import { kindInWords, listOf } from "./place.ts";

/** The same by system: what each holds, and where it stands. */
export function Systems({ held, text }: { held: Held; text: Text }) {
  const { t } = text;
  const kinds = held.kinds.map((one) => kindInWords(one, held.regime, text));
  const systems = [...new Set(kinds.map(({ systemId }) => systemId))].map((id) =>
    kinds.filter(({ systemId }) => systemId === id),
  );
  return (
    <section aria-labelledby="systems">
      <h2 id="systems">{t("me.data.bySystem")}</h2>
      <dl className="summary">
        {systems.map((some) => (
          <div key={some[0]?.systemId} className="summary-row">
            <dt>
              <bdi>{some[0]?.system}</bdi>
              <span className="hint"> {some[0]?.country}</span>
            </dt>
            <dd>
              {listOf(
                some.map(({ label }) => label),
                text,
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

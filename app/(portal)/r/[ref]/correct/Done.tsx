import type { Text } from "#app/_text/text.ts";
import type { PersonRectification } from "#lib/rectification/views.ts";
import { factName } from "./words.ts";

/** "It was wrong, now it says this": system by system, once it was read again. */
export function Done({ own, text }: { own: PersonRectification; text: Text }) {
  const { t } = text;
  const shown = own.done.flatMap(({ outcome, ...rest }) =>
    outcome === "dropped" ? [] : [{ ...rest, outcome }],
  );
  if (shown.length === 0) return <p className="lede">{t("correct.lede")}</p>;
  return (
    <section aria-labelledby="done">
      <h2 id="done">{t("correct.done")}</h2>
      {shown.map((system) => (
        <section key={system.title} className="asked">
          <h3>{system.title}</h3>
          <p>{t(`correct.outcome.${system.outcome}`)}</p>
          {system.changes.length === 0 ? null : (
            <dl className="summary">
              {system.changes.map((one) => (
                <div key={`${one.label} ${one.before} ${one.wanted}`} className="summary-row">
                  <dt>{one.fact ? factName(one.fact, text) : one.label}</dt>
                  <dd dir="auto">
                    <del>{one.before ?? t("correct.nothing")}</del>{" "}
                    <ins>{one.wanted ?? t("correct.nothing")}</ins>
                    <br />
                    <span className="hint">{t(`correct.cell.${one.state}`)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      ))}
    </section>
  );
}

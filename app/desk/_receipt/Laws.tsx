import { placeName } from "#lib/law/places.ts";
import { lawOfVersion } from "#lib/law/regimes/all.ts";
import type { ReceiptFile } from "#lib/request/receipt-file.ts";
import { Moment } from "../_kit/Moment.tsx";
import { regimeWords } from "../_kit/words.ts";

const reasons: Record<string, string> = {
  residence: "it protects people there",
  residence_of_country: "it protects people in the whole country",
  everyone: "it binds us whoever asks",
  chosen_by_staff: "staff chose it",
  policy: "no law that we know counts: it is our own promise",
};

/** The laws that count, each in the version of the day of receipt with the reason, and who changed them. */
export function Laws({ file }: { file: ReceiptFile }) {
  const { laws, place, residence, lawChanges } = file;
  return (
    <>
      <p>
        They live in <b>{placeName(place, "en")}</b>,{" "}
        {residence === "evidenced" ? "as something they showed us says" : "as they say"}.
      </p>
      <ul className="receipt-list">
        {laws.map(({ law, ruleVersion, reason, leads }) => (
          <li key={law}>
            {lawOfVersion(ruleVersion) ? (
              <a href={`/desk/law/${law}`}>{regimeWords(law)}</a>
            ) : (
              regimeWords(law)
            )}
            , version {ruleVersion.split("@")[1]}: {reasons[reason] ?? reason.replaceAll("_", " ")}
            {leads && laws.length > 1 ? ". Its day is the earliest and leads" : ""}.
          </li>
        ))}
      </ul>
      {lawChanges.length > 0 ? (
        <>
          <h3>Corrected</h3>
          <ul className="receipt-list">
            {lawChanges.map(({ at, by, why }) => (
              <li key={at.getTime()}>
                By {by}, <Moment at={at} />
                {why ? (
                  <>
                    : <span className="receipt-text">{why}</span>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

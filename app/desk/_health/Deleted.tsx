import { type KeptName, kept } from "#lib/health/kept.ts";
import type { Round } from "#lib/health/rounds.ts";
import { Moment } from "../_kit/Moment.tsx";

/** What is deleted by schedule, when that was last done, and how much went: each has its event in the log, once a day. */
export function Deleted({ rounds }: { rounds: readonly Round[] }) {
  const last = new Map(rounds.map((one) => [one.name, one]));
  return (
    <section aria-labelledby="health-deleted" className="health-part">
      <h2 id="health-deleted">What is deleted, and when</h2>
      <p className="faint">
        Once a day the log says how much of each went, and from before which day: look in{" "}
        <a href="/desk/audit">the log</a> for “Deleted by schedule”.
      </p>
      <table className="listed health-table">
        <thead>
          <tr>
            {["What", "When", "Last run", "Since the log said it", "Ever"].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(Object.keys(kept) as KeptName[]).map((name) => (
            <Row key={name} name={name} round={last.get(name)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ name, round }: { name: KeptName; round: Round | undefined }) {
  return (
    <tr>
      <td className="health-name">{kept[name].title}</td>
      <td>{kept[name].when}</td>
      <td data-label="Last run">
        {round ? <Moment at={round.ranAt} /> : <span className="faint">Not yet</span>}
      </td>
      <td data-label="Since the log said it">{(round?.handled ?? 0).toLocaleString("en-GB")}</td>
      <td data-label="Ever">{(round?.handledEver ?? 0).toLocaleString("en-GB")}</td>
    </tr>
  );
}

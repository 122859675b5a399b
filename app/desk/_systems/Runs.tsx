import { Tag } from "#app/_ui/Tag.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { SystemHistory } from "#lib/map/systems/history.ts";
import { codeWords, runWords, timeWords } from "./words.ts";

/** How conversations with a system went, newest first. */
export function Runs({ runs, label }: { runs: SystemHistory["runs"]; label: string }) {
  if (runs.length === 0)
    return <p className="faint">Nobody has asked it anything in the last thirty days.</p>;
  const numbered = runs.map((run, index) => ({ run, key: `${run.startedAt.toISOString()} ${index}` }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="findings" aria-label={label} tabIndex={0}>
      <table className="ledger-plain">
        <thead>
          <tr>
            {["When", "What", "How it went", "Time", "Records", "Version"].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered.map(({ run, key }) => (
            <tr key={key}>
              <td className="cell-short">
                <Moment at={run.startedAt} />
              </td>
              <td>{runWords(run.kind)}</td>
              <td className="cell-short">
                {run.ok === null ? (
                  <Tag>{run.ms === null ? "Runs, or was cut off" : "Not known"}</Tag>
                ) : run.ok ? (
                  <Tag tone="moss">Well</Tag>
                ) : (
                  <Tag tone="brick">It {codeWords(run.code)}</Tag>
                )}
              </td>
              <td className="cell-short">{run.ms === null ? "–" : timeWords(run.ms)}</td>
              <td className="cell-short">{run.rows === null ? "–" : run.rows.toLocaleString("en-GB")}</td>
              <td className="cell-short">{run.version ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

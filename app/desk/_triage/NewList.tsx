import { regimeWords, rightWords } from "#app/desk/_kit/words.ts";
import { leftInWords } from "#app/desk/_queue/groups.ts";
import type { QueueRow } from "#lib/queue/row.ts";
import { triageAddress } from "./address.ts";

/** The new requests, the nearest due day first; the one that is open is marked. */
export function NewList({ rows, here }: { rows: readonly QueueRow[]; here: string }) {
  return (
    <nav aria-label="New requests" className="triage-list">
      <ol>
        {rows.map((row) => (
          <li key={row.reference}>
            <a
              href={triageAddress(row.reference)}
              aria-current={row.reference === here ? "page" : undefined}
              data-row
            >
              <span className="triage-who">
                <bdi>{row.person}</bdi> <span className="mono">{row.reference}</span>
              </span>
              <span className="triage-what">
                {rightWords[row.right]}, {regimeWords(row.regime)}
              </span>
              <span className="triage-due">{leftInWords(row)}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

import { requestAddress } from "#app/desk/_kit/address.ts";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { LogEntry } from "#lib/request/audit-log.ts";

/** Entries of the log as a table; on a phone each is a block. */
export function Entries({ entries, linked }: { entries: readonly LogEntry[]; linked: boolean }) {
  return (
    <table className="log-table">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">Request</th>
          <th scope="col">What</th>
          <th scope="col">Entry</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.place}>
            <td>
              <Moment at={entry.at} />
            </td>
            <td>{entry.by}</td>
            <td>
              {entry.reference === null ? (
                <span className="faint">The house</span>
              ) : linked ? (
                <a href={requestAddress(entry.reference)} className="reference">
                  {entry.reference}
                </a>
              ) : (
                <span className="reference">{entry.reference}</span>
              )}
            </td>
            <td className="log-what">
              {entry.sentence} {entry.whom ? <strong>{entry.whom}</strong> : null}
            </td>
            <td className="log-hash">
              <abbr title={`SHA-256 ${entry.hash}`}>
                {entry.position} · {entry.hash.slice(0, 8)}
              </abbr>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

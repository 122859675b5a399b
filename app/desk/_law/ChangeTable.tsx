import type { LegalChange } from "#lib/law/timetable.ts";
import { date } from "./words.ts";

/** What changes with a day of receipt, and under which law. */
export function ChangeTable({ changes }: { changes: LegalChange[] }) {
  return (
    <table className="ledger-plain law-rules">
      <thead>
        <tr>
          <th scope="col">Requests received from</th>
          <th scope="col">Law</th>
          <th scope="col">What changes</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ from, regime, what }) => (
          <tr key={`${from} ${regime.id} ${what}`}>
            <td>
              <time dateTime={from}>{date(from)}</time>
            </td>
            <td>
              <a href={`/desk/law/${regime.id}`}>{regime.name}</a>
            </td>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

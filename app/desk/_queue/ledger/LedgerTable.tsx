import type { Group } from "../groups.ts";
import { LedgerRow } from "./LedgerRow.tsx";

/**
 * The ledger of the desk: ruled rows in groups. Below 68 rem each row becomes an entry of a list. `more`: whether the list
 * goes on, so that the last group may not be whole.
 */
export function LedgerTable({ groups, more, query }: { groups: Group[]; more: boolean; query: string }) {
  return (
    <table className="ledger" data-ledger={query} aria-label="Requests">
      <thead>
        <tr>
          <th scope="col">
            <input type="checkbox" data-all aria-label="Select all that are shown" />
          </th>
          <th scope="col">Request</th>
          <th scope="col">Person</th>
          <th scope="col">Right</th>
          <th scope="col">Law</th>
          <th scope="col">Stage</th>
          <th scope="col">Systems</th>
          <th scope="col">Deadline</th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      {groups.map((group, index) => (
        <tbody key={group.title} data-group={group.title}>
          <tr className="ledger-group">
            <th colSpan={9} scope="rowgroup">
              {group.title},{" "}
              <span data-count>
                {group.rows.length}
                {more && index === groups.length - 1 ? " so far" : ""}
              </span>
            </th>
          </tr>
          {group.rows.map((row) => (
            <LedgerRow key={row.reference} row={row} query={query} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

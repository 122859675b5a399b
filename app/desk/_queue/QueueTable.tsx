import { Fragment } from "react";
import { textFor } from "#app/_text/text.ts";
import { DeadlineRuler } from "#app/_ui/ruler/DeadlineRuler.tsx";
import { rulerWords } from "#app/_ui/ruler/words.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import type { QueueRow } from "#lib/request/views.ts";
import { Owner } from "../_kit/Owner.tsx";
import { rulerOf } from "../_kit/ruler.ts";
import { isOver, regimeWords, rightWords, statusWords } from "../_kit/words.ts";
import { type Group, leftInWords } from "./groups.ts";
import { SystemSquares } from "./SystemSquares.tsx";

/** The ledger of the desk: ruled rows in groups by due week. Below 60 rem each row becomes an entry of a list. */
export function QueueTable({ groups }: { groups: Group[] }) {
  return (
    <table className="ledger">
      <thead>
        <tr>
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
      {groups.map((group) => (
        <tbody key={group.title}>
          <tr className="ledger-group">
            <th colSpan={8} scope="rowgroup">
              {group.title}, {group.rows.length}
            </th>
          </tr>
          {group.rows.map((row) => (
            <Row key={row.reference} row={row} late={group.late} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ row, late }: { row: QueueRow; late: boolean }) {
  const status = statusWords[row.status];
  const input = rulerOf(row.deadline, row.status);
  return (
    <tr>
      <td className="cell-reference">
        <a href={`/desk/requests/${row.reference}`} className="mono" data-row>
          {row.reference}
        </a>
      </td>
      <td className="cell-person">
        <bdi>{row.person}</bdi>
      </td>
      <td>{rightWords[row.right]}</td>
      <td>{regimeWords(row.regime)}</td>
      <td>
        <Tag tone={status.tone}>{status.word}</Tag>
      </td>
      <td>
        <SystemSquares systems={row.systems} />
      </td>
      <td className="cell-deadline">
        {isOver(row.status) ? (
          <span className="faint">No longer due</span>
        ) : (
          <Fragment>
            <DeadlineRuler input={input} words={rulerWords(textFor("en"), input, "desk")} size="row" />
            <span className={late ? "late" : undefined}>{leftInWords(row)}</span>
          </Fragment>
        )}
      </td>
      <td>
        <Owner owner={row.owner} />
      </td>
    </tr>
  );
}

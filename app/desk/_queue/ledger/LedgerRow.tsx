import { textFor } from "#app/_text/text.ts";
import { DeadlineRuler } from "#app/_ui/ruler/DeadlineRuler.tsx";
import { rulerWords } from "#app/_ui/ruler/words.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import type { QueueRow } from "#lib/queue/row.ts";
import { Owner } from "../../_kit/Owner.tsx";
import { rulerOf } from "../../_kit/ruler.ts";
import { isOver, regimeWords, rightWords, statusWords } from "../../_kit/words.ts";
import { bulkForm } from "../bulk/form.ts";
import { isLate, leftInWords } from "../groups.ts";
import { SystemSquares } from "../SystemSquares.tsx";

/** One request in the ledger. `data-cell` names what the browser exchanges when the request changes. */
export function LedgerRow({ row, query }: { row: QueueRow; query: string }) {
  const status = statusWords[row.status];
  const input = rulerOf(row.deadline, row.status);
  const { reference } = row;
  return (
    <tr data-reference={reference} id={reference}>
      <td className="cell-box">
        <input
          type="checkbox"
          name="ref"
          value={reference}
          form={bulkForm}
          aria-label={`Select ${reference}`}
        />
      </td>
      <td className="cell-reference">
        <a href={requestFrom(reference, query)} className="mono" data-row>
          {reference}
        </a>
      </td>
      <td className="cell-person" data-cell="person">
        <bdi>{row.person}</bdi>
        {row.tags.map((tag) => (
          <span key={tag} className="row-tag">
            {tag}
          </span>
        ))}
      </td>
      <td className="cell-right" data-cell="right">
        {rightWords[row.right]}
      </td>
      <td className="cell-law" data-cell="law">
        {regimeWords(row.regime)}
      </td>
      <td className="cell-stage" data-cell="stage">
        <Tag tone={status.tone}>{status.word}</Tag>
      </td>
      <td className="cell-systems" data-cell="systems">
        <SystemSquares systems={row.systems} />
      </td>
      <td className="cell-deadline" data-cell="deadline">
        {isOver(row.status) ? (
          <span className="faint">No longer due</span>
        ) : (
          <>
            <DeadlineRuler input={input} words={rulerWords(textFor("en"), input, "desk")} size="row" />
            <span className={isLate(row) ? "late" : undefined}>{leftInWords(row)}</span>
          </>
        )}
      </td>
      <td className="cell-owner" data-cell="owner">
        <Owner owner={row.owner} />
      </td>
      <td className="cell-fresh" data-fresh-words />
    </tr>
  );
}

/** The page of a request, which knows the list that one came from: next, previous and back lead along it. */
function requestFrom(reference: string, query: string): string {
  return `/desk/requests/${reference}?q=${encodeURIComponent(query)}`;
}

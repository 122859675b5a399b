import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { CellView, PlanSystemView } from "#lib/rectification/views.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { CorrectForm } from "./CorrectForm.tsx";
import { GoOn, HandForm } from "./HandForm.tsx";
import { outcomeWords, placeOf, stateWords, systemTags } from "./words.ts";

/** Where staff may still take a value into the plan that says a third thing. */
export type Include = { reference: string };

/** One system of a plan: every value before and after, what came of it, what the second reading found. */
export function SystemCells({
  system,
  include,
  work,
}: {
  system: PlanSystemView;
  include?: Include;
  /** Where staff may do something about it. */
  work?: Include;
}) {
  const id = `correct-${system.systemId}`;
  const { word, tone } = systemTags[system.state];
  return (
    <section aria-labelledby={id} className="erase-system">
      <div className="system-line">
        <h3 id={id}>{system.title}</h3>
        <Tag tone={tone}>{word}</Tag>
        <span className="system-count">{counted(system.cells.length, "value", "values")}</span>
      </div>
      {system.cells.length > 0 ? <Cells system={system} include={include} /> : null}
      {system.cells.length === 0 && system.state !== "planning" ? (
        <p className="faint">Nothing here says what is wrong.</p>
      ) : null}
      {system.outcome && system.outcome !== "dropped" ? (
        <p>
          {outcomeWords[system.outcome]}.{" "}
          {system.provenAt ? (
            <>
              {readable(system) ? "Read again" : "No machine can read it again: what its owner says is kept,"}{" "}
              <Moment at={system.provenAt} />
              {readable(system)
                ? `: ${system.differing === 0 ? "every value is as it should be" : `${system.differing} differ`}.`
                : "."}
            </>
          ) : null}
        </p>
      ) : null}
      {system.trouble ? (
        <div className="system-trouble">
          <p>{system.trouble}</p>
        </div>
      ) : null}
      {work && system.state === "by_hand" ? <HandForm system={system} reference={work.reference} /> : null}
      {work && system.troubleCode === "worker_died" ? (
        <GoOn system={system} reference={work.reference} />
      ) : null}
    </section>
  );
}

/** True where a machine could read at least one value again, or there was none. */
const readable = ({ cells }: PlanSystemView) =>
  cells.length === 0 || cells.some(({ reads }) => reads !== null);

function Cells({ system, include }: { system: PlanSystemView; include: Include | undefined }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="findings" aria-label={`Before and after: ${system.title}`} tabIndex={0}>
      <table className="ledger-plain">
        <thead>
          <tr>
            {["Where", "Before", "After", "What becomes of it"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {system.cells.map((cell) => (
            <tr key={cell.id} className={cell.state === "conflict" ? "correct-conflict" : undefined}>
              <td>{placeOf(cell)}</td>
              <td>{cell.shown ? <bdi>{cell.before ?? "nothing"}</bdi> : "not shown to your role"}</td>
              <td>{cell.shown ? <bdi>{cell.wanted ?? "nothing"}</bdi> : ""}</td>
              <td>
                {stateWords(cell)}
                {cell.why ? `. ${cell.why}` : ""}
                {cell.note ? <span className="erase-said"> {cell.note}</span> : null}
                {cell.identifies ? " People are found by it." : ""}
                {cell.derived ? " It repeats another field." : ""}
                {include && !cell.disputed ? <IncludeForm cell={cell} include={include} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function IncludeForm({ cell, include }: { cell: CellView; include: Include }) {
  const taken = cell.state === "planned" || cell.state === "by_hand";
  return (
    <CorrectForm
      reference={include.reference}
      act="include"
      hidden={{ cell: cell.id, included: taken ? "no" : "yes" }}
    >
      <Button small second>
        {taken ? "Leave it as it is" : "Correct this one too"}
      </Button>
    </CorrectForm>
  );
}

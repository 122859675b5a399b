import type { Approval } from "#lib/decision/approvals.ts";
import type { ErasureDesk } from "#lib/erasure/desk.ts";
import type { SystemView } from "#lib/erasure/read.ts";
import type { RectificationDesk } from "#lib/rectification/views.ts";
import { SystemCells } from "../_correct/SystemCells.tsx";
import { stepWords } from "../_erase/words.ts";
import { requestAddress } from "../_kit/address.ts";
import { counted } from "../_kit/words.ts";

/** What is erased where, by counts, and what stays on which ground. */
export function ErasurePlan({
  approval,
  desk,
}: {
  approval: Extract<Approval, { kind: "erasure" }>;
  desk: ErasureDesk | null;
}) {
  const { reference, number, changing, kept, first } = approval;
  return (
    <>
      <p>
        Plan {number}: {counted(changing, "record changes", "records change")},{" "}
        {counted(kept, "stays", "stay")} on a ground.{" "}
        <Missing first={first} words="Two approvals are missing." />
      </p>
      <ul className="approval-systems">
        {desk?.erasure?.systems.map((system) => (
          <SystemSteps key={system.id} system={system} />
        ))}
      </ul>
      <p>
        <a href={requestAddress(reference, "/erase")}>Look at the plan</a>, with samples and what goes with
        each record.
      </p>
    </>
  );
}

function SystemSteps({ system }: { system: SystemView }) {
  return (
    <li>
      <h3>{system.title}</h3>
      {system.steps.length === 0 ? <p className="faint">Nothing of the person is held here.</p> : null}
      <ul>
        {system.steps.map((step) => (
          <li key={`${step.collection} ${step.act} ${step.expired} ${step.rows}`}>
            <strong>
              {step.rows.toLocaleString("en-GB")} {step.label}
            </strong>
            : {stepWords(step).toLowerCase()}
            {step.ground || step.why ? `. ${step.ground ?? step.why}` : ""}
            {step.ground && step.lastUntil ? `. Until ${step.lastUntil} at the latest` : ""}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Every value before and after, as the plan has it. */
export function CorrectionPlan({
  approval,
  desk,
}: {
  approval: Extract<Approval, { kind: "rectification" }>;
  desk: RectificationDesk | null;
}) {
  const { reference, number, undo, changing, byHand, first, needs } = approval;
  const missing = needs === 2 ? "Two approvals are missing." : "One approval is missing.";
  return (
    <>
      <p>
        Plan {number}
        {undo ? ", which undoes an earlier one" : ""}: {counted(changing, "value changes", "values change")},{" "}
        {counted(byHand, "is", "are")} corrected by people. <Missing first={first} words={missing} />
      </p>
      {desk?.plan?.systems.map((system) => (
        <SystemCells key={system.id} system={system} />
      ))}
      <p>
        <a href={requestAddress(reference, "/correct")}>Look at the plan</a>
      </p>
    </>
  );
}

function Missing({ first, words }: { first: string | null; words: string }) {
  if (!first) return words;
  return (
    <>
      Approved by <bdi>{first}</bdi>; one approval is missing.
    </>
  );
}

import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { ErasureDesk } from "#lib/erasure/desk.ts";
import type { StepView, SystemView } from "#lib/erasure/read.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { EraseForm } from "./EraseForm.tsx";
import { Samples } from "./Samples.tsx";
import { UndoState } from "./Undo.tsx";
import { helpWords, outcomeWords, stepWords, systemTags } from "./words.ts";

/** One system of a plan: what becomes of each kind of record, how far it is, what it came to, what is in the way. */
export function SystemPlan({ system, desk }: { system: SystemView; desk: ErasureDesk }) {
  const id = `erase-${system.systemId}`;
  const { word, tone } = systemTags[system.state];
  return (
    <section aria-labelledby={id} className="erase-system">
      <div className="system-line">
        <h3 id={id}>{system.title}</h3>
        <Tag tone={tone}>{word}</Tag>
        <span className="system-count">{progress(system)}</span>
      </div>
      {system.steps.length > 0 ? <Steps system={system} /> : null}
      {system.steps.length === 0 && system.state !== "planning" && system.state !== "trouble" ? (
        <p className="faint">Nothing of the person is held here.</p>
      ) : null}
      {system.steps.map((step) =>
        step.samples.length > 0 ? <Samples key={keyOf(step)} step={step} title={system.title} /> : null,
      )}
      <Outcome system={system} />
      <UndoState system={system} />
      {system.trouble ? <Trouble system={system} /> : null}
      {desk.may.work && system.state === "by_hand" ? <ByHand system={system} desk={desk} /> : null}
      {desk.may.approve && explainable(system) ? <Explain system={system} desk={desk} /> : null}
    </section>
  );
}

const keyOf = (step: StepView) => `${step.collection} ${step.act} ${step.expired} ${step.rows}`;

function progress({ rows, done, chunks, state }: SystemView): string {
  if (state === "planning" || rows === 0) return "";
  if (chunks === 0) return counted(rows, "record", "records");
  const steps = counted(chunks, "step", "steps");
  return `${done.toLocaleString("en-GB")} of ${counted(rows, "record", "records")} in ${steps}`;
}

function Steps({ system }: { system: SystemView }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="findings" aria-label={`What becomes of it: ${system.title}`} tabIndex={0}>
      <table className="ledger-plain">
        <thead>
          <tr>
            {["Records", "What becomes of them", "How many", "Ground, or why", "Goes with it"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {system.steps.map((step) => (
            <tr key={keyOf(step)}>
              <td>{step.label}</td>
              <td>{stepWords(step)}</td>
              <td className="cell-short">{step.rows.toLocaleString("en-GB")}</td>
              <td>
                {step.ground ?? step.why ?? ""}
                {step.ground && step.lastUntil ? `. Until ${step.lastUntil} at the latest.` : ""}
              </td>
              <td>
                {step.cascades
                  .map(
                    ({ table, onDelete }) =>
                      `${table} ${onDelete === "cascade" ? "is deleted" : "loses its link"}`,
                  )
                  .join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Outcome({ system }: { system: SystemView }) {
  const { outcome, provenAt, changed, gone, released, standing, returned, mentions } = system;
  if (outcome === null || outcome === "dropped") return null;
  const places = mentions ?? [];
  return (
    <p>
      {outcomeWords[outcome] ?? outcome}: {counted(changed, "record", "records")} changed, {gone} were gone or
      needed no change{released > 0 ? `, ${released} were somebody else's by then and left alone` : ""}.{" "}
      {provenAt ? (
        <>
          Looked up again <Moment at={provenAt} />: {standing ?? 0} not as planned, {returned ?? 0} new or
          back; {places.length === 0 ? "the person is named nowhere." : `named only in ${placesOf(system)}.`}
        </>
      ) : null}
    </p>
  );
}

const placesOf = ({ mentions }: SystemView) =>
  (mentions ?? []).map((one) => `${one.table}.${one.column} (${one.rows})`).join(", ");

function Trouble({ system }: { system: SystemView }) {
  const help = helpWords[system.troubleCode ?? ""];
  return (
    <div className="system-trouble">
      <p>{system.trouble}</p>
      {help ? <p>{help}</p> : null}
    </div>
  );
}

function ByHand({ system, desk }: { system: SystemView; desk: ErasureDesk }) {
  return (
    <EraseForm reference={desk.reference} act="by_hand" hidden={{ system: system.id }}>
      <p>
        The machine has done its part here. Do what the table leaves to people, in {system.title} itself. Then
        it is looked up again.
      </p>
      <label className="field">
        What you did
        <textarea name="note" rows={2} required maxLength={2000} />
      </label>
      <Button small>Record, and look it up again</Button>
    </EraseForm>
  );
}

const explainable = (system: SystemView) =>
  system.troubleCode === "remains" &&
  system.standing === 0 &&
  system.returned === 0 &&
  (system.mentions?.length ?? 0) > 0;

function Explain({ system, desk }: { system: SystemView; desk: ErasureDesk }) {
  return (
    <EraseForm
      reference={desk.reference}
      act="accept"
      hidden={{ system: system.id, seen: system.placesSeen }}
    >
      <p>The person is still named in {placesOf(system)}.</p>
      <label className="field">
        Whose these places are, or why they stay
        <textarea name="note" rows={2} required maxLength={2000} />
      </label>
      <Button small>Accept them, and look it up again</Button>
    </EraseForm>
  );
}

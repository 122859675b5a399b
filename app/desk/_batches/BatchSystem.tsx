import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { BatchDesk } from "#lib/erasure/batch/desk.ts";
import type { BatchStep, BatchSystemView } from "#lib/erasure/batch/read.ts";
import { Samples } from "../_erase/Samples.tsx";
import { actWords, outcomeWords } from "../_erase/words.ts";
import { counted } from "../_kit/words.ts";
import { BatchForm } from "./BatchForm.tsx";
import { systemTag } from "./words.ts";

/** One system of a batch: what becomes of each kind of record, how far it is, what it came to, what is in the way. */
export function BatchSystem({ system, desk }: { system: BatchSystemView; desk: BatchDesk }) {
  const id = `batch-${system.systemId}`;
  const { word, tone } = systemTag(system);
  return (
    <section aria-labelledby={id} className="erase-system">
      <div className="system-line">
        <h3 id={id}>{system.title}</h3>
        <Tag tone={tone}>{word}</Tag>
        <span className="system-count">{progress(system)}</span>
      </div>
      {system.steps.length > 0 ? <Steps system={system} /> : null}
      {system.steps.length === 0 && system.phase !== "plan" ? (
        <p className="faint">Nothing of these people is held here.</p>
      ) : null}
      {system.steps.map((step) =>
        step.samples.length > 0 ? <Samples key={keyOf(step)} step={step} title={system.title} /> : null,
      )}
      {system.outcome !== null && system.outcome !== "dropped" ? (
        <p>
          {outcomeWords[system.outcome] ?? system.outcome}: {counted(system.changed, "record", "records")}{" "}
          changed, {system.gone} were gone or needed no change. Looked up again afterwards: nothing that
          should be gone is there.
        </p>
      ) : null}
      {system.trouble ? (
        <div className="system-trouble">
          <p>{system.trouble}</p>
        </div>
      ) : null}
      {desk.may.work && system.phase === "by_hand" ? (
        <Note
          system={system}
          desk={desk}
          act="by_hand"
          label="What you did"
          button="Record, and look it up again"
        >
          The machine has done its part here. Do what the table leaves to people, in {system.title} itself.
        </Note>
      ) : null}
      {desk.may.approve && explainable(system) ? (
        <Note
          system={system}
          desk={desk}
          act="accept"
          label="Whose these places are, or why they stay"
          button="Accept them, and look it up again"
        >
          People of the list are still named in{" "}
          {(system.mentions ?? []).map((one) => `${one.table}.${one.column} (${one.rows})`).join(", ")}.
        </Note>
      ) : null}
    </section>
  );
}

const untilWords = (act: BatchStep["act"], day: string) =>
  act === "delete" ? `That was over on ${day} at the latest.` : `Until ${day} at the latest.`;

const keyOf = (step: BatchStep) => `${step.collection} ${step.act} ${step.rows}`;

const explainable = ({ troubleCode, standing, returned, mentions }: BatchSystemView) =>
  troubleCode === "remains" && standing === 0 && returned === 0 && (mentions?.length ?? 0) > 0;

function progress({ rows, done, chunks, phase }: BatchSystemView): string {
  if (phase === "plan" || rows === 0) return "";
  if (chunks === 0) return counted(rows, "record", "records");
  return `${done.toLocaleString("en-GB")} of ${counted(rows, "record", "records")} in ${counted(chunks, "step", "steps")}`;
}

function Steps({ system }: { system: BatchSystemView }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="findings" aria-label={`What becomes of it: ${system.title}`} tabIndex={0}>
      <table className="ledger-plain">
        <thead>
          <tr>
            {["Records", "What becomes of them", "How many", "Ground, or why"].map((head) => (
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
              <td>{actWords[step.act]}</td>
              <td className="cell-short">{step.rows.toLocaleString("en-GB")}</td>
              <td>
                {step.ground ?? step.why ?? ""}
                {step.ground && step.lastUntil ? `. ${untilWords(step.act, step.lastUntil)}` : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Note({
  system,
  desk,
  act,
  label,
  button,
  children,
}: {
  system: BatchSystemView;
  desk: BatchDesk;
  act: string;
  label: string;
  button: string;
  children: React.ReactNode;
}) {
  return (
    <BatchForm number={desk.batch.number} act={act} hidden={{ system: system.id, places: system.placesSeen }}>
      <p>{children}</p>
      <label className="field">
        {label}
        <textarea name="note" rows={2} required maxLength={2000} />
      </label>
      <Button small>{button}</Button>
    </BatchForm>
  );
}

import { Button } from "#app/_ui/Button.tsx";
import type { ErasureDesk } from "#lib/erasure/desk.ts";
import type { SystemView } from "#lib/erasure/read.ts";
import { counted } from "../_kit/words.ts";
import { EraseForm } from "./EraseForm.tsx";
import { notBackWords } from "./undo-words.ts";

/** How far one system's part can be taken back, and what came of doing so. */
export function UndoState({ system }: { system: SystemView }) {
  const { undo, noUndo } = system;
  if (!undo) return noUndo === null ? null : <p>What goes here cannot be put back afterwards. {noUndo}</p>;
  return (
    <>
      <p>{standing(undo)}</p>
      {undo.result ? (
        <>
          <p>
            {counted(undo.result.back, "record is", "records are")} back as they were
            {undo.result.altered > 0
              ? `; ${undo.result.altered} more, to which the system itself added something`
              : ""}
            .
          </p>
          {undo.result.not.length > 0 ? (
            <ul className="blocking">
              {undo.result.not.map(({ table, why, rows }) => (
                <li key={`${table} ${why}`}>
                  {table}: {counted(rows, "record", "records")} not back, because {notBackWords[why]}.
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
      {undo.trouble ? <p className="system-trouble">{undo.trouble}</p> : null}
    </>
  );
}

function standing({ state, untilDay, outcome }: NonNullable<SystemView["undo"]>): string {
  if (state === "working") return "What was removed is being put back now.";
  if (state === "open") {
    return `What was removed is kept, encrypted with a key of its own. It can be put back until ${untilDay}; then the key is destroyed and it is gone for good.`;
  }
  return outcome === "undone"
    ? "What was removed was put back. Nothing of it is kept apart any more."
    : "It is gone for good: the key to what was kept is destroyed.";
}

/** Has everything put back that this erasure removed, for a reason. */
export function PutBack({ desk }: { desk: ErasureDesk }) {
  const { erasure, may, reference } = desk;
  const open = erasure?.systems.filter(({ undo }) => undo?.state === "open") ?? [];
  if (!erasure || !may.approve || open.length === 0) return null;
  if (!["done", "stopped", "dropped"].includes(erasure.state)) return null;
  return (
    <EraseForm reference={reference} act="undo" hidden={{ id: erasure.id }}>
      <p>
        Was it a mistake? What was removed from {open.map((one) => one.title).join(", ")} can be put back.
      </p>
      <label className="field">
        Why it is put back
        <textarea name="reason" rows={2} required maxLength={2000} />
      </label>
      <Button second>Put everything back</Button>
    </EraseForm>
  );
}

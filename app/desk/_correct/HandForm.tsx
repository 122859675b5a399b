import { Button } from "#app/_ui/Button.tsx";
import type { PlanSystemView } from "#lib/rectification/views.ts";
import { CorrectForm } from "./CorrectForm.tsx";
import { placeOf } from "./words.ts";

/** What the system's owner told staff, or what staff did there themselves; all of it at once, then it is read again. */
export function HandForm({ system, reference }: { system: PlanSystemView; reference: string }) {
  const asked = system.cells.filter(({ hand }) => hand === "asked");
  return (
    <details>
      <summary>Record what was done by hand</summary>
      <p className="faint">The owner has a link and answers there. Record it here only if they told you.</p>
      <CorrectForm reference={reference} act="hand" hidden={{ system: system.id }}>
        {asked.map((cell, no) => (
          <fieldset key={cell.id} className="correct-weighed">
            <legend>{placeOf(cell)}</legend>
            <input type="hidden" name={`item.${no}`} value={cell.id} />
            <label>
              <input type="radio" name={`answer.${no}`} value="done" required /> Corrected
            </label>
            <label>
              <input type="radio" name={`answer.${no}`} value="cannot" /> Cannot be corrected
            </label>
            <label className="field">
              What was done, or why not
              <textarea name={`note.${no}`} rows={2} maxLength={1000} />
            </label>
          </fieldset>
        ))}
        <Button small>Record, and read it again</Button>
      </CorrectForm>
    </details>
  );
}

/** Lets a system go on in which our own process died again and again. */
export function GoOn({ system, reference }: { system: PlanSystemView; reference: string }) {
  return (
    <CorrectForm reference={reference} act="resume" hidden={{ system: system.id }}>
      <Button small>Go on</Button>
    </CorrectForm>
  );
}

import { Button } from "#app/_ui/Button.tsx";
import { rulesByHand } from "#lib/redaction/detect/rule.ts";
import { requestAddress } from "../_kit/address.ts";
import { MarkText } from "./MarkText.tsx";
import { byHandWords, reasons } from "./words.ts";

/**
 * The form by which a reader hides a text that no rule found. Marking a text in a record and pressing x fills it; without
 * script the text is typed, and holds wherever it stands.
 */
export function ByHand({
  reference,
  system,
  collection,
}: {
  reference: string;
  system: string;
  collection: string;
}) {
  return (
    <details className="by-hand" id="by-hand">
      <summary>
        Hide a text by hand <kbd>x</kbd>
      </summary>
      <form action={requestAddress(reference, "/hidden/by-hand")} method="post" className="desk-form">
        <input type="hidden" name="system" value={system} />
        <input type="hidden" name="collection" value={collection} />
        <input type="hidden" name="field" />
        <input type="hidden" name="record" />
        <input type="hidden" name="number" />
        <label className="field">
          The text, exactly as it stands there
          <textarea className="box" name="text" required minLength={2} maxLength={400} rows={2} dir="auto" />
        </label>
        <label className="field">
          Because
          <select className="box" name="rule" required>
            {rulesByHand.map((rule) => (
              <option key={rule} value={rule}>
                {byHandWords[rule]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          Why, for the history
          <input
            className="box"
            name="why"
            list="why-hide"
            required
            minLength={3}
            maxLength={2000}
            defaultValue={reasons.hide[0]}
          />
        </label>
        <fieldset className="field by-hand-where">
          <legend>Where</legend>
          <label>
            <input type="radio" name="where" value="everywhere" defaultChecked /> Wherever it stands
          </label>
          <label>
            <input type="radio" name="where" value="here" disabled data-here /> Only in the record where I
            marked it
          </label>
        </fieldset>
        <Button small>Hide it</Button>
      </form>
      <MarkText />
    </details>
  );
}

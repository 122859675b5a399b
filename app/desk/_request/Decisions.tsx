import { Button } from "#app/_ui/Button.tsx";
import type { RequestFile } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";

/**
 * Identifiers that several people use. The walk has stopped there: who is who is told apart by facts, never by
 * likeness, and the reason is kept.
 */
export function Decisions({ file }: { file: RequestFile }) {
  if (file.sharedIdentifiers.length === 0) return null;
  return (
    <section aria-labelledby="decisions" className="desk-panel desk-panel-plum">
      <h2 id="decisions">Whose is it?</h2>
      {file.sharedIdentifiers.map((shared) => (
        <form
          key={shared.id}
          action={requestAddress(file.reference, "/shared")}
          method="post"
          className="desk-form"
        >
          <input type="hidden" name="shared" value={shared.id} />
          <fieldset>
            <legend>
              In {shared.title}, several people use the {shared.kind.replaceAll("_", " ")}{" "}
              <bdi className="mono">{shared.masked}</bdi>. Which of these are this person? Leave all empty if
              none is.
            </legend>
            {shared.keys.map((key) => (
              <label key={key} className="choice">
                <input type="checkbox" name="key" value={key} />
                <bdi className="mono">{key}</bdi>
              </label>
            ))}
          </fieldset>
          <label className="field">
            By which facts do you tell them apart?
            <textarea name="reason" rows={2} required maxLength={2000} />
          </label>
          <Button small>Decide</Button>
        </form>
      ))}
    </section>
  );
}

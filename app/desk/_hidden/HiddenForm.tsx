import { Button } from "#app/_ui/Button.tsx";
import type { Choice } from "#lib/redaction/detect/rule.ts";
import { requestAddress } from "../_kit/address.ts";

/** Staff turn a choice round, or say that it stays "all the same", with the reason. */
export function HiddenForm({
  reference,
  id,
  place,
  choice,
  what,
}: {
  reference: string;
  id: string;
  place: number | null;
  choice: Choice;
  what: string;
}) {
  const [turn, stay]: [Choice, Choice] = choice === "hide" ? ["show", "hide"] : ["hide", "show"];
  const where = place === null ? "everywhere" : "here";
  return (
    <details>
      <summary>
        Decide {where}
        <span className="hidden-words"> about {what}</span>
      </summary>
      <form action={requestAddress(reference, "/hidden/act")} method="post" className="desk-form">
        <input type="hidden" name="id" value={id} />
        {place === null ? null : <input type="hidden" name="place" value={place} />}
        <label className="field">
          Why
          <input className="box" name="why" required minLength={3} maxLength={2000} />
        </label>
        <Button small second name="choice" value={turn}>
          {turn === "show" ? `Show it ${where}` : `Hide it ${where}`}
        </Button>
        <Button small second name="choice" value={stay}>
          {stay === "hide" ? "Hide it all the same" : "Show it all the same"}
        </Button>
      </form>
    </details>
  );
}

import type { ReactNode } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { requestAddress } from "../_kit/address.ts";

/** A folded form for one act that needs a reason. Works without scripts, like every form of the desk. */
export function ReasonForm({
  reference,
  act,
  about,
  summary,
  explain,
  question,
  button,
}: {
  reference: string;
  act: string;
  /** Name and value of the field that says what it is about. */
  about: readonly [string, string];
  summary: ReactNode;
  explain: string;
  question: string;
  button: string;
}) {
  return (
    <details>
      <summary>{summary}</summary>
      <form action={requestAddress(reference, "/person/act")} method="post" className="desk-form">
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name={about[0]} value={about[1]} />
        <p className="faint">{explain}</p>
        <label className="field">
          {question}
          <textarea name="reason" rows={2} required maxLength={2000} />
        </label>
        <Button small second>
          {button}
        </Button>
      </form>
    </details>
  );
}

"use client";

import { useActionState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { CameFields } from "../_new/CameFields.tsx";
import { ProblemBox } from "../_systems/ProblemBox.tsx";
import { askForReceipt } from "./acts.ts";
import type { TypedState } from "./state.ts";

/** Asks somebody else to agree that a request came on another day, or another way. */
export function ReceiptForm({ reference, today }: { reference: string; today: string }) {
  const first: TypedState = { problem: null, values: {} };
  const [state, send, waiting] = useActionState(askForReceipt, first);
  return (
    <form action={send} className="intake" noValidate>
      <ProblemBox problem={state.problem} />
      <input type="hidden" name="ref" value={reference} />
      <CameFields values={state.values} errors={{}} today={today} />
      <TextArea name="why" label="Why it was noted wrongly" rows={2} defaultValue={state.values.why ?? ""} />
      <p className="form-end">
        <Button disabled={waiting}>Ask for this correction</Button>
      </p>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { CameFields } from "../_new/CameFields.tsx";
import { ProblemBox } from "../_systems/ProblemBox.tsx";
import { logAppeal } from "./acts.ts";
import type { TypedState } from "./state.ts";

type Props = {
  reference: string;
  today: string;
  once: string;
  appeal: boolean;
  complaint: boolean;
};

/** Files an appeal or a complaint that did not come by the person's page. */
export function AboutForm({ reference, today, once, appeal, complaint }: Props) {
  const first: TypedState = { problem: null, values: { right: appeal ? "appeal" : "complaint", once } };
  const [state, send, waiting] = useActionState(logAppeal, first);
  const { values } = state;
  const kinds = [
    ...(appeal ? [{ value: "appeal", label: "An appeal against the answer" }] : []),
    ...(complaint ? [{ value: "complaint", label: "A complaint about how it was handled" }] : []),
  ];
  return (
    <form action={send} className="intake" noValidate>
      <ProblemBox problem={state.problem} />
      <input type="hidden" name="ref" value={reference} />
      <input type="hidden" name="once" value={values.once ?? once} />
      <fieldset className="field">
        <legend>What it is</legend>
        {kinds.map(({ value, label }) => (
          <label key={value} className="tick">
            <input type="radio" name="right" value={value} defaultChecked={values.right === value} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <TextArea name="text" label="What the person said" rows={4} defaultValue={values.text ?? ""} />
      <CameFields values={values} errors={{}} today={today} prefix="about_" />
      <p className="form-end">
        <Button disabled={waiting}>File it</Button>
      </p>
    </form>
  );
}

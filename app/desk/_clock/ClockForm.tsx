"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { SelectField, TextArea, TextField } from "#app/_ui/TextField.tsx";
import { ProblemBox } from "../_systems/ProblemBox.tsx";
import { clockAct } from "./acts.ts";
import { fresh } from "./state.ts";

/** One field of a form, as data. `choices` makes it a list to choose from, `lines` a box of several lines. */
export type FormField = {
  name: string;
  label: string;
  hint?: string;
  first?: string;
  lines?: number;
  choices?: { value: string; words: string }[];
  size?: "half" | "short";
  kind?: "text" | "date";
  most?: number;
};

/** A form of the clock page: sent without scripts too, and what was typed comes back with an error. */
export function ClockForm({
  act,
  reference,
  hidden = {},
  fields,
  button,
  children,
}: {
  act: string;
  reference: string;
  hidden?: Record<string, string>;
  fields: readonly FormField[];
  button: string;
  children?: ReactNode;
}) {
  const [state, send, waiting] = useActionState(clockAct, fresh);
  return (
    <form action={send} className="desk-form" noValidate>
      <div aria-live="polite">
        <ProblemBox problem={state.problem} />
      </div>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="reference" value={reference} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={`${act}-${name}`} value={value} />
      ))}
      {fields.map((field) => (
        <One key={field.name} act={act} field={field} typed={state.values[`${act}-${field.name}`]} />
      ))}
      {children}
      <Button small disabled={waiting}>
        {button}
      </Button>
    </form>
  );
}

function One({ act, field, typed }: { act: string; field: FormField; typed: string | undefined }) {
  const { name, label, hint, first = "", lines, choices, size = "full", kind = "text", most } = field;
  const common = { name: `${act}-${name}`, label, hint, defaultValue: typed ?? first };
  if (choices) {
    return (
      // React sets a list's first choice only once: a list that comes back is a new one.
      <SelectField key={typed ?? ""} {...common}>
        {choices.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </SelectField>
    );
  }
  if (lines) return <TextArea {...common} rows={lines} maxLength={most ?? 2_000} />;
  return <TextField {...common} type={kind} size={size} maxLength={most} autoComplete="off" />;
}

import type { ComponentPropsWithoutRef } from "react";
import { describedBy, Field, type FieldProps } from "./Field.tsx";

type Native<Tag extends "input" | "textarea" | "select"> = Omit<
  ComponentPropsWithoutRef<Tag>,
  "name" | "id" | "className" | "size"
>;

/** One line of text. `size` is the width of the box, as a hint at how much is expected. */
export function TextField({
  name,
  label,
  hint,
  error,
  size = "full",
  ...native
}: FieldProps & Native<"input"> & { size?: "full" | "half" | "short" }) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <input
        type="text"
        dir="auto"
        {...native}
        id={name}
        name={name}
        className={`box box-${size}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ name, hint, error })}
      />
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({ name, label, hint, error, ...native }: FieldProps & Native<"textarea">) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <textarea
        dir="auto"
        rows={5}
        {...native}
        id={name}
        name={name}
        className="box box-full"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ name, hint, error })}
      />
    </Field>
  );
}

/** One box for a code that came by mail: pasted, filled in by the device, or typed. */
export function CodeField({ name, label, hint, error }: FieldProps) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <input
        type="text"
        dir="ltr"
        id={name}
        name={name}
        className="box box-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={40}
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ name, hint, error })}
      />
    </Field>
  );
}

/** One choice out of a long list; the device's own list, so that typing finds the place. */
export function SelectField({
  name,
  label,
  hint,
  error,
  children,
  ...native
}: FieldProps & Native<"select">) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <select
        {...native}
        id={name}
        name={name}
        className="box box-full"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ name, hint, error })}
      >
        {children}
      </select>
    </Field>
  );
}

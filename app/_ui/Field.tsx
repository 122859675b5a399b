import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** What every field of a form has: its name (also its id), label, hint and what is wrong with it. */
export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
};

/** Ids of the hint and the error, as the control refers to them. */
export function describedBy({ name, hint, error }: Pick<FieldProps, "name" | "hint" | "error">) {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

export function Hint({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="hint" id={`${name}-hint`}>
      {children}
    </span>
  );
}

export function FieldError({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="field-error" id={`${name}-error`}>
      <Icon name="warning" />
      {children}
    </span>
  );
}

/** Label, hint and error around one control. */
export function Field({ name, label, hint, error, children }: FieldProps & { children: ReactNode }) {
  return (
    <div className={error ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint ? <Hint name={name}>{hint}</Hint> : null}
      {error ? <FieldError name={name}>{error}</FieldError> : null}
      {children}
    </div>
  );
}

import type { ReactNode } from "react";
import { FieldError, type FieldProps, Hint } from "./Field.tsx";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

type Group = FieldProps & {
  choices: readonly Choice[];
  /** True where the group's label is the question of the page: it is then the page's heading too. */
  heading?: boolean;
};

function Choices({
  kind,
  name,
  label,
  hint,
  error,
  choices,
  chosen,
  heading = false,
  children,
}: Group & { kind: "radio" | "checkbox"; chosen: readonly string[]; children?: ReactNode }) {
  const describes = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset
      className={error ? "field field-wrong" : "field"}
      aria-describedby={describes === "" ? undefined : describes}
    >
      <legend>{heading ? <h1>{label}</h1> : label}</legend>
      {hint ? <Hint name={name}>{hint}</Hint> : null}
      {error ? <FieldError name={name}>{error}</FieldError> : null}
      {choices.map((choice, index) => {
        // The first control carries the field's own id, so that the error summary leads to it.
        const id = index === 0 ? name : `${name}-${choice.value}`;
        return (
          <div key={choice.value} className="choice">
            <input
              type={kind}
              id={id}
              name={name}
              value={choice.value}
              defaultChecked={chosen.includes(choice.value)}
              aria-describedby={choice.hint ? `${id}-about` : undefined}
            />
            <label htmlFor={id}>{choice.label}</label>
            {choice.hint ? (
              <span className="hint" id={`${id}-about`}>
                {choice.hint}
              </span>
            ) : null}
          </div>
        );
      })}
      {children}
    </fieldset>
  );
}

/** One out of a few. Nothing is chosen beforehand unless it was chosen before. */
export function Radios({ value, ...group }: Group & { value?: string | undefined; children?: ReactNode }) {
  return <Choices {...group} kind="radio" chosen={value ? [value] : []} />;
}

/** Any of a few. Nothing is ticked beforehand. */
export function Checkboxes({ values = [], ...group }: Group & { values?: readonly string[] }) {
  return <Choices {...group} kind="checkbox" chosen={values} />;
}

import type { ReactNode } from "react";
import { describedBy, FieldError, type FieldProps, Hint } from "./Field.tsx";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

/**
 * One out of a few. Nothing is chosen beforehand unless it was chosen before. `heading` is for a group whose
 * label is the question of the page: it is then the page's heading too.
 */
export function Radios({
  name,
  label,
  hint,
  error,
  choices,
  value,
  heading = false,
  children,
}: FieldProps & {
  choices: readonly Choice[];
  value?: string | undefined;
  heading?: boolean;
  children?: ReactNode;
}) {
  return (
    <fieldset
      className={error ? "field field-wrong" : "field"}
      aria-describedby={describedBy({ name, hint, error })}
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
              type="radio"
              id={id}
              name={name}
              value={choice.value}
              defaultChecked={choice.value === value}
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

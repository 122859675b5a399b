import type { ReactNode } from "react";
import { describedBy, FieldError, type FieldProps, Hint } from "./Field.tsx";

export type Tick = { name: string; label: ReactNode; hint?: ReactNode; ticked: boolean };

/** Any of several. A box is ticked only where the person ticked it before. The first carries the field's own id. */
export function Ticks({ name, label, hint, error, ticks }: FieldProps & { ticks: readonly Tick[] }) {
  return (
    <fieldset
      className={error ? "field field-wrong" : "field"}
      aria-describedby={describedBy({ name, hint, error })}
    >
      <legend>{label}</legend>
      {hint ? <Hint name={name}>{hint}</Hint> : null}
      {error ? <FieldError name={name}>{error}</FieldError> : null}
      {ticks.map((tick, index) => {
        const id = index === 0 ? name : tick.name;
        return (
          <div key={tick.name} className="choice choice-tick">
            <input
              type="checkbox"
              id={id}
              name={tick.name}
              value="yes"
              defaultChecked={tick.ticked}
              aria-describedby={tick.hint ? `${id}-about` : undefined}
            />
            <label htmlFor={id}>{tick.label}</label>
            {tick.hint ? (
              <span className="hint" id={`${id}-about`}>
                {tick.hint}
              </span>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}

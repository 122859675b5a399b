import { describedBy, FieldError, Hint } from "#app/_ui/Field.tsx";

/** Some out of a few: each with its own box. The first carries the field's id, so that the summary of errors leads to it. */
export function Ticks({
  name,
  label,
  hint,
  error,
  choices,
  chosen,
}: {
  name: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  choices: readonly { value: string; label: string }[];
  chosen: readonly string[];
}) {
  return (
    <fieldset
      className={error ? "field field-wrong" : "field"}
      aria-describedby={describedBy({ name, hint, error })}
    >
      <legend>{label}</legend>
      {hint ? <Hint name={name}>{hint}</Hint> : null}
      {error ? <FieldError name={name}>{error}</FieldError> : null}
      <div className="ticks">
        {choices.map(({ value, label: words }, at) => (
          <label key={value} className="tick">
            <input
              type="checkbox"
              id={at === 0 ? name : undefined}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

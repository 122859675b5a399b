import { SelectField, TextArea, TextField } from "#app/_ui/TextField.tsx";
import { channelChoices } from "./words.ts";

type Said = { values: Record<string, string>; errors: Record<string, string> };

/**
 * When and how something reached the company, and what shows it. `today` is the last day that can be chosen; `prefix`
 * keeps the names apart where two such forms stand on one page.
 */
export function CameFields({
  values,
  errors,
  today,
  dated = false,
  prefix = "",
}: Said & { today: string; dated?: boolean; prefix?: string }) {
  const said = (name: string) => ({
    name: `${prefix}${name}`,
    defaultValue: values[name] ?? "",
    error: errors[name],
  });
  return (
    <>
      <SelectField key={values.channel} label="How it came" {...said("channel")}>
        <option value="">Choose</option>
        {channelChoices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <div className="side-by-side">
        <TextField
          label="Day on which it was received"
          hint="When it reached any part of the company, not when it came to you."
          type="date"
          max={today}
          size="short"
          {...said("day")}
        />
        <TextField label="Time" hint="If you know it." type="time" size="short" {...said("time")} />
        {dated ? (
          <TextField
            label="Day written on it"
            hint="If it has one. Some laws count from it."
            type="date"
            max={today}
            size="short"
            {...said("dated")}
          />
        ) : null}
      </div>
      <TextArea
        label="What shows the day of receipt"
        hint="A stamp, the mail’s own date, who took the call. It is kept sealed."
        rows={2}
        {...said("evidence")}
      />
    </>
  );
}

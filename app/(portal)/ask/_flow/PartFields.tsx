import type { Text } from "#app/_text/text.ts";
import { TextField } from "#app/_ui/TextField.tsx";
import { Ticks } from "#app/_ui/Ticks.tsx";
import type { Right } from "#lib/law/rights.ts";
import { plannedSystems } from "#lib/map/current.ts";
import { kindsIn } from "#lib/request/answers.ts";
import { kindsHeld } from "#lib/request/kinds-held.ts";
import { errorFor, type FieldErrors } from "./errors.ts";
import { kindBox } from "./ticks.ts";

/** Which part is asked for: kinds of data as this company holds them, and the days between which it arose. */
export function PartFields({
  text,
  right,
  values,
  errors,
}: {
  text: Text;
  right: Right;
  values: Record<string, string>;
  errors: FieldErrors;
}) {
  const { t, language } = text;
  const chosen = kindsIn(values.kinds);
  return (
    <>
      <Ticks
        name="kinds"
        label={t("several.part.kinds")}
        error={errorFor(errors, "kinds")}
        ticks={kindsHeld(plannedSystems(), language).map(({ kind, labels }) => ({
          name: kindBox(kind),
          label: t(`several.kinds.${kind}`),
          hint: labels.join(" · "),
          ticked: chosen.includes(kind),
        }))}
      />
      {right === "erasure" ? null : (
        <>
          <TextField
            name="from"
            type="date"
            size="short"
            label={t("several.part.from")}
            hint={t("several.part.spanHint")}
            error={errorFor(errors, "from")}
            defaultValue={values.from}
          />
          <TextField
            name="until"
            type="date"
            size="short"
            label={t("several.part.until")}
            error={errorFor(errors, "until")}
            defaultValue={values.until}
          />
        </>
      )}
    </>
  );
}

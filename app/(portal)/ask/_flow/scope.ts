import { shortDay } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { kindsIn } from "#lib/request/answers.ts";

/** In words, a line each: everything, or which part of their data somebody asks for, its kinds and its days. */
export function scopeSaid(
  values: Readonly<Partial<Record<"scope" | "kinds" | "from" | "until", string | undefined>>>,
  { t, language }: Text,
): string {
  if (values.scope !== "some") return t("ask.what.everything");
  const day = (value: string | undefined) => (value ? shortDay(value, "0001-01-01", language) : null);
  const [from, until] = [day(values.from), day(values.until)];
  const lines = [
    ...kindsIn(values.kinds).map((kind) => t(`several.kinds.${kind}`)),
    ...(from ? [`${t("several.part.from")}: ${from}`] : []),
    ...(until ? [`${t("several.part.until")}: ${until}`] : []),
  ];
  return lines.length > 0 ? lines.join("\n") : t("ask.what.some");
}

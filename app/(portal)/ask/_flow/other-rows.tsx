import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import type { SummaryRow } from "#app/_ui/SummaryList.tsx";
import { placeName } from "#lib/law/places.ts";

type Row = (label: string, value: ReactNode, step: string) => SummaryRow;

/** Who is asked for, by what we know them, and who asks: each apart, so that nobody takes one for the other. */
export function otherRows(
  values: Record<string, string>,
  row: Row,
  { t, language, find }: Text,
): SummaryRow[] {
  const { theirName, theirEmail, theirPhone } = values;
  const relation = find(`others.who.${values.relation ?? ""}`);
  const contact = (value: string) => <bdi dir="ltr">{value}</bdi>;
  return [
    row(t("ask.check.who"), [relation, theirName].filter(Boolean).join("\n"), "who"),
    ...(theirEmail ? [row(t("others.check.theirEmail"), contact(theirEmail), "them")] : []),
    ...(theirPhone ? [row(t("others.check.theirPhone"), contact(theirPhone), "them")] : []),
    row(t("others.check.they"), placeName(values.place ?? "", language), "where"),
    row(t("others.check.yourName"), values.name, "you"),
    row(t("others.check.yourEmail"), contact(values.email ?? ""), "you"),
  ];
}

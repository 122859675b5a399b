import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import type { SummaryRow } from "#app/_ui/SummaryList.tsx";
import { placeName } from "#lib/law/places.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Draft } from "#lib/request/draft.ts";
import { otherRows } from "./other-rows.tsx";
import { scopeSaid } from "./scope.ts";
import { objectionSaid, stopSaid } from "./stops.ts";
import { hasScope } from "./WhatForm.tsx";

const changeTo = (href: string, { t }: Text) => ({ href, label: t("ask.check.change") });

/** Who asks, where they live and how we reach them: said once, whatever is asked for. */
export function sharedRows({ values }: Pick<Draft, "values">, text: Text): SummaryRow[] {
  const { t, language } = text;
  const row = (label: string, value: ReactNode, step: string): SummaryRow => ({
    label,
    value,
    change: changeTo(`/ask/${step}`, text),
  });
  if (values.who === "other") return otherRows(values, row, text);
  const rows = [
    row(t("ask.check.who"), t("ask.check.self"), "who"),
    row(t("ask.check.where"), placeName(values.place ?? "", language), "where"),
    row(t("ask.check.name"), values.name, "you"),
    row(t("ask.check.email"), values.email, "you"),
  ];
  if (values.otherEmails) rows.push(row(t("ask.check.otherEmails"), values.otherEmails, "you"));
  if (values.phone) rows.push(row(t("ask.check.phone"), values.phone, "you"));
  return rows;
}

/** What is asked under one right. */
export function whatRows(draft: Pick<Draft, "rights" | "whats">, right: Right, text: Text): SummaryRow[] {
  const { t } = text;
  const values = draft.whats[right] ?? {};
  const href = draft.rights.length > 1 ? `/ask/what?right=${right}` : "/ask/what";
  const row = (label: string, value: ReactNode): SummaryRow => ({
    label,
    value,
    change: changeTo(href, text),
  });
  const rows: SummaryRow[] = [];
  if (hasScope(right)) rows.push(row(t("ask.check.scope"), scopeSaid(values, text)));
  if (right === "rectification") {
    rows.push(row(t("ask.check.wrong"), values.wrong || t("ask.check.empty")));
    rows.push(row(t("ask.check.correct"), values.correct || t("ask.check.empty")));
  }
  if (right === "opt_out") rows.push(row(t("ask.check.stop"), t(`ask.what.stops.${stopSaid(values.stop)}`)));
  if (right === "objection")
    rows.push(row(t("ask.check.objects"), t(`ask.what.objectsTo.${objectionSaid(values.objects)}`)));
  if (values.about) rows.push(row(t("several.about.label"), <bdi dir="ltr">{values.about}</bdi>));
  rows.push(row(t("ask.check.details"), values.details || t("ask.check.empty")));
  return rows;
}

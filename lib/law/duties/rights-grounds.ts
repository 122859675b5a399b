import type { Right } from "#lib/law/rights.ts";
import type { Confidence, Source } from "#lib/law/source.ts";

/** A case in which a law gives a right, or a test that it must pass: what staff look for before they grant it. */
export type RightsGround = { ground: string; name: string; article: Source };

type Row = readonly [ground: string, name: string, article: string];

const erasure: readonly Row[] = [
  ["no_longer_necessary", "No longer needed for why it was collected", "17(1)(a)"],
  ["consent_withdrawn", "Consent was withdrawn and nothing else allows it", "17(1)(b)"],
  ["objection_upheld", "An objection was upheld, or was about direct marketing", "17(1)(c)"],
  ["unlawful", "Processed unlawfully", "17(1)(d)"],
  ["legal_obligation", "A law demands the erasure", "17(1)(e)"],
  ["child_online_service", "Collected from a child by an online service", "17(1)(f)"],
];
const restriction: readonly Row[] = [
  ["accuracy_contested", "Accuracy is disputed, while it is checked", "18(1)(a)"],
  ["unlawful_but_keep", "Unlawful, but the person wants it kept", "18(1)(b)"],
  ["needed_for_claims", "Only the person still needs it, for legal claims", "18(1)(c)"],
  ["objection_pending", "An objection is not decided yet", "18(1)(d)"],
];
const objection: readonly Row[] = [
  ["public_task_or_legitimate_interest", "Processed for a public task or a legitimate interest", "21(1)"],
  ["direct_marketing_absolute", "Direct marketing: no weighing", "21(2) and (3)"],
  ["research", "Research or statistics, unless a public task needs it", "21(6)"],
];
const portability: readonly Row[] = [
  ["provided_by_person", "Given by the person, or observed from what they do", "20(1)"],
  ["consent_or_contract", "Held by consent or contract", "20(1)(a)"],
  ["automated", "Processed by automated means", "20(1)(b)"],
  ["direct_transmission", "Sent directly to another company, where feasible", "20(2)"],
  ["rights_of_others", "Harms nobody else's rights", "20(4)"],
];
const byRight: Partial<Record<Right, readonly Row[]>> = {
  erasure,
  restriction,
  objection,
  opt_out: objection.filter(([ground]) => ground === "direct_marketing_absolute"),
  portability,
};
const statutes: Readonly<Record<string, { name: string; confidence: Confidence }>> = {
  EU_GDPR: { name: "Regulation (EU) 2016/679", confidence: "confirmed" },
  UK_GDPR: { name: "UK GDPR", confidence: "secondary" },
};

/** The cases in which the law gives this right; empty where it gives it without any, or where we know none. */
export function rightsGrounds(law: string, right: Right): RightsGround[] {
  const statute = statutes[law];
  if (!statute) return [];
  return (byRight[right] ?? []).map(([ground, name, article]) => ({
    ground,
    name,
    article: { cite: `${statute.name}, article ${article}`, confidence: statute.confidence },
  }));
}

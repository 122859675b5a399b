import type { Regime } from "#lib/law/regime.ts";
import type { Source } from "#lib/law/source.ts";
import type { NoticeContent, NoticeKind } from "./notice.ts";

const ours: Source = { cite: "Our own rule for every notice", confidence: "confirmed" };
const refusals: readonly NoticeKind[] = ["refusal", "partial_refusal"];
const ends: readonly NoticeKind[] = [...refusals, "not_held", "complaint_outcome"];

/** What we say in each kind of notice whether or not a law asks for it. */
const always: Readonly<Record<NoticeKind, readonly NoticeContent[]>> = {
  acknowledgement: ["receipt_day", "expected_date"],
  extension: ["reasons", "first_day", "new_day"],
  refusal: ["reasons", "decided_on"],
  partial_refusal: ["reasons", "what_was_provided", "decided_on"],
  not_held: ["decided_on"],
  granted: ["what_was_provided", "decided_on"],
  fee: ["reasons", "fee_amount", "may_withdraw"],
  question: ["what_is_asked", "reasons"],
  appeal_granted: ["reasons", "decided_on"],
  appeal_denied: ["reasons", "decided_on"],
  complaint_acknowledgement: ["receipt_day"],
  complaint_outcome: ["reasons", "decided_on"],
  opt_out_done: ["decided_on"],
};

/**
 * Under a law every notice also says which one, a refusal the article that it rests on, and whatever does not give the
 * person what they asked says whom the law lets them turn to next.
 */
export function contentsByPolicy(
  regime: Regime | null,
  { notice }: { notice: NoticeKind },
): { content: NoticeContent; why: Source }[] {
  const underLaw: NoticeContent[] = regime
    ? [
        "law",
        ...(refusals.includes(notice) ? (["legal_basis"] as const) : []),
        ...(ends.includes(notice) ? turnTo(regime) : []),
      ]
    : [];
  return [...always[notice], ...underLaw].map((content) => ({ content, why: ours }));
}

/** Where there is an appeal to the company, the attorney general comes after it. */
function turnTo({ remedies, appeal }: Regime): NoticeContent[] {
  return [
    ...(remedies.includes("authority") ? (["complaint_authority"] as const) : []),
    ...(remedies.includes("court") ? (["court"] as const) : []),
    ...(remedies.includes("attorney_general") && !appeal && !remedies.includes("authority")
      ? (["attorney_general"] as const)
      : []),
  ];
}

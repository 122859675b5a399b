import type { Regime } from "#lib/law/regime.ts";
import type { Source } from "#lib/law/source.ts";
import type { Answering } from "./contents-by-law.ts";
import type { NoticeContent, NoticeKind } from "./notice.ts";

const ours: Source = { cite: "Our own rule for every notice", confidence: "confirmed" };

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

/** Under a law every notice also says which one, and every refusal the article that it rests on. */
export function contentsByPolicy(regime: Regime | null, { notice }: Answering) {
  const underLaw: NoticeContent[] = regime
    ? notice === "refusal" || notice === "partial_refusal"
      ? ["law", "legal_basis"]
      : ["law"]
    : [];
  return [...always[notice], ...underLaw].map((content) => ({ content, why: ours }));
}

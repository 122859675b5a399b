import type { Day } from "#lib/core/day.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { NoticeContent, NoticeKind } from "./notice.ts";

type Refusing = {
  regime: Regime | null;
  right: Right;
  notice: NoticeKind;
  sent: Day;
  ground?: string | undefined;
};
type Word = { say: readonly NoticeContent[]; only?: (asked: Refusing) => boolean };

/** What a regime's own words for the contents of a refusal mean to us, and in which refusals they count. */
const words: Readonly<Record<string, Word>> = {
  reasons: { say: ["reasons"] },
  basis: { say: ["reasons", "legal_basis"] },
  provision: { say: ["legal_basis"] },
  complaint_to_authority: { say: ["complaint_authority"] },
  court: { say: ["court"] },
  complaint_to_company: {
    say: ["complaint_to_company"],
    only: ({ regime, sent }) => (regime?.complaint?.from ?? sent) <= sent,
  },
  how_to_appeal: { say: ["appeal_route", "appeal_deadline"] },
  recourse: { say: ["recourse"] },
  remedies: { say: ["recourse"] },
  objection_route: { say: ["recourse"] },
  time_limit: { say: ["recourse_deadline"] },
  who_is_responsible: { say: ["who_is_responsible"] },
  rest_complied_with: { say: ["rest_complied_with"], only: ({ notice }) => notice === "partial_refusal" },
  offer_opt_out: {
    say: ["offer_opt_out"],
    only: ({ right, notice }) => right === "erasure" && notice !== "not_held",
  },
  fallback_if_unverified: {
    say: ["fallback_if_unverified"],
    only: (asked) => (asked.right === "access" || asked.right === "portability") && mayBeUnverified(asked),
  },
  treat_as_opt_out: { say: ["treated_as_opt_out"], only: (asked) => mayBeUnverified(asked) },
};

/** A refusal whose ground is not told may rest on that one. */
const mayBeUnverified = ({ notice, ground }: Refusing) =>
  notice !== "not_held" && (ground === undefined || ground === "ca_cannot_verify");

/** The contents that a regime's word asks of this refusal; throws for a word that is not known here. */
export function refusalWord(word: string, asked: Refusing): readonly NoticeContent[] {
  const meant = words[word];
  if (!meant) throw new RangeError(`"${word}" is no known content of a refusal`);
  return meant.only === undefined || meant.only(asked) ? meant.say : [];
}

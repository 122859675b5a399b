import type { Day } from "#lib/core/day.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import type { NoticeContent, NoticeKind } from "./notice.ts";

/** The notice in question with everything that decides what it must say. */
export type Answering = {
  regime: Regime | null;
  right: Right;
  notice: NoticeKind;
  received: Day;
  sent: Day;
  ground?: string | undefined;
};

type Wanted = { content: NoticeContent; why: Source };

/** What a regime's own word for a refusal's content means, and when it is asked; the words are those of `lib/law/regimes`. */
const refusalWords: Readonly<
  Record<string, { say: readonly NoticeContent[]; only?: (a: Answering) => boolean }>
> = {
  reasons: { say: ["reasons"] },
  basis: { say: ["reasons", "legal_basis"] },
  provision: { say: ["legal_basis"] },
  complaint_to_authority: { say: ["complaint_authority"] },
  court: { say: ["court"] },
  complaint_to_company: {
    say: ["complaint_to_company"],
    only: ({ regime, sent }) => regime?.complaint === undefined || regime.complaint.from <= sent,
  },
  how_to_appeal: { say: ["appeal_route", "appeal_deadline"] },
  recourse: { say: ["recourse"] },
  remedies: { say: ["recourse"] },
  objection_route: { say: ["recourse"] },
  time_limit: { say: ["recourse_deadline"] },
  who_is_responsible: { say: ["who_is_responsible"] },
  rest_complied_with: { say: ["rest_complied_with"], only: ({ notice }) => notice === "partial_refusal" },
  offer_opt_out: { say: ["offer_opt_out"], only: ({ right }) => right === "erasure" },
  fallback_if_unverified: {
    say: ["fallback_if_unverified"],
    only: ({ right, ground }) => (right === "access" || right === "portability") && unverified(ground),
  },
  treat_as_opt_out: { say: ["treated_as_opt_out"], only: ({ ground }) => unverified(ground) },
};

/** Where the ground is not told it may be that one. */
const unverified = (ground: string | undefined) => ground === undefined || ground === "ca_cannot_verify";

/** What the law itself asks of this notice. */
export function contentsByLaw(regime: Regime, asked: Answering): Wanted[] {
  const own = byNotice(regime, asked);
  return [
    ...own,
    ...(special[regime.id] ?? []).filter((one) => one.when(asked)).flatMap(({ wants }) => wants),
  ];
}

function byNotice(regime: Regime, asked: Answering): Wanted[] {
  const { notice, right } = asked;
  if (notice === "refusal" || notice === "partial_refusal" || notice === "not_held")
    return refused(regime, asked);
  if (notice === "acknowledgement" && regime.acknowledgement?.rights.includes(right)) {
    const { contents, source } = regime.acknowledgement;
    return contents.map((content) => ({ content: content as NoticeContent, why: source }));
  }
  if (notice === "extension" && regime.extension)
    return (["reasons", "new_day"] as const).map((content) => ({
      content,
      why: regime.extension?.source ?? regime.answer.source,
    }));
  return [];
}

function refused(regime: Regime, asked: Answering): Wanted[] {
  return regime.refusal.contents.flatMap((word) => {
    const meant = refusalWords[word];
    if (!meant || (meant.only && !meant.only(asked))) return [];
    return meant.say.map((content) => ({ content, why: regime.refusal.source }));
  });
}

type Special = { when: (asked: Answering) => boolean; wants: readonly Wanted[] };
const special: Readonly<Record<string, readonly Special[]>> = {};

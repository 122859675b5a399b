import type { Day } from "#lib/core/day.ts";
import { type AnswerLanguage, answerIn } from "#lib/core/languages.ts";
import type { Authority } from "#lib/law/authorities/authority.ts";
import type { NoticeContent, NoticeKind } from "#lib/law/duties/notice.ts";
import type { Evidence } from "#lib/law/duties/verification.ts";
import type { Counted } from "#lib/law/period.ts";
import type { Right } from "#lib/law/rights.ts";

/** The language of the words for a request's language (`de-AT` has those of `de`); null where there are none. */
export function dutyLanguage(language: string): AnswerLanguage | null {
  const base = language.toLowerCase().split("-")[0] ?? "";
  return answerIn.find((one) => one === base) ?? null;
}

/** Stands for a content that our own words say in full, in the person's language. */
export const inOurWords = "yes";

/**
 * All that a notice of duty says, before words: kept sealed until it is sent. A content is a day (`YYYY-MM-DD`), plain
 * text by staff, or `inOurWords`.
 */
export type DutyFacts = {
  notice: NoticeKind;
  reference: string;
  right: Right;
  language: string;
  /** The name of the person it is written to. */
  person: string;
  place: string;
  /** The day on which it was written. */
  day: Day;
  contents: Partial<Record<NoticeContent, string>>;
  /** Names of the laws that count, the short one and the full one; empty under the company's own promise. */
  laws: string[];
  /** Why a ground counts, for English readers; null where no ground was given. */
  ground: string | null;
  authorities: Authority[];
  attorneysGeneral: Authority[];
  /** How long an appeal takes at most, and how long the record of a request is kept. */
  appealWithin: Counted | null;
  recordKept: Counted | null;
  /** How it is checked who asks: the most that the laws let us ask, and whether a code showed whose mailbox it is. */
  check: { most: Evidence | "nothing"; dataPoints: number | null; codeGiven: boolean };
};

/** Contents that are a day; said as any other text where staff wrote more than the day. */
export const dayContents = [
  "receipt_day",
  "first_day",
  "new_day",
  "expected_date",
  "decided_on",
  "reply_by",
  "recourse_deadline",
] as const satisfies readonly NoticeContent[];
export type DayContent = (typeof dayContents)[number];

/** Contents that our own words say in full, in the person's language, where `inOurWords` is given. */
export const ownContents = [
  "law",
  "reasons",
  "verification_process",
  "rest_complied_with",
  "complaint_authority",
  "court",
  "complaint_to_company",
  "recourse",
  "appeal_route",
  "appeal_deadline",
  "attorney_general",
  "may_withdraw",
  "fallback_if_unverified",
  "treated_as_opt_out",
  "offer_opt_out",
  "statement_may_be_attached",
  "record_kept",
  "right_to_correct",
  "who_is_responsible",
] as const satisfies readonly NoticeContent[];
export type OwnContent = (typeof ownContents)[number];

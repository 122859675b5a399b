import type { Day } from "#lib/core/day.ts";
import type { Counted, PeriodRule } from "./period.ts";
import type { Right } from "./rights.ts";
import type { Source } from "./source.ts";

/** What a question to the person does to the clock (shared by identity and clarification). */
export type PauseRule =
  | { effect: "none" }
  /** The days from the question to the answer do not count; `bothEnds`: nor do those two days themselves. */
  | { effect: "suspends"; bothEnds: boolean; rights?: readonly Right[]; only: string }
  /** The clock starts anew when the answer arrives. */
  | { effect: "restarts" };

/** How long an answer may take at most when the person is told in time; always counted from the original start. */
export type ExtensionRule = {
  /** null: the law sets no maximum, the notice must name the day. */
  total: Counted | null;
  /** The notice must have been sent on or before the first due day (`first_period`), or a period after the date written on the request. */
  noticeBy: "first_period" | { afterRequestDate: Counted };
  /** Closed list: what may be given as the reason. Staff absence and backlog are never among them. */
  reasons: readonly ExtensionReason[];
  source: Source;
};
export type ExtensionReason =
  | "complexity"
  | "number_of_requests"
  | "third_party_consultation"
  | "reasonably_necessary";

export type AppealRule = {
  within: PeriodRule;
  extension: Counted | null;
};

export type FeeRule = {
  /** Free answers in twelve months; null: always free, but for unfounded and excessive requests. */
  freeInTwelveMonths: number | null;
  chargeable: readonly (
    | "unfounded"
    | "excessive"
    | "repetitive"
    | "further_copy"
    | "disproportionate_effort"
    | "actual_cost"
  )[];
  /** The person must be told before, and has this long to withdraw. */
  reflection?: Counted;
  source: Source;
};

/** What the governing law says of one right, where it differs from the regime's own answer period. */
export type RightRule = {
  /** The law's own name for it, for letters. */
  name: string;
  /** Requests received before this day do not have the right under this law. */
  from?: Day;
  answer?: PeriodRule;
  /** False: no extension exists for it. */
  extendable?: false;
  /** none: no proof may be asked. */
  proof?: "none";
};

/**
 * What a law changes from a day of receipt on: the period for every answer (`answer`), or, in words, what some rights
 * reach or ask for. A right that is new stands with the rights, not here.
 */
export type RuleChange =
  | { from: Day; what: string; answer: PeriodRule }
  | { from: Day; what: string; rights: readonly Right[] };

/** A law as data. Judged by the day of receipt; a change is a new version, and open requests keep theirs. */
export type Regime = {
  id: string;
  version: number;
  law: string;
  /** Short, for letters and rulers: "GDPR". */
  name: string;
  /** First day of receipt that it governs; the last, where it has been replaced. */
  from: Day;
  until?: Day;
  /** ISO 3166 places whose residents it protects. */
  places: readonly string[];
  /** Only for these kinds of company; otherwise any. */
  companies?: readonly CompanyKind[];
  rights: Partial<Record<Right, RightRule>>;
  answer: PeriodRule;
  /** latest: of receipt and of what was required before work could begin (identity, fee, an agent's authority). */
  start: "receipt" | "latest";
  pause: { identity: PauseRule; clarification: PauseRule; source: Source };
  extension: ExtensionRule | null;
  acknowledgement:
    | (PeriodRule & { rights: readonly Right[]; contents: readonly string[]; from?: Day })
    | null;
  appeal: AppealRule | null;
  /** Complaints to the company itself. */
  complaint?: { acknowledgement: PeriodRule; outcome: PeriodRule; from: Day };
  /** How soon what rested on consent must stop once consent is withdrawn. */
  consentStop?: PeriodRule;
  /** How long after an opt-out took effect the person may not be asked to agree again, for these rights. */
  noAsk?: PeriodRule & { rights: readonly Right[] };
  refusal: { by: "first_period" | "with_answer" | "words"; contents: readonly string[]; source: Source };
  fee: FeeRule;
  /** Who can be turned to: authority, court. */
  remedies: readonly ("authority" | "court" | "attorney_general" | "ombudsman")[];
  deemedRefusal?: boolean;
  /** How long the record of a request is kept after its last entry. */
  records: { keep: Counted; source: Source } | null;
  changes?: readonly RuleChange[];
  notes?: string;
};

/** Kinds of company that some laws alone are about. */
export const companyKinds = ["business", "data_broker", "over_one_billion_dollars"] as const;
export type CompanyKind = (typeof companyKinds)[number];

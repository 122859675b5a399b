import { type Day, dayInWords } from "#lib/core/day.ts";
import type { Relation } from "#lib/law/duties/behalf.ts";
import type { RequiredContent } from "#lib/law/duties/contents.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { RequestStatus } from "../moves.ts";

/**
 * Everything that the checklist is judged by: states, counts, days and titles of systems. No personal data. `law`:
 * `EU_GDPR`, or `OWN_POLICY` with `regime` null where no law that we know governs.
 */
export type ChecklistFacts = {
  right: Right;
  law: string;
  regime: Regime | null;
  /** Every law that governs, by id. */
  laws: readonly string[];
  received: Day;
  today: Day;
  status: RequestStatus;
  acknowledged: Day | null;
  proof: { how: string | null; moreAsked: boolean; declaration: boolean };
  /** Who asks for somebody else, and whether they may; null where people ask for themselves. */
  behalf: { relation: Relation; state: "open" | "accepted" | "refused" | "revoked" } | null;
  /** Documents that were sent to show who asks. */
  documents: { kept: number; deleted: number };
  /** Questions that the person has not answered, and answers that nobody has judged. */
  questions: { open: number; toJudge: number };
  fee: "proposed" | "asked" | "paid" | "withdrawn" | "dropped" | null;
  /** Told on, and the day until which it could still be told. */
  moreTime: { told: Day | null; until: Day | null };
  systems: {
    all: number;
    /** Titles of those that have not answered. */
    silent: readonly string[];
    /** Where it is open whose records these are, or somebody is only alike. */
    undecided: readonly string[];
    holding: readonly string[];
    refused: readonly string[];
  };
  /** What the data map says of the systems that hold something. */
  map: {
    /** Fields that go out without a meaning in words, by title of the system. */
    unexplained: readonly { title: string; fields: number }[];
    recipients: number;
    /** Names of systems and recipients in other countries, and of those without a ground for it. */
    abroad: readonly string[];
    groundless: readonly string[];
    automated: number;
    derived: number;
  };
  hidden: { look: "none" | "waiting" | "done"; parts: number; undecided: number };
  elsewhere: { asked: number; open: number };
  erasure: "none" | "planning" | "proposed" | "approved" | "acting" | "stopped" | "done";
  /** True where something stays after the erasure. */
  stays: boolean;
  corrections: { asked: number; granted: number; refused: number; done: number; statements: number };
  restriction: "none" | "standing" | "told" | "lifted";
  objection: { state: "not_needed" | "weighing" | "upheld" | "overridden"; marketing: boolean } | null;
  effects: { all: number; open: readonly string[] };
  reviews: { all: number; open: number };
  told: { all: number; open: number };
  decision: {
    state: "draft" | "proposed" | "sent";
    outcome: "granted" | "partly" | "refused" | "not_held";
    needsSecond: boolean;
    agreed: boolean;
    problems: readonly string[];
    /** What its notice must say, and whether it does. */
    letter: readonly (RequiredContent & { label: string; missing: boolean })[];
  } | null;
  /** Of an appeal: whether the reader decided what it is about. */
  decidedBefore: boolean;
  answer: { due: Day; stands: boolean; met: Day | null; late: boolean };
  /** What the release is refused for, in words: the same that the act itself says. */
  blocks: readonly string[];
};

/** True once the answer is out or nothing more is owed. */
export const isAnswered = ({ status }: Pick<ChecklistFacts, "status">): boolean =>
  status === "ready" || status === "closed" || status === "refused";

/** True where it ended without an answer. */
export const isGone = ({ status }: Pick<ChecklistFacts, "status">): boolean =>
  status === "cancelled" || status === "lapsed";

/** Titles as a sentence has them, the first few. */
export function named(titles: readonly string[]): string {
  const shown = titles.slice(0, 4).join(", ");
  return titles.length > 4 ? `${shown} and ${titles.length - 4} more` : shown;
}

/** A day as the desk writes it. */
export const onDay = (day: Day): string => dayInWords(day, "en");

import type { Source } from "#lib/law/source.ts";
import type { ChecklistFacts } from "./facts.ts";

/**
 * done · open: somebody has to do it now · later: it cannot be done before something else is · not_needed: the law asks for
 * nothing here, or nothing is there that it would be about.
 */
export type LineState = "done" | "open" | "later" | "not_needed";

/** The order in which it is done: before the search, while searching, for the right itself, with the answer, afterwards. */
export const parts = ["start", "search", "right", "answer", "after"] as const;
export type Part = (typeof parts)[number];

/** One thing that the law, or our own promise, asks for this request. */
export type Line = {
  id: string;
  part: Part;
  title: string;
  state: LineState;
  why: string;
  source: Source;
  /** Where it is done: a page or a place below the request (`/clock`, `#proof`), or a page of the desk (`/desk/systems`). */
  where: string | null;
  /** True while it is open and the answer cannot go out because of it. */
  blocks: boolean;
};

export type Verdict = { state: LineState; why: string };

/** A row of the table: for which requests, by which place in the law, and how it stands (all pure). */
export type Rule = {
  id: string;
  part: Part;
  title: string | ((facts: ChecklistFacts) => string);
  where: string | null;
  /** Whether nothing may be sent while it is open. */
  blocking: boolean;
  /** The place in the law that asks for it; null where it is no matter for this request. */
  asked: (facts: ChecklistFacts) => Source | null;
  judge: (facts: ChecklistFacts) => Verdict;
};

export const done = (why: string): Verdict => ({ state: "done", why });
export const open = (why: string): Verdict => ({ state: "open", why });
export const later = (why: string): Verdict => ({ state: "later", why });
export const notNeeded = (why: string): Verdict => ({ state: "not_needed", why });

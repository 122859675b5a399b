import type { Problem } from "../_systems/guard.ts";

/** A form of the page about a receipt: what was typed, and why nothing came of it. */
export type TypedState = { problem: Problem | null; values: Record<string, string> };

/** The laws that count and the day that follows, in words. */
export type DaysInWords = { laws: string; lead: string; day: string };

/** The form for the laws: with what would come of it, once that was looked at. */
export type LawState = TypedState & {
  only: string[];
  preview: { before: DaysInWords; after: DaysInWords } | null;
};

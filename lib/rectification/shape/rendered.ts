import type { HeldType } from "#connectors/correct.ts";
import type { Field } from "#connectors/language/field.ts";

/** How the map says that a system writes a field; undefined where it says nothing. */
export type Normalise = NonNullable<NonNullable<Field["correct"]>["normalise"]>;

/** A fact as one field would write it; or why nobody can say so without guessing, in plain words without data. */
export type Rendered = { value: string } | { why: string };

/** What is known of the field in which a fact is to be written. */
export type Written = {
  /** What it says now; null where it holds nothing. */
  now: string | null;
  normalise: Normalise | undefined;
  type: HeldType;
  /** ISO 3166 alpha-2 of the system. */
  country: string;
};

export const isValue = (one: Rendered): one is { value: string } => "value" in one;

/** A text in the case in which the field is written: as the map says, or as all of its letters are now. */
export function inItsCase(text: string, { now, normalise }: Written): string {
  if (normalise === "upper") return text.toUpperCase();
  if (normalise === "lower") return text.toLowerCase();
  const letters = (now ?? "").replace(/[^\p{L}]/gu, "");
  // Few letters say nothing: "IE" is no habit.
  if (letters.length < 4) return text;
  if (letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return text.toUpperCase();
  if (letters === letters.toLowerCase() && letters !== letters.toUpperCase()) return text.toLowerCase();
  return text;
}

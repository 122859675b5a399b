/** What sort of value a column holds, over all kinds of systems; null where its type tells nothing. */
export type Family =
  | "whole_number"
  | "number"
  | "text"
  | "uuid"
  | "date"
  | "time"
  | "truth"
  | "bytes"
  | "json";

const families: readonly (readonly [Family, RegExp])[] = [
  ["uuid", /^(uuid|uniqueidentifier)\b/],
  ["json", /^jsonb?\b/],
  ["truth", /^(bool(ean)?|bit\(1\)|tinyint\(1\))/],
  ["whole_number", /^(small|medium|big|tiny)?(int|integer|serial)[248]?\b(?!erval)/],
  ["number", /^(numeric|decimal|real|float|double|money)/],
  ["time", /^(timestamp|datetime|time)\b/],
  ["date", /^(date|year)\b/],
  ["bytes", /^(bytea|.*blob|.*binary)/],
  ["text", /^(.*text|.*char|character varying|citext|name|enum|set|string|clob)/],
];

/** The family of a type as a system names it. */
export function familyOf(type: string): Family | null {
  const word = type.trim().toLowerCase();
  return families.find(([, form]) => form.test(word))?.[0] ?? null;
}

/** True where no value of the one sort is ever equal to one of the other, as far as can be told. */
export function neverEqual(one: Family | null, other: Family | null): boolean {
  if (one === null || other === null || one === other) return false;
  // Numbers and keys are often kept as text, and connectors compare them as such.
  const loose: ReadonlySet<Family> = new Set(["text", "whole_number", "number"]);
  if (one === "text" || other === "text")
    return [one, other].some((each) => each === "truth" || each === "bytes");
  return !(loose.has(one) && loose.has(other));
}

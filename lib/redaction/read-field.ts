import type { Collection } from "#connectors/collection.ts";

/**
 * How a field is read. never: it tells a known fact or finds the person, so it is theirs · free: where it holds more than
 * one word, or an address · always: the map says that others may be named there.
 */
export type Reading = "never" | "free" | "always";

/** A field that holds a person's name, by what the map or its own name says. */
export const nameKey =
  /(?:^|_)(?:author|agent|sender|from|recipient|to|assignee|owner|staff|employee|clerk|advisor|counsel|witness|contact|caller|driver|reviewer|buyer|seller)_?(?:full_?)?name$/i;

/** How each field of a collection is read, by its key. Keys that the map does not know are read as free text. */
export function readingOf(collection: Collection): (key: string) => Reading {
  const own = new Set<string>([...collection.key, ...collection.subject_key]);
  for (const { fields } of [...collection.match, ...collection.yields]) {
    for (const { column, steps } of fields) if (steps.length === 0) own.add(column);
  }
  const readings = new Map<string, Reading>();
  for (const [key, { fact, review, disclose }] of Object.entries(collection.fields)) {
    if (review === "third_parties") readings.set(key, "always");
    else if (fact !== undefined || own.has(key) || disclose === "never") readings.set(key, "never");
    else if (nameKey.test(key)) readings.set(key, "always");
  }
  return (key) => readings.get(key) ?? "free";
}

/** True of a value, as JSON writes it between two places, that reads as text: words apart from each other, or an address. */
export function readsAsText(json: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = json.charCodeAt(at);
    // Space, @, the beginning of an escape (a line end may be one), the space that does not break, that of Chinese.
    if (unit === 32 || unit === 64 || unit === 92 || unit === 160 || unit === 0x3000) return true;
  }
  return false;
}

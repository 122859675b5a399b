import type { Collection } from "#connectors/collection.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { ibanHolds, luhn } from "./detect/check-digits.ts";

/**
 * How a field is read. never: it does not leave · own: it tells a known fact or finds the person, so it is theirs, and only
 * what a reader marks is hidden in it · free: where it holds more than
 * one word, or an address · always: the map says that others may be named there · contact: an address or a number that may
 * be another's.
 */
export type Reading = "never" | "own" | "free" | "always" | "contact";

/** A field that holds a person's name, by what the map or its own name says. */
export const nameKey =
  /(?:^|_)(?:author|agent|sender|from|recipient|to|assignee|owner|staff|employee|clerk|advisor|counsel|witness|contact|caller|driver|reviewer|buyer|seller)_?(?:full_?)?name$/i;

const contactKinds = new Set(["email", "phone"]);
const contactFact = /^contact\.(?:email|phone)$/;
const nameFact = /^person\..*name$/;

/** True of a way in which records belong to the person that leads over somebody else. */
export const ofOthers = ({ as }: Edge) => as !== "owned";

/**
 * The columns of addresses and numbers of which any one finds the person, a sender's and a receiver's: the others may be
 * somebody else's. Where a column stands alone for its kind it is theirs if the record is, unless another kind finds it
 * and the map says no more of it.
 */
export function alternativesOf({ match, yields, fields }: Collection): ReadonlySet<string> {
  const columns = match
    .filter(({ kind }) => contactKinds.has(kind))
    .flatMap((one) =>
      one.fields.filter(({ steps }) => steps.length === 0).map(({ column }) => ({ kind: one.kind, column })),
    );
  const told = new Set(yields.flatMap((one) => one.fields.map(({ column }) => column)));
  const possible = columns.filter(({ kind, column }) =>
    columns.some(
      (other) =>
        other.column !== column &&
        (other.kind === kind || (fields[column]?.fact === undefined && !told.has(column))),
    ),
  );
  return new Set(possible.map(({ column }) => column));
}

/** How each field of a collection is read, by its key. Keys that the map does not know are read as free text. */
export function readingOf(collection: Collection): (key: string) => Reading {
  const own = new Set<string>([...collection.key, ...collection.subject_key]);
  for (const { fields } of [...collection.match, ...collection.yields]) {
    for (const { column, steps } of fields) if (steps.length === 0) own.add(column);
  }
  const alternatives = alternativesOf(collection);
  const shared = collection.belongs.some(ofOthers);
  const readings = new Map<string, Reading>();
  for (const [key, { fact, review, disclose }] of Object.entries(collection.fields)) {
    const another = shared && fact !== undefined;
    if (review === "third_parties") readings.set(key, "always");
    else if (disclose === "never") readings.set(key, "never");
    else if (alternatives.has(key) || (another && contactFact.test(fact))) readings.set(key, "contact");
    else if (another && nameFact.test(fact)) readings.set(key, "always");
    else if (fact !== undefined || own.has(key)) readings.set(key, "own");
    else if (nameKey.test(key)) readings.set(key, "always");
  }
  return (key) => readings.get(key) ?? "free";
}

/**
 * True of a value, as JSON writes it between two places, that is worth reading: words apart from each other, an address, a
 * telephone number with a plus, an account's or a card's number by its check digits. Other words that stand alone are ids.
 */
export function readsAsText(json: string, from: number, to: number): boolean {
  let digits = 0;
  let joints = 0;
  for (let at = from; at < to; at++) {
    const unit = json.charCodeAt(at);
    if (unit >= 48 && unit <= 57) digits++;
    else if (unit === 45) joints++;
    // Space, @, the beginning of an escape (a line end may be one), the space that does not break, that of Chinese, a wide @.
    else if (unit === 32 || unit === 64 || unit === 92 || unit === 160) return true;
    else if (unit === 0x3000 || unit === 0xff20) return true;
  }
  if (digits < 7) return false;
  const first = json.charCodeAt(from);
  if (first === 43 || first === 0xff0b) return true;
  const length = to - from;
  if (digits < 10 || length < 13 || length > 42) return false;
  // A time of day begins with a digit as a card's number does, and holds letters.
  if (
    isDigit(first)
      ? digits + joints < length
      : !(isDigit(json.charCodeAt(from + 2)) && isDigit(json.charCodeAt(from + 3)))
  )
    return false;
  const value = json.slice(from, to).replaceAll("-", "").toUpperCase();
  return /^\d{13,19}$/.test(value)
    ? luhn(value)
    : /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(value) && ibanHolds(value);
}

const isDigit = (unit: number) => unit >= 48 && unit <= 57;

import type { Collection } from "#connectors/collection.ts";
import { canonicalPhone } from "#lib/identity/canonical.ts";
import type { System } from "#lib/map/schema.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import { Detectors } from "./detect/detect.ts";
import { Lexicon, mostValues, valueKey } from "./detect/lexicon.ts";
import type { TextByHand } from "./detect/rule.ts";
import { finder } from "./hiding.ts";
import { alternativesOf, nameKey, ofOthers, readingOf } from "./read-field.ts";

/** Records of one collection in which names are looked for. Beyond, what is found in each text by itself is still hidden. */
const mostRecords = 20_000;

/** What is known of the person before any record is read. `names`: for where no record of theirs tells one. */
export type Person = { names: string[]; mails: string[]; phones: string[] };

/** The records of one collection, as they were stored: under which keys, and how they are read. */
export type Stored = {
  system: System;
  collection: Collection;
  pieces: readonly string[];
  open: (() => AsyncIterable<Uint8Array>) | null;
};

/** What records say of names, as plain JSON: whoever has it need not read them again. */
export type Heard = {
  own: { kind: "name" | "mail" | "phone"; text: string; country?: string | undefined }[];
  /** What else stands in the person's own records, as it is compared. */
  values: string[];
  others: string[];
};

/** The company as it presents itself. */
export type House = {
  name: string;
  legal_name: string;
  contact: { email: string; phone?: string | undefined };
};

const roleBoxes =
  "info privacy support help hello contact service office sales orders returns billing dpo".split(" ");

/** What is the person's own and what is the house's, before others are looked for. */
function ownLexicon(person: Person, house: House): Lexicon {
  const lexicon = new Lexicon();
  for (const mail of person.mails) lexicon.addOwnMail(mail);
  for (const phone of person.phones) lexicon.addOwnPhone(phone);
  lexicon.addOwnName(house.name);
  lexicon.addOwnName(house.legal_name);
  const domain = house.contact.email.split("@")[1] ?? "";
  for (const mail of [house.contact.email, ...roleBoxes.map((box) => `${box}@${domain}`)])
    lexicon.addOwnMail(mail);
  if (house.contact.phone !== undefined) lexicon.addOwnPhone(house.contact.phone);
  return lexicon;
}

/** The detectors for one person, who know what was heard of them and of others. */
export function detectorsFrom(
  person: Person,
  house: House,
  heard: Heard,
  byHand: readonly TextByHand[] = [],
): Detectors {
  const lexicon = knowingOwn(person, house, heard);
  for (const name of heard.others) lexicon.addOther(name);
  return new Detectors(lexicon, byHand);
}

/**
 * What the beginnings of all that was stored say. Two passes: what the person's own records say of them is theirs; then
 * names of others are taken from the fields that hold names, and from greetings and signatures, so that they are known
 * wherever else they stand.
 */
export async function hear(person: Person, house: House, stored: readonly Stored[]): Promise<Heard> {
  const own = new Map<string, Heard["own"][number]>();
  const values = new Set<string>();
  for (const one of stored) if (isOwn(one.collection)) await hearOwn(own, values, one);
  const heard: Heard = { own: [...own.values()], values: [...values], others: [] };
  const others = new Set<string>();
  const before = new Detectors(knowingOwn(person, house, heard));
  for (const one of stored) await addOthers(others, one, before);
  return { ...heard, others: [...others] };
}

function knowingOwn(person: Person, house: House, { own, values }: Heard): Lexicon {
  const lexicon = ownLexicon(person, house);
  for (const { kind, text, country } of own) {
    if (kind === "name") lexicon.addOwnName(text);
    else if (kind === "mail") lexicon.addOwnMail(text);
    else lexicon.addOwnPhone(text, country);
  }
  if (!own.some(({ kind }) => kind === "name")) for (const name of person.names) lexicon.addOwnName(name);
  for (const value of values) lexicon.addOwnValue(value);
  return lexicon;
}

/** Records that are the person's alone: those by which they are known, and no edge that leads over somebody else. */
const isOwn = ({ subject_key, belongs }: Collection) => subject_key.length > 0 && !belongs.some(ofOthers);

async function hearOwn(
  own: Map<string, Heard["own"][number]>,
  values: Set<string>,
  stored: Stored,
): Promise<void> {
  const { system, collection, open } = stored;
  const country = system.country;
  const perhapsTheirs = alternativesOf(collection);
  const add = (kind: Heard["own"][number]["kind"], text: string) =>
    own.set(`${kind} ${country} ${text}`, { kind, text, country });
  for await (const record of beginning(open)) {
    for (const [key, value] of Object.entries(record)) {
      if (typeof value !== "string" && typeof value !== "number") continue;
      const text = String(value);
      const { fact, review } = collection.fields[key] ?? {};
      if (review !== undefined || ofSomebodyElse.test(key) || perhapsTheirs.has(key)) continue;
      if (fact?.startsWith("person.") && fact.endsWith("name")) add("name", text);
      else if (fact === "contact.email") add("mail", text);
      else if (fact === "contact.phone") add("phone", text);
      // A number that can be rung may be anybody's: a sister's in an emergency. Only a fact says that it is theirs.
      else if (fact === undefined && mayBeRung(text, country)) continue;
      else if (!/\s/.test(text) || compactNumber.test(text)) {
        const known = valueKey(text);
        if (known !== null && values.size < mostValues) values.add(known);
      }
    }
  }
}

/** Groups of letters and digits, as account numbers are written. */
const compactNumber = /^[A-Z0-9]{1,6}(?:[ -][A-Z0-9]{1,6}){1,8}$/i;
const numberOnly = /^[+(]?\d[\d ()./-]{5,24}$/;

/** Where no country's way of writing is known, any number of that length. */
const mayBeRung = (text: string, country: string | undefined) =>
  numberOnly.test(text) &&
  (country === undefined || /^[+(0]/.test(text) || canonicalPhone(text, country) !== null);

/** A field for somebody beside the person, whatever the map says of it. */
const ofSomebodyElse =
  /emergency|partner|spouse|referr|recipient|guardian|next_?of_?kin|beneficiar|nominee|relative/i;

async function addOthers(others: Set<string>, stored: Stored, before: Detectors): Promise<void> {
  const { system, collection, open } = stored;
  const shared = collection.belongs.some(ofOthers);
  const named = new Set(
    Object.entries(collection.fields).flatMap(([key, { fact }]) =>
      nameKey.test(key) || (shared && fact?.startsWith("person.") && fact.endsWith("name")) ? [key] : [],
    ),
  );
  const reading = readingOf(collection);
  const reads = Object.keys(collection.fields).some((key) => !["never", "own"].includes(reading(key)));
  if (open === null || (named.size === 0 && !reads)) return;
  const finds = finder({ system: system.id, country: system.country, collection }, before);
  let count = 0;
  for await (const block of wholeLines(open())) {
    const text = block.toString("utf8");
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf("\n", start) + 1;
      if (named.size > 0) addNamed(others, recordOf(text.slice(start, end)), named);
      finds(text, start, end, (found, _field, _line, value) => {
        if (found.rule === "named_person") others.add(value.slice(found.start, found.end));
        return false;
      });
      start = end;
      if (++count >= mostRecords) return;
    }
  }
}

function addNamed(others: Set<string>, record: Record<string, unknown>, named: ReadonlySet<string>): void {
  for (const key of named) {
    const value = record[key];
    if (typeof value === "string" && value.length <= 200) others.add(value.trim());
  }
}

async function* beginning(open: Stored["open"]): AsyncGenerator<Record<string, unknown>> {
  if (open === null) return;
  let count = 0;
  for await (const block of wholeLines(open())) {
    for (const line of block.toString("utf8").split("\n")) {
      if (line === "") continue;
      yield recordOf(line);
      if (++count >= mostRecords) return;
    }
  }
}

/** A line's record; none where it is not one: the writer refuses it in its own words. */
function recordOf(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line.slice(line.indexOf("\t") + 1));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

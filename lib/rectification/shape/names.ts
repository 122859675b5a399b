import type { Parts } from "../views.ts";
import { inItsCase, type Rendered, type Written } from "./rendered.ts";

type Name = { full?: string; given?: string; family?: string };

const tidy = (text: string | undefined) => text?.trim().replace(/\s+/g, " ") || undefined;

/** What is known of a name: its parts where they were given, or written as "Family, Given". */
function nameIn(parts: Parts): Name {
  const full = tidy(parts["person.full_name"]);
  const given = tidy(parts["person.given_name"]);
  const family = tidy(parts["person.family_name"]);
  const [last, first, ...more] = (full ?? "").split(",").map(tidy);
  const split = last && first && more.length === 0 ? { given: first, family: last } : {};
  const name = { ...split, ...(given ? { given } : {}), ...(family ? { family } : {}) };
  if (full && !full.includes(",")) return { ...name, full };
  return name.given && name.family ? { ...name, full: `${name.given} ${name.family}` } : name;
}

/** A name with its parts, where one part of what stands in the row now begins or ends it: the rest is the other. */
function splitBy(name: Name, row: Name): Name {
  const { full } = name;
  if (!full || (name.given && name.family)) return name;
  if (name.given && full.startsWith(`${name.given} `))
    return { ...name, family: full.slice(name.given.length + 1) };
  if (name.family && full.endsWith(` ${name.family}`))
    return { ...name, given: full.slice(0, -name.family.length - 1) };
  const starts = row.given !== undefined && startsWithWord(full, row.given);
  const ends = row.family !== undefined && endsWithWord(full, row.family);
  if (starts && row.given) {
    return { full, given: full.slice(0, row.given.length), family: full.slice(row.given.length + 1) };
  }
  if (ends && row.family) {
    return { full, given: full.slice(0, -row.family.length - 1), family: full.slice(-row.family.length) };
  }
  return name;
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
const startsWithWord = (full: string, word: string) => same(full.slice(0, word.length + 1), `${word} `);
const endsWithWord = (full: string, word: string) => same(full.slice(-word.length - 1), ` ${word}`);

/**
 * A name as one field of it is written. A full name is split only where its parts were given, or where the row's own
 * given or family name shows where: anything else would be a guess.
 * @param row what the row says of the name now
 */
export function nameAs(
  fact: "person.full_name" | "person.given_name" | "person.family_name",
  wanted: Parts,
  row: Parts,
  field: Written,
): Rendered {
  const comma = field.normalise === "family_comma_given" || /^[^,]+,[^,]+$/.test(field.now ?? "");
  const name = splitBy(nameIn(wanted), rowName(row, field.now));
  if (fact === "person.full_name" && !comma) {
    const full = name.full ?? afterOnePart(name, rowName(row, field.now));
    return full ? { value: inItsCase(full, field) } : needsParts;
  }
  if (fact === "person.full_name") {
    return name.given && name.family
      ? { value: inItsCase(`${name.family}, ${name.given}`, field) }
      : needsParts;
  }
  const part = fact === "person.given_name" ? name.given : name.family;
  return part ? { value: inItsCase(part, field) } : needsParts;
}

const needsParts = {
  why: "It is not sure which part of the name is the given name and which the family name.",
};

/** A row's name, with "Family, Given" in the field itself taken apart. */
function rowName(row: Parts, now: string | null): Name {
  return { ...nameIn({ "person.full_name": now ?? "" }), ...withoutFull(nameIn(row)) };
}

function withoutFull({ full: _, ...parts }: Name): Name {
  return parts;
}

/** A full name of which only one part becomes another, by the row's own other part. */
function afterOnePart(name: Name, row: Name): string | undefined {
  const given = name.given ?? row.given;
  const family = name.family ?? row.family;
  return given && family ? `${given} ${family}` : undefined;
}

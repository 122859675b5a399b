import { dateOf, isDay, swapped } from "./birth-date.ts";
import { tellingDigits } from "./contact.ts";
import { plain } from "./normal.ts";
import type { PersonField, PersonRecord } from "./record.ts";

/**
 * What is compared of a raw column, so that a plain b-tree index over the same expression answers. In PostgreSQL:
 * `date` the column itself · `year` the column from 1 January (values are `2001`) to before the next ·
 * `lower` `lower(c)` · `start` `left(lower(c), 4)` · `compact` `lower(replace(c, ' ', ''))` ·
 * `local_part` `lower(split_part(c, '@', 1))` · `last_digits` `right(regexp_replace(c, '[^0-9]', '', 'g'), 8)`.
 */
export type BlockForm = "date" | "year" | "lower" | "start" | "compact" | "local_part" | "last_digits";

/** One condition: the form of the candidate's field is one of the values. Dates are `2001-09-30`. */
export type Fact = { field: PersonField; form: BlockForm; values: readonly string[] };

/** Facts that must all hold. A system that lacks one of the fields cannot be asked by this block. */
export type Block = { name: string; facts: readonly Fact[] };

/**
 * What a system is asked by, instead of comparing everybody: whoever fits any block is a candidate. Each block
 * forgives what another relies on: a wrong birth date is found by name and postal code, a changed name by date.
 */
export function blocksOf(record: PersonRecord): Block[] {
  const { given, family, full } = namesOf(record);
  const date = dateOf(record.birth_date);
  const email = record.email?.trim().toLowerCase() ?? "";
  const localPart = email.slice(0, Math.max(email.lastIndexOf("@"), 0));
  const digits = record.phone?.replace(/\D/g, "") ?? "";
  const postal = record.postal_code?.toLowerCase().replaceAll(" ", "");
  const isGiven = lower("given_name", given);
  const isFamily = lower("family_name", family);
  const isPostal = fact("postal_code", "compact", postal ? [postal] : []);
  const isYear = fact("birth_date", "year", date ? [date.slice(0, 4)] : []);
  const dates = date ? unique([date, swapped(date)].filter(isDay).map(dashed)) : [];
  return [
    block("birth_date", fact("birth_date", "date", dates)),
    block("email", fact("email", "lower", localPart ? [email] : [])),
    block("local_part", fact("email", "local_part", localPart.length >= 5 ? [localPart] : [])),
    block("phone", fact("phone", "last_digits", digits.length >= 6 ? [digits.slice(-tellingDigits)] : [])),
    block("family_postal", isFamily, isPostal),
    block("given_postal", isGiven, isPostal),
    block("names", isGiven, isFamily),
    block("swapped", lower("given_name", family), lower("family_name", given)),
    block("start_year", fact("family_name", "start", startsOf(family)), isYear),
    block("given_year", isGiven, isYear),
    block("full_name", lower("full_name", full)),
    block("full_postal", fact("full_name", "start", startsOf([...given, ...family])), isPostal),
  ].filter((one) => one !== undefined);
}

function block(name: string, ...facts: (Fact | undefined)[]): Block | undefined {
  const all = facts.filter((one) => one !== undefined);
  return all.length === facts.length ? { name, facts: all } : undefined;
}

function fact(field: PersonField, form: BlockForm, values: readonly string[]): Fact | undefined {
  return values.length === 0 ? undefined : { field, form, values };
}

const lower = (field: PersonField, values: readonly string[]) => fact(field, "lower", values);
const unique = (values: readonly string[]) => [...new Set(values)];
/** The first four letters of names that have so many. */
const startsOf = (names: readonly string[]) =>
  unique(names.map((name) => [...name].slice(0, 4).join("")).filter((start) => [...start].length === 4));
const dashed = (date: string) => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;

/** The name as it is written, and as somebody without these letters writes it. */
function spellings(name: string): string[] {
  const written = name.normalize("NFC").trim().toLowerCase();
  return unique([written, plain(name)]).filter((one) => one !== "");
}

function namesOf(record: PersonRecord) {
  let { given_name: first, family_name: last } = record;
  if (!first && !last && record.full_name) {
    const [before, after] = record.full_name.split(",", 2);
    const words = record.full_name.trim().split(/\s+/);
    [first, last] =
      after !== undefined ? [after.trim(), before?.trim()] : [words.slice(0, -1).join(" "), words.at(-1)];
  }
  const given = first ? spellings(first) : [];
  const family = last ? spellings(last) : [];
  const full = given.flatMap((g, i) => {
    const f = family[Math.min(i, family.length - 1)];
    return f ? [`${g} ${f}`, `${f} ${g}`, `${f}, ${g}`] : [];
  });
  return { given, family, full: unique(full) };
}

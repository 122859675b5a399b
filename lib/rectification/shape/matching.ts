import type { Fact } from "#connectors/language/field.ts";
import { normalOf } from "#lib/fanout/snapshot/normal.ts";
import type { Parts } from "../views.ts";

export const nameFacts = ["person.full_name", "person.given_name", "person.family_name"] as const;
const addressFacts = [
  "contact.address",
  "contact.street",
  "contact.street_more",
  "contact.city",
  "contact.postal_code",
  "contact.country",
] as const;

/** A fact, or the value of a field that tells none. */
export type About = Fact | "value";

const includes = (list: readonly string[], about: About): boolean => list.includes(about);
export const isName = (about: About): about is (typeof nameFacts)[number] => includes(nameFacts, about);
export const isAddress = (about: About): about is (typeof addressFacts)[number] =>
  includes(addressFacts, about);

/** The facts in which a correction of this one may stand: a name and an address stand whole or in parts. */
export function relatedTo(about: About): readonly About[] {
  if (isName(about)) return nameFacts;
  return isAddress(about) ? addressFacts : [about];
}

/** How a row stands to a correction. `by`: the disputed version that it says, where it says one. */
export type RowMatch = { kind: "disputed"; by: Parts } | { kind: "right" } | { kind: "other" };

/**
 * Whether a row says what is disputed: every part that the disputed version and the row have in common must be as
 * disputed, or as wanted already. A row that says a third thing is another question.
 * @param row what the row says, by fact; empty where it has the field and holds nothing
 */
export function matchRow(row: Parts, wrong: readonly Parts[], wanted: Parts, country: string): RowMatch {
  if (saysThirdThing(row, wrong, wanted, country)) return { kind: "other" };
  for (const by of wrong) {
    const found = partsOf(by).flatMap((about) =>
      matchPart(about, row, by[about] ?? "", wanted[about], country),
    );
    if (found.includes("wrong") && !found.includes("other")) return { kind: "disputed", by };
  }
  const said = partsOf(wanted).map((about) => says(about, row, wanted[about] ?? "", country));
  const right = said.some((one) => one === true) && !said.includes(false);
  return { kind: right ? "right" : "other" };
}

/** By what one address or name is known among several: two addresses in one town are two. */
const anchors = ["contact.street", "person.full_name", "person.given_name"] as const;

/** A street or a name that is to become another must itself be disputed, or right already. */
function saysThirdThing(row: Parts, wrong: readonly Parts[], wanted: Parts, country: string): boolean {
  return anchors.some((about) => {
    const own = row[about]?.trim();
    const next = wanted[about];
    if (!own || next === undefined || says(about, row, next, country)) return false;
    const full = wrong.filter(
      (one) => one["contact.address"] !== undefined || one["person.full_name"] !== undefined,
    );
    return (
      !wrong.some((one) => one[about] !== undefined && says(about, row, one[about], country)) &&
      full.length === 0
    );
  });
}

const partsOf = (parts: Parts) => Object.keys(parts) as About[];

/** No entry where the row says nothing that can be compared. */
function matchPart(
  about: About,
  row: Parts,
  wrong: string,
  wanted: string | undefined,
  country: string,
): ("wrong" | "wanted" | "other")[] {
  // Letter for letter first: what differs from the wanted text in an accent alone is disputed all the same.
  if (row[about]?.trim() === wrong.trim()) return ["wrong"];
  const said = says(about, row, wrong, country);
  const right = wanted !== undefined && says(about, row, wanted, country) === true;
  // Both: they differ in their writing alone, or one of them holds the other. Then the longer one is what is said.
  if (right && !(said && (same(about, wrong, wanted, country) || wrong.length > wanted.length)))
    return ["wanted"];
  return said === undefined ? [] : [said ? "wrong" : "other"];
}

/** Whether a row says this of a fact, in whichever form it holds it; undefined where it cannot tell. */
function says(about: About, row: Parts, text: string, country: string): boolean | undefined {
  const own = row[about]?.trim();
  if (own !== undefined) {
    if (text.trim() === "") return own === "";
    return own === "" ? undefined : same(about, own, text, country);
  }
  if (text.trim() === "") return undefined;
  const {
    "contact.address": line,
    "contact.street": street,
    "person.full_name": full,
    "person.given_name": given,
    "person.family_name": family,
  } = row;
  if (about === "contact.address") return street?.trim() ? within(street, text) : undefined;
  // A country is left out of most addresses: its absence says nothing.
  if (about === "contact.country") return undefined;
  if (isAddress(about)) return line?.trim() ? within(text, line) : undefined;
  if (about === "person.full_name") {
    return given?.trim() && family?.trim() ? same(about, `${given} ${family}`, text, country) : undefined;
  }
  if (isName(about)) return full?.trim() ? within(text, full) : undefined;
  return undefined;
}

/** True where two texts are the same fact, however each is written. */
export function same(about: About, one: string, other: string, country: string): boolean {
  if (about === "value") return one.trim() === other.trim();
  return normalOf(about, one, country) === normalOf(about, other, country);
}

const words = (text: string) => ` ${normalOf("contact.street", text, "")} `;
const within = (part: string, whole: string) => words(whole).includes(words(part));

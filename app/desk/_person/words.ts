import type { TagTone } from "#app/_ui/Tag.tsx";
import type { GraphDecision, GraphIdentifier, GraphKey } from "#lib/fanout/link/person-view.ts";
import type { Agreement, Definition } from "#lib/fanout/snapshot/merge.ts";

/** Why two records are alike or not, by code. A code without words keeps its own, in readable letters. */
const reasons: Record<string, string> = {
  record_of_somebody_else: "this record is known to belong to somebody else who has asked us",
  same_given_name: "the same given name",
  given_name_mistyped: "the given name but for a slip of the hand",
  given_name_close: "a given name that is close",
  given_name_sounds_alike: "a given name that sounds alike",
  given_name_in_part: "a part of the given name",
  given_name_short_form: "a short form of the given name",
  other_given_name: "another given name",
  same_family_name: "the same family name",
  family_name_mistyped: "the family name but for a slip of the hand",
  family_name_close: "a family name that is close",
  family_name_sounds_alike: "a family name that sounds alike",
  family_name_in_part: "a part of the family name",
  family_name_short_form: "a short form of the family name",
  names_swapped: "given and family name in each other's place",
  other_family_name: "another family name",
  same_birth_date: "the same date of birth",
  birth_date_day_and_month_swapped: "the date of birth with day and month swapped",
  birth_date_one_digit_off: "a date of birth that is one digit off",
  birth_date_in_two_parts: "two of three parts of the date of birth",
  same_birth_year: "the same year of birth",
  other_birth_date: "another date of birth",
  same_address: "the same address",
  same_street: "the same street",
  same_postal_code: "the same postal code",
  same_city: "the same town",
  other_address: "another address",
  same_phone: "the same phone number",
  phone_one_digit_off: "a phone number that is one digit off",
  other_phone: "another phone number",
  same_email: "the same e-mail address",
  same_email_name: "the same name before the @",
  email_one_letter_off: "an e-mail address that is one letter off",
  other_email: "another e-mail address",
};

/** The reasons of a likeness in two sentences: what speaks for one person, and what against. */
export function reasonWords(found: readonly { code: string; bits: number }[]): { pro: string; con: string } {
  const told = (all: readonly { code: string }[]) =>
    all.map(({ code }) => reasons[code] ?? code.replaceAll("_", " ")).join(", ");
  return {
    pro: told(found.filter((one) => one.bits > 0)),
    con: told(found.filter((one) => one.bits <= 0)),
  };
}

export const confidenceWords: Record<GraphIdentifier["confidence"], string> = {
  proven: "proven by the person",
  exact: "sure",
  confirmed: "confirmed by staff",
  claimed: "typed, not proven, asked of nobody",
  detached: "taken off by staff, asked of nobody",
};

export const evidenceWords: Record<GraphKey["evidence"], string> = {
  located: "sure",
  decided: "chosen by staff",
  confirmed: "alike, confirmed by staff",
  likeness: "only alike, not confirmed",
};

export const decisionWords: Record<string, string> = {
  accepted: "is this person",
  rejected: "is not this person",
  split: "taken off this person",
  all: "all its identifiers are used",
  none: "none of its further identifiers are used",
};

export const undoWords: Record<string, string> = {
  accepted: "Its records and all that came by it go, and the question is open again.",
  rejected: "The question is open again.",
  split: "It is looked for again.",
};

/** What a decision was about. */
export function aboutWords({ about }: GraphDecision): string {
  return about === "key" ? "a record" : about === "limit" ? "its identifiers" : about.replaceAll("_", " ");
}

const fields: Record<string, string> = {
  full_name: "Name",
  given_name: "Given name",
  family_name: "Family name",
  birth_date: "Date of birth",
  street: "Street",
  city: "Town",
  postal_code: "Postal code",
  country: "Country",
  phone: "Phone",
  email: "E-mail",
};

export const fieldWords = (field: string): string => fields[field] ?? field.replaceAll("_", " ");

export const definitionWords: Record<Definition, string> = {
  person: "Person",
  contact: "Contact points",
  account: "Accounts",
  household: "Household",
  order: "Orders",
  preference: "Preferences",
};

const facts: Record<string, string> = {
  "person.full_name": "Name",
  "person.given_name": "Given name",
  "person.family_name": "Family name",
  "person.birth_date": "Date of birth",
  "person.language": "Language",
  "person.sex": "Sex",
  "contact.email": "E-mail",
  "contact.phone": "Phone",
  "contact.address": "Address",
  "contact.street": "Street",
  "contact.street_more": "More of the address",
  "contact.city": "Town",
  "contact.postal_code": "Postal code",
  "contact.country": "Country",
  "account.number": "Number",
  "account.name": "Name on the account",
  "account.opened": "Opened",
  "account.closed": "Closed",
  "account.state": "State",
  "household.number": "Number",
  "order.number": "Number",
  "order.placed": "Ordered on",
  "order.total": "Total",
  "preference.marketing": "Advertising",
  "preference.sale_opt_out": "No sale of data",
  "preference.topic": "Topics",
};

export const factWords = (fact: string): string => facts[fact] ?? fact.replaceAll("_", " ");

export const agreementWords: Record<Agreement, { word: string; tone: TagTone }> = {
  one: { word: "One system", tone: "slate" },
  same: { word: "All agree", tone: "moss" },
  written: { word: "Written differently", tone: "slate" },
  differs: { word: "They disagree", tone: "brick" },
  listed: { word: "Several", tone: "slate" },
};

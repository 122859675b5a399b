import type { Mailbox } from "../canonical.ts";
import { type DateLevel, dateLevel, dateOf } from "./birth-date.ts";
import {
  type AddressLevel,
  addressLevel,
  type EmailLevel,
  emailLevel,
  localPart,
  mailboxOf,
  type Phone,
  type PhoneLevel,
  type Place,
  phoneLevel,
  phoneOf,
  placeOf,
} from "./contact.ts";
import { compareNames, type NameLevel, type Split, splitsOf } from "./names.ts";
import type { Frequency, PersonRecord } from "./record.ts";

/** How two records agree, one level a comparison; a missing one says nothing. */
export type Agreement = {
  given?: NameLevel;
  family?: NameLevel;
  birth_date?: DateLevel;
  address?: AddressLevel;
  phone?: PhoneLevel;
  email?: EmailLevel;
};

export type Comparison = keyof Agreement;

/** Every level of every comparison, the strongest first. */
export const levels = {
  given: ["exact", "typo", "doubtful", "near", "sounds", "part", "short", "other"],
  family: ["exact", "typo", "doubtful", "near", "sounds", "part", "short", "swapped", "other"],
  birth_date: ["equal", "swapped", "near", "decade", "two_mistakes", "two_parts", "year", "different"],
  address: ["same", "street", "postal_code", "city", "other"],
  phone: ["same", "near", "other"],
  email: ["same", "near", "local_part", "other"],
} as const satisfies { [C in Comparison]: readonly Exclude<Agreement[C], undefined>[] };

export const comparisons = Object.keys(levels) as readonly Comparison[];

/** A record in the forms in which it is compared. */
type Prepared = {
  names: readonly Split[];
  date: string | undefined;
  place: Place;
  phone: Phone | undefined;
  mailbox: Mailbox | undefined;
};

/** One record is compared with thousands: its forms are made once, and forgotten with the record. */
const made = new WeakMap<PersonRecord, Prepared>();

function prepare(record: PersonRecord): Prepared {
  const known = made.get(record);
  if (known) return known;
  const fresh = {
    names: splitsOf(record),
    date: dateOf(record.birth_date),
    place: placeOf(record),
    phone: phoneOf(record),
    mailbox: mailboxOf(record),
  };
  made.set(record, fresh);
  return fresh;
}

export type Compared = {
  agreement: Agreement;
  /** The names both bear, in the form in which their frequency is asked for. */
  sameGiven: string | undefined;
  sameFamily: string | undefined;
  /** Both have the same mailbox, and it is named after one of them: no household shares it. */
  isOwnMailbox: boolean;
};

/** Compares two records field by field. Records must not be changed after they have been compared once. */
export function compare(one: PersonRecord, other: PersonRecord, frequency: Frequency): Compared {
  const [left, right] = [prepare(one), prepare(other)];
  const { given, family, sameGiven, sameFamily } = compareNames(left.names, right.names, frequency);
  const address = addressLevel(left.place, right.place);
  const agreement: Agreement = {
    ...(given ? { given } : {}),
    ...(family ? { family } : {}),
    ...(left.date && right.date ? { birth_date: dateLevel(left.date, right.date) } : {}),
    ...(address ? { address } : {}),
    ...(left.phone && right.phone ? { phone: phoneLevel(left.phone, right.phone) } : {}),
    ...(left.mailbox && right.mailbox ? { email: emailLevel(left.mailbox, right.mailbox) } : {}),
  };
  const givenNames = [...left.names, ...right.names].map((split) => split.given?.joined ?? "");
  const mailbox = left.mailbox === right.mailbox && left.mailbox ? localPart(left.mailbox) : "";
  const isOwnMailbox = givenNames.some((name) => name.length >= 3 && mailbox.includes(name));
  return { agreement, sameGiven, sameFamily, isOwnMailbox };
}

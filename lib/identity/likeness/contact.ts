import { canonicalMailbox, canonicalPhone, type Mailbox } from "../canonical.ts";
import { nearly, oneEdit } from "./edit.ts";
import { plain, postalOf, streetOf } from "./normal.ts";
import type { PersonRecord } from "./record.ts";

export type AddressLevel = "same" | "street" | "postal_code" | "city" | "other";
export type PhoneLevel = "same" | "near" | "other";
export type EmailLevel = "same" | "local_part" | "near" | "other";

/** A postal address in the form in which it is compared; empty text and undefined are missing. */
export type Place = { street: string; house: string | undefined; city: string; postal: string };

export function placeOf(record: PersonRecord): Place {
  return {
    ...streetOf(record.street, record.house_number),
    city: plain(record.city ?? ""),
    postal: postalOf(record.postal_code),
  };
}

/** How far two postal addresses agree; undefined where they have no part in common to compare. */
export function addressLevel(left: Place, right: Place): AddressLevel | undefined {
  const alike = (a: string, b: string) => a !== "" && (a === b || nearly(a, b));
  const city = alike(left.city, right.city);
  const postal = left.postal !== "" && left.postal === right.postal;
  const both = (a: string, b: string) => a !== "" && b !== "";
  const inPlace = city || postal || (both(left.postal, right.postal) && oneEdit(left.postal, right.postal));
  if (inPlace && alike(left.street, right.street)) {
    return left.house !== undefined && left.house === right.house ? "same" : "street";
  }
  if (postal) return "postal_code";
  if (city) return "city";
  return both(left.city, right.city) || both(left.postal, right.postal) || both(left.street, right.street)
    ? "other"
    : undefined;
}

/** A telephone number: as E.164 where it can be read so, and its last digits, which are written alike everywhere. */
export type Phone = { e164: string | null; tail: string };

/** Digits that tell telephones of one country apart; what stands before them is written in many ways. */
export const tellingDigits = 8;

export function phoneOf(record: PersonRecord): Phone | undefined {
  if (!record.phone) return undefined;
  const tail = record.phone.replace(/\D/g, "").slice(-tellingDigits);
  return tail.length < 6 ? undefined : { e164: canonicalPhone(record.phone, record.country), tail };
}

/** How two telephone numbers agree, by E.164 where both can be read so, else by their last digits. */
export function phoneLevel(left: Phone, right: Phone): PhoneLevel {
  const [a, b] =
    left.e164 !== null && right.e164 !== null ? [left.e164, right.e164] : [left.tail, right.tail];
  if (a === b) return "same";
  return oneEdit(a, b) ? "near" : "other";
}

export function mailboxOf(record: PersonRecord): Mailbox | undefined {
  return canonicalMailbox(record.email ?? "") ?? undefined;
}

/** How two e-mail addresses agree; the local part alone, at another provider, counts from five letters on. */
export function emailLevel(left: Mailbox, right: Mailbox): EmailLevel {
  if (left === right) return "same";
  if (oneEdit(left, right)) return "near";
  const local = localPart(left);
  return local.length >= 5 && local === localPart(right) ? "local_part" : "other";
}

export function localPart(mailbox: Mailbox): string {
  return mailbox.slice(0, mailbox.indexOf("@"));
}

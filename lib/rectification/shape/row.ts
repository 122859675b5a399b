import type { HeldType } from "#connectors/correct.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import type { Parts } from "../views.ts";
import { addressAs } from "./addresses.ts";
import { countryAs, countryIn } from "./countries.ts";
import { dateAs, dayHeld, dayIn } from "./dates.ts";
import { emptied, heldAs } from "./held.ts";
import { type About, isAddress, isName, matchRow, relatedTo } from "./matching.ts";
import { nameAs } from "./names.ts";
import { phoneAs } from "./phones.ts";
import { inItsCase, isValue, type Normalise, type Rendered, type Written } from "./rendered.ts";

/** A field of a row that may say what is disputed. */
export type RowField = {
  name: string;
  about: About;
  normalise: Normalise | undefined;
  type: HeldType;
  /** What it says now; null where it holds nothing. */
  now: string | null;
};

export type Wish = {
  about: About;
  wrong: readonly Parts[];
  wanted: Parts;
  /** ISO 3166 alpha-2 by which the wanted telephone number is read. */
  home: string | undefined;
};

/**
 * What one field of a row is to say. `disputed`: the row says what was called wrong; where it says a third thing, staff
 * choose. `by_hand`: it cannot be said without guessing, `why` tells why.
 */
export type Shaped = { name: string; disputed: boolean } & (
  | { how: "write" | "same"; value: string | null }
  | { how: "by_hand"; why: string }
);

/** What the fields of one row are to say after a correction; none where it concerns nothing of this row (pure). */
export function shapeRow(fields: readonly RowField[], country: string, wish: Wish): Shaped[] {
  const related = relatedTo(wish.about);
  const own = fields.filter((one) => related.includes(one.about) && concerned(one.about, wish.wanted));
  if (own.length === 0) return [];
  const days = daysIn(wish.wrong);
  const row: Parts = Object.fromEntries(
    fields
      .filter((one) => related.includes(one.about))
      .map((one) => [
        one.about,
        one.about === "person.birth_date" ? dayHeld(one.now, one.normalise, days) : (one.now ?? ""),
      ]),
  );
  const match = matchRow(row, wish.wrong, wish.wanted, country);
  const by = match.kind === "disputed" ? match.by : {};
  return own.map((field): Shaped => {
    const base = { name: field.name, disputed: match.kind !== "other" };
    if (match.kind === "right") return { ...base, how: "same", value: field.now };
    const made = shaped(field, { row, by, country, wish });
    if ("why" in made) return { ...base, how: "by_hand", why: made.why };
    const same = made.value === field.now || ((made.value ?? "") === "" && (field.now ?? "") === "");
    return { ...base, how: same ? "same" : "write", value: same ? field.now : made.value };
  });
}

/** True where the wanted parts say anything of this one. */
export function concerned(about: About, wanted: Parts): boolean {
  if (wanted[about] !== undefined) return true;
  const parts = Object.keys(wanted) as About[];
  if (isName(about))
    return wanted["person.full_name"] !== undefined || (about === "person.full_name" && parts.some(isName));
  // An address in one field says all parts; one that was given whole says each of its lines.
  if (!isAddress(about)) return false;
  const line = parts.some((part) => isAddress(part) && part !== "contact.country");
  return about === "contact.address"
    ? line
    : wanted["contact.address"] !== undefined && about !== "contact.country";
}

type Around = { row: Parts; by: Parts; country: string; wish: Wish };

function shaped(field: RowField, around: Around): { value: string | null } | { why: string } {
  const { wanted } = around.wish;
  if (wanted[field.about]?.trim() === "") return emptied(field.type);
  const made = rendered(field, around);
  return isValue(made) ? heldAs(made.value, field.type, field.now) : made;
}

function rendered(field: RowField, { row, by, country, wish }: Around): Rendered {
  const { about } = field;
  const { wanted } = wish;
  const written: Written = { now: field.now, normalise: field.normalise, type: field.type, country };
  if (isName(about)) return nameAs(about, wanted, row, written);
  if (about === "contact.address")
    return addressAs(wanted, by, written, addressCountry(wanted, row, country));
  const text = wanted[about]?.trim();
  if (text === undefined) {
    return { why: "The address stands in several fields here. Its parts must be given one by one." };
  }
  switch (about) {
    case "contact.country":
      return countryAs(text, written);
    case "contact.phone":
      return phoneAs(text, wish.home, written);
    case "contact.email":
      return emailAs(text, written);
    case "person.birth_date":
      return dateAs(text, daysIn(wish.wrong), written);
    case "contact.street":
    case "contact.street_more":
    case "contact.city":
      return { value: inItsCase(text, written) };
    default:
      return { value: simply(text, written) };
  }
}

function addressCountry(wanted: Parts, row: Parts, system: string): string | null {
  const said = wanted["contact.country"] ?? row["contact.country"];
  return said?.trim() ? countryIn(said) : system.toUpperCase();
}

const daysIn = (wrong: readonly Parts[]) =>
  wrong.flatMap((one) => dayIn(one["person.birth_date"] ?? "") ?? []);

/** An address as it was given; in the one form that is compared where the system writes that. */
function emailAs(text: string, field: Written): Rendered {
  const mailbox = canonicalMailbox(text);
  if (mailbox === null) return { why: "This is no e-mail address that we can use." };
  return { value: field.normalise === "email" ? mailbox : simply(text, field) };
}

function simply(text: string, { normalise }: Written): string {
  if (normalise === "upper") return text.toUpperCase();
  if (normalise === "lower") return text.toLowerCase();
  return normalise === "digits" ? text.replace(/\D/g, "") : text;
}

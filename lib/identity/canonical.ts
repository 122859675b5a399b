import { domainToASCII } from "node:url";
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

declare const canonical: unique symbol;
/** An e-mail address in the one form that is ever compared. */
export type Mailbox = string & { readonly [canonical]: "mailbox" };

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** Two labels or more of letters, digits and inner hyphens, 63 characters each; the last is no number. */
const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * What may stand in a domain before it is turned into A-labels. `domainToASCII` reads it as the host of an
 * address: it would cut off a path or port, drop tabs and invisible characters, decode `%61` and turn numbers
 * into IP addresses, and so make one person's address out of another text.
 */
const domainLetters =
  /^(?:[A-Za-z0-9.-]|(?![\p{ASCII}\p{Default_Ignorable_Code_Point}])[\p{L}\p{M}\p{N}])+$/u;

/** The domain in A-labels; null where it is none, or is written in compatibility forms of other letters. */
function asciiDomain(typed: string): string | null {
  if (!domainLetters.test(typed) || typed.normalize("NFKC") !== typed.normalize("NFC")) return null;
  const domain = domainToASCII(typed);
  return domain.length <= 253 && hostName.test(domain) ? domain : null;
}

/**
 * The one canonical form of an e-mail address (security decision 8): ASCII dot-atom of at most 64 characters,
 * one `@`, the domain through UTS 46 to A-labels, 254 bytes at most, A–Z lowered, nothing else folded.
 * Null for everything else: lists, quotes, controls, look-alikes in the local part.
 */
export function canonicalMailbox(typed: string): Mailbox | null {
  const text = typed.trim();
  const at = text.lastIndexOf("@");
  if (at < 1 || text.length > 254) return null;
  const local = text.slice(0, at);
  if (local.length > 64 || !localPart.test(local)) return null;
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null) return null;
  const whole = `${local.replace(/[A-Z]/g, (c) => c.toLowerCase())}@${domain}`;
  return Buffer.byteLength(whole) <= 254 ? (whole as Mailbox) : null;
}

/** What a telephone number is written with, in any script's digits, and an extension in the usual ways. */
const phoneLetters =
  /^(?:tel:)?[+\uff0b]?[\p{Nd}\s().\u00ad\u2010-\u2015/-]+(?:(?:;ext=|,|x|ext\.?|#)\s*\p{Nd}{1,9})?$/iu;

/**
 * A telephone number as E.164, with `;ext=` behind it where it has an extension: the number without is somebody
 * else's desk. Possible is enough, assigned is not asked for: plans change, and invented numbers must pass.
 * @param country ISO 3166 alpha-2, whose national way of writing is understood; without it only `+…` is
 * @returns null for what is no number, or a national one of no known country
 */
export function canonicalPhone(typed: string, country?: string): string | null {
  const text = typed.trim();
  if (text.length > 60 || !phoneLetters.test(text)) return null;
  const home = country?.toUpperCase() ?? "";
  const found = parsePhoneNumberFromString(text.replace(/^tel:/i, ""), {
    ...(isSupportedCountry(home) ? { defaultCountry: home } : {}),
    extract: false,
  });
  if (!found?.isPossible()) return null;
  // A number that would lose another zero when read again is none: two writings of it would not meet.
  const again = parsePhoneNumberFromString(found.number);
  if (!again?.isPossible() || again.number !== found.number) return null;
  return found.ext ? `${found.number};ext=${found.ext}` : found.number;
}

/**
 * An identifier's value in the form in which it is compared and asked for; null where it cannot identify anybody.
 * @param country ISO 3166 alpha-2 of the system that wrote it, for telephone numbers in their national form
 */
export function canonicalIdentifier(kind: string, value: string, country?: string): string | null {
  if (kind === "email") return canonicalMailbox(value);
  if (kind === "phone") return canonicalPhone(value, country);
  const text = value.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
  return text.length === 0 || text.length > 200 || /[\u0000-\u001f\u007f]/.test(text) ? null : text;
}

/** A value as it may be shown: enough for its owner to recognise, too little for others to learn. */
export function mask(kind: string, value: string): string {
  if (kind === "email") {
    const at = value.lastIndexOf("@");
    return `${value.slice(0, 1)}•••${value.slice(at)}`;
  }
  return value.length <= 4 ? "•••" : `${value.slice(0, 2)}•••${value.slice(-2)}`;
}

import { domainToASCII } from "node:url";

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

/** An identifier's value in the form in which it is compared and asked for; null where it cannot identify anybody. */
export function canonicalIdentifier(kind: string, value: string): string | null {
  if (kind === "email") return canonicalMailbox(value);
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

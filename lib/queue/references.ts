/** Letters and digits of a reference, as `newReference` draws them. */
const part = "[2-9A-HJKMNP-TV-Z]";
const whole = /^[A-Z]{2,3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/;
const beginning = new RegExp(`^[A-Z]{2,3}-${part}{0,3}(?:-${part}{0,3})?$`);
const middle = new RegExp(`^${part}{2,3}(?:-${part}{0,3})?$`);

/** What of a reference a word is: all of it, how it begins, or a part without the company's letters. */
export type ReferencePart = { kind: "whole" | "beginning" | "part"; text: string };

/**
 * A word as (part of) a reference; null where it is a name. A word without a digit is a name, unless it begins as references
 * of this house do: an address line must never hold a name because it looks like a reference.
 */
export function referencePart(word: string, prefix: string): ReferencePart | null {
  const text = word.toUpperCase();
  const ours = text.startsWith(`${prefix}-`);
  if (!ours && !/\d/.test(text)) return null;
  if (whole.test(text)) return { kind: "whole", text };
  if (beginning.test(text)) return { kind: "beginning", text };
  return middle.test(text) ? { kind: "part", text } : null;
}

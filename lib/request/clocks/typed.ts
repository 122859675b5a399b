import { HabeasError } from "#lib/core/errors.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** What a text of a form is about, for the sentence that says what is wrong with it, and how long it may be. */
type Asked = { what: string; most?: number; least?: number };

/**
 * A text as somebody typed it, without space around it and with plain line breaks. Throws HabeasError `invalid` where
 * it is missing, too short, too long, or holds characters that cannot be seen.
 */
export function typedText(typed: string | undefined, { what, most = 4_000, least = 1 }: Asked): string {
  const text = (typed ?? "").replaceAll("\r\n", "\n").trim();
  if (text.length < least)
    throw new HabeasError("invalid", text === "" ? `Write ${what}.` : `Write ${what} in whole words.`);
  if (text.length > most)
    throw new HabeasError("invalid", `That is too long. Use at most ${most} letters for ${what}.`);
  if (controls.test(text))
    throw new HabeasError("invalid", `There are characters in ${what} that cannot be seen. Type it anew.`);
  return text;
}

/** The same for what may be left out: null where it is empty. */
export function typedTextOrNull(typed: string | undefined, asked: Asked): string | null {
  return (typed ?? "").trim() === "" ? null : typedText(typed, asked);
}

import { HabeasError } from "#lib/core/errors.ts";

/** Bytes of one file at most. */
const largestFile = 8 * 1024 * 1024;
/** Files that go with one message at most. */
export const mostFiles = 3;

type Kind = { ending: string; is: (bytes: Uint8Array) => boolean };

const begins = (bytes: Uint8Array, head: readonly number[], from = 0) =>
  head.every((byte, place) => bytes[from + place] === byte);
const says = (bytes: Uint8Array, word: string, from: number) =>
  begins(bytes, [...Buffer.from(word, "latin1")], from);

/** What a phone's own pictures say they are (ISO/IEC 23008-12, brands of a still picture). */
const phonePictures = ["heic", "heix", "mif1", "heif"];

const kinds = {
  "application/pdf": { ending: "pdf", is: (bytes) => says(bytes, "%PDF-", 0) },
  "image/jpeg": { ending: "jpg", is: (bytes) => begins(bytes, [0xff, 0xd8, 0xff]) },
  "image/png": {
    ending: "png",
    is: (bytes) => begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  "image/webp": { ending: "webp", is: (bytes) => says(bytes, "RIFF", 0) && says(bytes, "WEBP", 8) },
  "image/heic": {
    ending: "heic",
    is: (bytes) => says(bytes, "ftyp", 4) && phonePictures.some((brand) => says(bytes, brand, 8)),
  },
  "text/plain": { ending: "txt", is: isPlainText },
} as const satisfies Record<string, Kind>;

export type MediaType = keyof typeof kinds;

/** How the name of a file of this type ends. */
export const endingOf = (type: MediaType): string => kinds[type].ending;

/** For the `accept` of a form; what a file is, is found by its bytes all the same. */
export const acceptedFiles = Object.keys(kinds).join(",");

/** What a file is by its bytes, whatever its name says. Throws HabeasError `invalid` for anything else. */
export function mediaTypeOf(bytes: Uint8Array): MediaType {
  if (bytes.byteLength > largestFile)
    throw new HabeasError("invalid", "A file is larger than 8 MB. Send a smaller one.");
  const found = Object.entries(kinds).find(([, kind]) => kind.is(bytes));
  if (bytes.byteLength === 0 || !found)
    throw new HabeasError("invalid", "Send a PDF, a picture (JPEG, PNG, WebP, HEIC) or plain text.");
  return found[0] as MediaType;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text holds is looked for.
const unseen = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;

/** UTF-8 without a character that no text holds. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    return !unseen.test(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

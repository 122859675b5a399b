import { HabeasError } from "#lib/core/errors.ts";
import { mediaTypeOf, mostFiles } from "#lib/dealing/media-type.ts";
import { longestMessage } from "#lib/dealing/write.ts";
import type { Upload } from "./message-form.ts";

const codes = ["missing", "long", "type", "large", "many", "name", "phone", "opinion"] as const;
export type WrongCode = (typeof codes)[number];

/** What an address says was wrong with what was sent; null where it says nothing that we know. */
export function wrongOf(said: string | string[] | undefined): WrongCode | null {
  return codes.find((one) => one === said) ?? null;
}

/** The field of a message that an error is about. */
export const fieldOf = (code: WrongCode): "text" | "files" =>
  code === "type" || code === "large" || code === "many" ? "files" : "text";

// biome-ignore lint/suspicious/noControlCharactersInRegex: what nobody can see is left out.
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** Words as somebody typed them, without what cannot be seen. */
export const seenWords = (typed: string | undefined): string =>
  (typed ?? "").replaceAll(unseen, "").replaceAll("\r\n", "\n").trim();

/** What is wrong with a message, or null. */
export function wrongWith(text: string, files: Upload["files"]): WrongCode | null {
  if (files === "large") return "large";
  if (files.length > mostFiles) return "many";
  if (text === "") return "missing";
  if (text.length > longestMessage) return "long";
  for (const { bytes } of files) {
    try {
      mediaTypeOf(bytes);
    } catch (error) {
      if (error instanceof HabeasError) return error.message.includes("larger") ? "large" : "type";
      throw error;
    }
  }
  return null;
}

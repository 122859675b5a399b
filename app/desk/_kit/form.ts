import { HabeasError } from "#lib/core/errors.ts";

/** Bytes. The longest form of the desk is a reason of some paragraphs and a list of keys. */
const most = 64 * 1024;

/**
 * The fields of a small form. Reads no further than 64 KB, whatever the sender said about the length.
 * Throws HabeasError `invalid`.
 */
export async function readSmallForm(request: Request): Promise<FormData> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > most) throw new HabeasError("invalid", "That is too much text for this form.");
    chunks.push(chunk);
  }
  const form = new FormData();
  const text = Buffer.concat(chunks).toString("utf8");
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value.replaceAll("\0", ""));
  return form;
}

/** A field's text without space around it; empty where it was not sent. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

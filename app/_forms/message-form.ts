import type { SentFile } from "#lib/dealing/keep-files.ts";
import { mostFiles } from "#lib/dealing/media-type.ts";
import { withUploadRoom } from "./upload-room.ts";

/** What a form with files holds. `files`: "large" where they are more than we take. */
export type Upload = { fields: Record<string, string>; files: SentFile[] | "large" };

/** Bytes: all files of a message, and the fields around them. */
const most = 25 * 1024 * 1024;
/** Bytes at the start in which the words stand, as forms send their fields in order: they are kept whatever follows. */
const beginning = 64 * 1024;
/** Bytes that are taken off the line all the same, so that the browser gets to see our page and not its own. */
const patience = 200 * 1024 * 1024;

/**
 * The fields and files of a form, held in memory. What is too large loses its files and keeps its words. Null for no form.
 * Throws HabeasError `too_many` where many arrive at once.
 */
export const readMessageForm = (request: Request): Promise<Upload | null> =>
  withUploadRoom(() => read(request));

async function read(request: Request): Promise<Upload | null> {
  const type = request.headers.get("content-type") ?? "";
  const boundary = /^multipart\/form-data;.*boundary="?([^";,\s]{1,70})"?/i.exec(type)?.[1];
  if (!boundary || !request.body) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size <= most) chunks.push(chunk);
    if (size > patience) break;
  }
  const large = size > most;
  const body = Buffer.concat(chunks);
  try {
    const form = await parsed(large ? wholeParts(body.subarray(0, beginning), boundary) : body, type);
    const fields: Record<string, string> = {};
    const sent: SentFile[] = [];
    for (const [name, value] of form) {
      if (typeof value === "string") fields[name] = value;
      else if (value.size > 0)
        sent.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
    return { fields, files: large ? "large" : sent.slice(0, mostFiles + 1) };
  } catch {
    return null;
  }
}

const parsed = (body: Uint8Array<ArrayBuffer>, type: string) =>
  new Response(body, { headers: { "content-type": type } }).formData();

/** A form cut off after its last whole part. */
function wholeParts(body: Buffer, boundary: string): Buffer<ArrayBuffer> {
  const line = `--${boundary}`;
  const end = body.lastIndexOf(line);
  return Buffer.concat([body.subarray(0, Math.max(0, end)), Buffer.from(`${line}--\r\n`)]);
}

import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import { listAt, valueAt } from "#connectors/language/place.ts";
import { type Caller, getOf } from "./caller.ts";
import { addressIn } from "./request.ts";

/** A file that belongs to a record, still to be fetched. */
export type Attached = { via: string; url: string; bytes: number | undefined };

/** The files that a record names. */
export function attachmentsOf(collection: Collection, via: string, item: JsonObject): Attached[] {
  const where = collection.attachments;
  if (where === undefined) return [];
  // A record without files may leave their list out.
  return (listAt(item, where.items) ?? []).map((one: unknown) => {
    const url = textOf(valueAt(one, where.url));
    if (url === undefined)
      throw new ConnectorError("schema_changed", `A file of ${collection.name} has no address.`);
    const bytes = where.bytes === undefined ? undefined : valueAt(one, where.bytes);
    return { via, url, bytes: typeof bytes === "number" ? bytes : undefined };
  });
}

const extensions: Record<string, string> = {
  "application/json": "json",
  "application/pdf": "pdf",
  "application/zip": "zip",
  "audio/mpeg": "mp3",
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "text/csv": "csv",
  "text/plain": "txt",
  "video/mp4": "mp4",
};

/** The type under which a file is kept: one of those that we know, else only bytes. */
export function knownType(header: string): string {
  const type = header.split(";")[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(extensions, type) ? type : "application/octet-stream";
}

/** A file's name, made from the collection and a number, never from data. */
export function fileName(collection: Collection, number: number, header: string): string {
  const extension = extensions[knownType(header)] ?? "bin";
  return `${collection.name.slice(0, 48).replaceAll("_", "-")}-${number}.${extension}`;
}

/** Asks for a file and passes its bytes on. */
export async function filePart(
  collection: Collection,
  file: Attached,
  number: number,
  base: string,
  caller: Caller,
): Promise<CollectedPart> {
  const answer = await caller.stream(getOf(addressIn(base, file.url)));
  const header = answer.headers["content-type"] ?? "";
  return {
    kind: "file",
    collection: collection.name,
    via: file.via,
    fileName: fileName(collection, number, header),
    mediaType: knownType(header),
    bytes: whole(answer.bytes, file.bytes),
  };
}

/** The bytes of a file, which must be as many as was said. */
export async function* whole(
  bytes: AsyncIterable<Uint8Array>,
  declared: number | undefined,
): AsyncGenerator<Uint8Array> {
  let passed = 0;
  for await (const chunk of bytes) {
    passed += chunk.length;
    yield chunk;
  }
  if (declared !== undefined && passed !== declared) {
    throw new ConnectorError("bad_answer", "A file has another size than the system says.");
  }
}

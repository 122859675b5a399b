import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { fileName, knownType, whole } from "#connectors/http/attachments.ts";
import { fieldsFor } from "#connectors/http/fields-for.ts";
import { linesOf } from "#connectors/http/stream.ts";
import { isObject, type JsonObject, recordLine } from "#connectors/json.ts";
import { disclosedFields, sealKey } from "#connectors/lineage.ts";
import type { Sender } from "./sender.ts";
import type { AskedKey } from "./session.ts";

/** A file that a line named, still to be fetched. */
export type Named = { via: string; id: string; mediaType: string; bytes: number | undefined };

const batchBytes = 64 * 1024;
const wrong = (collection: Collection, what: string) =>
  new ConnectorError("bad_answer", `The system's answer for ${collection.name} ${what}.`);

/**
 * The lines of one collection. Each names the key it belongs to, which must be one that was asked for; the last says
 * how many there were, so that an answer that breaks off is never taken for a whole one.
 */
export async function* recordsOf(
  collection: Collection,
  keys: readonly AskedKey[],
  sender: Sender,
  most: number,
  files: Named[],
): AsyncGenerator<Uint8Array> {
  const shown = fieldsFor(collection);
  let batch = "";
  for await (const { via, line } of answeredLines(collection, keys, sender, most)) {
    if (Object.hasOwn(line, "file")) {
      files.push({ via, ...fileOf(line.file, collection) });
      continue;
    }
    batch += recordLine(via, recordIn(line, collection), shown(rolesOf(line)));
    if (batch.length < batchBytes) continue;
    yield Buffer.from(batch);
    batch = "";
  }
  if (batch !== "") yield Buffer.from(batch);
}

/** The lines of one collection as they came, each under the key that it names. */
export async function* answeredLines(
  collection: Collection,
  keys: readonly AskedKey[],
  sender: Sender,
  most: number,
): AsyncGenerator<{ via: string; line: JsonObject }> {
  const { bytes } = await sender.stream({ type: "collect", collection: collection.name, keys });
  const asked = new Set(keys.map((one) => one.key));
  for await (const line of wholeAnswer(linesOf(bytes, most, collection.name), collection))
    yield { via: viaOf(line, asked, collection), line };
}

/** Lines up to the last one, which must be there and say how many came before it. */
export async function* wholeAnswer(
  answer: AsyncIterable<JsonObject>,
  collection: Collection,
): AsyncGenerator<JsonObject> {
  let lines = 0;
  let ended = false;
  for await (const line of answer) {
    if (ended) throw wrong(collection, "goes on after its end");
    if (Object.hasOwn(line, "end")) {
      if (line.end !== true || line.lines !== lines)
        throw wrong(collection, "says another number of lines than it had");
      ended = true;
      continue;
    }
    lines += 1;
    yield line;
  }
  if (!ended) throw wrong(collection, "broke off before its end");
}

/** The record of a line, with every field that a person may see. */
export function recordIn({ record }: JsonObject, collection: Collection): JsonObject {
  if (!isObject(record)) throw wrong(collection, "has a line without a record");
  const gone = disclosedFields(collection).find((field) => !Object.hasOwn(record, field));
  if (gone === undefined) return record;
  throw new ConnectorError(
    "schema_changed",
    `The system sent a record of ${collection.name} without ${gone}.`,
  );
}

function viaOf(line: JsonObject, asked: ReadonlySet<string>, collection: Collection): string {
  if (typeof line.key !== "string") throw wrong(collection, "has a line without a key");
  if (asked.has(line.key)) return sealKey(line.key);
  throw new ConnectorError(
    "wrong_person",
    `The system answered for ${collection.name} with a record that was not asked for.`,
  );
}

/** The roles in which the person stands in a line's record. */
export function rolesOf(line: JsonObject): ReadonlySet<string> {
  return new Set(Array.isArray(line.roles) ? line.roles.filter((role) => typeof role === "string") : []);
}

function fileOf(file: unknown, collection: Collection): Omit<Named, "via"> {
  if (!isObject(file) || typeof file.id !== "string" || file.id.length > 2000)
    throw wrong(collection, "names a file without an id");
  return {
    id: file.id,
    mediaType: typeof file.media_type === "string" ? file.media_type : "",
    bytes: typeof file.bytes === "number" ? file.bytes : undefined,
  };
}

/** Fetches the files that the lines of a collection named. */
export async function* partFiles(
  collection: Collection,
  files: readonly Named[],
  sender: Sender,
): AsyncGenerator<CollectedPart> {
  for (const [index, file] of files.entries()) {
    const { bytes } = await sender.stream({ type: "file", collection: collection.name, file: file.id });
    yield {
      kind: "file",
      collection: collection.name,
      via: file.via,
      fileName: fileName(collection, index + 1, file.mediaType),
      mediaType: knownType(file.mediaType),
      bytes: whole(bytes, file.bytes),
    };
  }
}

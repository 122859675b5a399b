import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { setImmediate as breathe } from "node:timers/promises";
import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { disclosedFields } from "#connectors/lineage.ts";
import type { Catalogue } from "./catalogue.ts";
import { failureOf } from "./failure.ts";
import { rowsSql } from "./walk.ts";

/** An open reading of one collection: everything it needs to find the person's rows. */
export type Held = {
  database: DatabaseSync;
  catalogue: Catalogue;
  chain: readonly Collection[];
  keys: readonly string[];
  signal: AbortSignal;
};

type Row = Record<string, SQLOutputValue>;

const batchBytes = 256 * 1024;
const batchRows = 1000;

/** A collection's records, then its files. The driver is synchronous, so the loop lets others run between batches. */
export async function* partsOf(collection: Collection, held: Held): AsyncGenerator<CollectedPart> {
  yield { kind: "records", collection: collection.name, lines: lines(collection, held) };
  const file = collection.file_field;
  if (file === undefined || collection.fields[file.field]?.disclose === "never") return;
  let number = 0;
  for (const { via, row } of rows(collection, held)) {
    number += 1;
    const value = row[file.field];
    if (value === null || value === undefined) continue;
    const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
    yield {
      kind: "file",
      collection: collection.name,
      via,
      fileName: nameOf(collection, number),
      mediaType: file.media_type,
      bytes: once(bytes),
    };
    await breathe();
  }
}

async function* lines(collection: Collection, held: Held): AsyncGenerator<Uint8Array> {
  const fields = disclosedFields(collection);
  const file = collection.file_field?.field;
  let batch: string[] = [];
  let size = 0;
  let number = 0;
  try {
    for (const { via, row } of rows(collection, held)) {
      number += 1;
      const shown = fields.map((field) => `${JSON.stringify(field)}:${valueJson(row[field] ?? null)}`);
      if (file !== undefined && file in row) {
        shown.push(
          `${JSON.stringify(file)}:${row[file] === null ? "null" : JSON.stringify(nameOf(collection, number))}`,
        );
      }
      const line = `${via}\t{${shown.join(",")}}\n`;
      batch.push(line);
      size += line.length;
      if (size < batchBytes && batch.length < batchRows) continue;
      yield Buffer.from(batch.join(""));
      batch = [];
      size = 0;
      await breathe();
      if (held.signal.aborted)
        throw new ConnectorError("timeout", "The work was stopped before the system had answered.");
    }
  } catch (error) {
    throw failureOf(error);
  }
  if (batch.length > 0) yield Buffer.from(batch.join(""));
}

function* rows(collection: Collection, held: Held): Generator<{ via: string; row: Row }> {
  for (const via of held.keys) {
    const statement = rowsSql(collection, held.chain, held.catalogue, via);
    for (const row of held.database.prepare(statement.text).iterate(...statement.values)) yield { via, row };
  }
}

/** JSON of a stored value, no digit changed; bytes as `\x…`, as Postgres writes them. */
function valueJson(value: SQLOutputValue): string {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return JSON.stringify(`\\x${Buffer.from(value).toString("hex")}`);
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  return JSON.stringify(value);
}

function nameOf(collection: Collection, number: number): string {
  const extension = collection.file_field?.extension ?? "";
  if (!/^[a-z0-9]{1,8}$/.test(extension)) {
    throw new ConnectorError(
      "misconfigured",
      `The files of ${collection.name} need a plain extension in the data map.`,
    );
  }
  return `${collection.name.slice(0, 48).replaceAll("_", "-")}-${number}.${extension}`;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

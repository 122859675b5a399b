import type { DatabaseSync } from "node:sqlite";
import { setImmediate as breathe } from "node:timers/promises";
import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { ReadField, Rows } from "#connectors/sql/rows.ts";
import { columnOf } from "#connectors/sql/values.ts";
import type { ColumnType } from "./dialect.ts";
import { failureOf } from "./failure.ts";

type OwnRows = Rows<ColumnType>;

const blockBytes = 256 * 1024;

/** The statement of a collection's records: one column, each row a whole line. */
export function linesSql(rows: OwnRows): string {
  const members = rows.fields.map(
    (field) => `${text(field.name)}, ${seenSql(field, jsonSql(field.value.sql))}`,
  );
  const { file } = rows;
  if (file !== undefined) {
    const name = `case when ${file.value.sql} is not null then ${nameSql(rows)} end`;
    members.push(`${text(file.name)}, ${seenSql(file, name)}`);
  }
  const line = `${rows.via}||char(9)||${objectSql(members)}||char(10)`;
  return `${rows.with}select ${line} as line from ${rows.from}`;
}

/** The statement of a collection's files: key, generated name, bytes. */
function filesSql(rows: OwnRows, file: ReadField<ColumnType>): string {
  return `${rows.with}select ${rows.via} as via, ${nameSql(rows)} as name, ${seenSql(file, file.value.sql)} as bytes from ${rows.from}`;
}

/** A function takes a hundred arguments and more, but not without end: wide rows are put together from parts. */
const mostMembers = 40;

function objectSql(members: readonly string[]): string {
  if (members.length <= mostMembers) return `json_object(${members.join(", ")})`;
  const parts: string[] = [];
  for (let at = 0; at < members.length; at += mostMembers) {
    const part = `json_object(${members.slice(at, at + mostMembers).join(", ")})`;
    // The braces between two parts become one comma.
    parts.push(at === 0 ? `rtrim(${part}, '}')` : `','||substr(${part}, 2)`);
  }
  return parts.join("||");
}

/** A value as JSON can hold it: no digit changed, bytes as `\x…`, as Postgres writes them. */
export const jsonSql = (sql: string): string =>
  `case typeof(${sql}) when 'blob' then '\\x'||lower(hex(${sql})) when 'real' then case abs(${sql}) when 9e999 then case when ${sql} > 0 then 'Infinity' else '-Infinity' end else ${sql} end else ${sql} end`;

const text = (word: string): string => `'${word.replaceAll("'", "''")}'`;

function seenSql({ shown }: ReadField<ColumnType>, sql: string): string {
  if (shown === true) return sql;
  return shown === false ? "null" : `case when ${shown} then ${sql} end`;
}

/** `invoices-3.pdf`: numbered in key order, the same in both readings, because both see one moment. */
function nameSql({ place, via }: OwnRows): string {
  const { collection } = place;
  const extension = collection.file_field?.extension ?? "";
  if (!/^[a-z0-9]{1,8}$/.test(extension)) {
    throw new ConnectorError(
      "misconfigured",
      `The files of ${collection.name} need a plain extension in the data map.`,
    );
  }
  if (collection.key.length === 0) {
    throw new ConnectorError(
      "misconfigured",
      `The data map must name the key of ${collection.name}, because it holds files.`,
    );
  }
  const order = [via, ...collection.key.map((field) => columnOf(place, field, "c").sql)];
  const name = collection.name.slice(0, 48).replaceAll("_", "-");
  return `'${name}-'||row_number() over (order by ${order.join(", ")})||'.${extension}'`;
}

/** A collection's records, then its files. The driver is synchronous, so the loop lets others run between batches. */
export async function* partsOf(
  database: DatabaseSync,
  collection: Collection,
  rows: OwnRows | null,
  signal: AbortSignal,
): AsyncGenerator<CollectedPart> {
  yield { kind: "records", collection: collection.name, lines: linesOf(database, rows, signal) };
  const mediaType = collection.file_field?.media_type;
  if (rows?.file === undefined || mediaType === undefined) return;
  for (const row of database.prepare(filesSql(rows, rows.file)).iterate()) {
    if (row.bytes === null || row.bytes === undefined) continue;
    const bytes = row.bytes instanceof Uint8Array ? row.bytes : Buffer.from(String(row.bytes));
    yield {
      kind: "file",
      collection: collection.name,
      via: String(row.via),
      fileName: String(row.name),
      mediaType,
      bytes: once(bytes),
    };
    await breathe();
  }
}

async function* linesOf(
  database: DatabaseSync,
  rows: OwnRows | null,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (rows === null) return;
  let block = Buffer.allocUnsafe(blockBytes);
  let at = 0;
  try {
    const statement = database.prepare(linesSql(rows));
    statement.setReturnArrays(true);
    for (const row of statement.iterate() as Iterable<unknown>) {
      const line = (row as string[])[0] ?? "";
      // No character takes more than three bytes for each of its units.
      if (at + line.length * 3 > block.length) {
        if (at > 0) {
          yield block.subarray(0, at);
          await breathe();
          if (signal.aborted)
            throw new ConnectorError("timeout", "The work was stopped before the system had answered.");
        }
        const room = line.length * 3 > blockBytes ? Buffer.byteLength(line) : blockBytes;
        block = Buffer.allocUnsafe(room);
        at = 0;
      }
      at += block.write(line, at);
    }
  } catch (error) {
    throw failureOf(error);
  }
  if (at > 0) yield block.subarray(0, at);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

import type { Collection } from "#connectors/collection.ts";
import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";

/** A record's key as it stands in a plan; undefined where a part of it is missing. */
export function rowKeyOf(record: JsonObject, collection: Collection): RowKey | undefined {
  const parts = collection.key.map((field) => textOf(record[field]));
  return parts.every((part) => part !== undefined && part !== "") ? (parts as string[]) : undefined;
}

/** A row as one text, by which it is looked up. */
export const markOf = (row: RowKey): string => JSON.stringify(row);

/** Rows by their marks. Throws `misconfigured` for what is no key of this collection. */
export function markedRows(rows: readonly RowKey[], collection: Collection): Map<string, RowKey> {
  for (const row of rows) {
    if (row.length !== collection.key.length || row.some((part) => typeof part !== "string" || part === ""))
      throw new ConnectorError("misconfigured", `A row of ${collection.name} is not named by its key.`);
  }
  return new Map(rows.map((row) => [markOf(row), row]));
}

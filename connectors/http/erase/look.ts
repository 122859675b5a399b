import type { Collection } from "#connectors/collection.ts";
import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject, textOf } from "#connectors/json.ts";
import type { HttpLook } from "#connectors/language/http-erase.ts";
import { listAt } from "#connectors/language/place.ts";
import type { Caller } from "../caller.ts";
import { holds } from "../field.ts";
import { extracted } from "../pages.ts";
import { fillRequest } from "../request.ts";
import type { Filling, Fillings } from "../template.ts";
import { eraseOf } from "./reach.ts";

/** A row's key as placeholders; numbers and the like only where the record itself is at hand. */
export function keyFillings(collection: Collection, row: RowKey, record?: JsonObject): Map<string, Filling> {
  const { key } = collection;
  if (row.length < key.length || row.some((part) => typeof part !== "string" || part === ""))
    throw new ConnectorError("misconfigured", `A row of ${collection.name} is not named by its key.`);
  const fillings = new Map<string, Filling>();
  for (const [at, field] of key.entries()) {
    const text = row[at] ?? "";
    const filling = { text, json: record?.[field] ?? text };
    fillings.set(`key.${field}`, filling);
    if (key.length === 1) fillings.set("key", filling);
  }
  return fillings;
}

/** What cannot be sent as what it is would be another record. */
export function sendable<T>(request: T | null, collection: Collection): T {
  if (request !== null) return request;
  throw new ConnectorError("misconfigured", `A row of ${collection.name} has a key that cannot be asked by.`);
}

/** A record as it came, with the fields that the map takes from places inside it, and the tag of this version of it. */
export type Looked = { raw: JsonObject; record: JsonObject; etag: string | undefined };

/** The record that a row of a collection that is erased names; undefined where there is none. */
export async function lookAt(
  collection: Collection,
  row: RowKey,
  base: string,
  caller: Caller,
): Promise<JsonObject | undefined> {
  return (await lookedAt(eraseOf(collection).look, collection, row, base, caller))?.record;
}

/**
 * One record by its key, or undefined where there is none. Throws `wrong_person` for any other record, and where one
 * that is none of the collection's has the key.
 */
export async function lookedAt(
  look: HttpLook,
  collection: Collection,
  row: RowKey,
  base: string,
  caller: Caller,
): Promise<Looked | undefined> {
  const fillings: Fillings = keyFillings(collection, row);
  const answer = await caller.attempt(sendable(fillRequest(look, base, fillings), collection), look.gone);
  if (answer.gone) return undefined;
  const found = listAt(answer.document, look.items);
  if (found === undefined)
    throw new ConnectorError(
      "schema_changed",
      `The look at ${collection.name} has nothing where the data map says.`,
    );
  const [record, ...more] = found;
  if (record === undefined) return undefined;
  const raw = isObject(record) ? record : undefined;
  const whole = raw && extracted(collection, raw);
  const isSame = collection.key.every((field, at) => textOf(whole?.[field]) === row[at]);
  if (
    raw === undefined ||
    whole === undefined ||
    more.length > 0 ||
    !isSame ||
    !holds(collection.where, whole)
  )
    throw new ConnectorError(
      "wrong_person",
      `The system answered for ${collection.name} with a record that was not asked for.`,
    );
  return { raw, record: whole, etag: answer.headers.etag };
}

/**
 * Proves that the look of a collection finds a record that the walk has just found: one that finds nothing would take
 * everything for gone. Throws `misconfigured` where it does not.
 */
export async function checkLook(
  collection: Collection,
  row: RowKey,
  base: string,
  caller: Caller,
): Promise<void> {
  const own = row.slice(0, collection.key.length);
  if ((await lookAt(collection, own, base, caller)) !== undefined) return;
  throw new ConnectorError(
    "misconfigured",
    `The data map's look at ${collection.name} does not find a record that is there. Nothing can be proved by it.`,
  );
}

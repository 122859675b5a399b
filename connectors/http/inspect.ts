import type { Collection } from "#connectors/collection.ts";
import type { InspectedCollection } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject, textOf } from "#connectors/json.ts";
import { listAt } from "#connectors/language/place.ts";
import { type Caller, getOf } from "./caller.ts";
import { extracted } from "./pages.ts";
import { addressIn } from "./request.ts";
import { reachOf } from "./shape.ts";

const mostSamples = 200;
const longestSample = 200;

/**
 * The names and types of fields on the first page of each collection that can be listed without a value. An HTTP system
 * says nothing of itself, so one that must be asked about somebody shows no columns.
 */
export async function inspectSystem(
  collections: readonly Collection[],
  base: string,
  caller: Caller,
): Promise<InspectedCollection[]> {
  const inspected: InspectedCollection[] = [];
  for (const one of collections) {
    const page = await firstPage(one, base, caller);
    if (page === undefined) continue;
    inspected.push({
      name: one.table ?? one.name,
      kind: "endpoint",
      columns: columnsOf(page),
      keys: [],
      references: [],
      rows: null,
    });
  }
  return inspected;
}

/** Values of the first page of a collection that can be listed without a value, as text and cut; else none. */
export async function sampleOf(
  collections: readonly Collection[],
  base: string,
  caller: Caller,
  wanted: { collection: string; columns: readonly string[]; rows: number },
): Promise<(string | null)[][]> {
  const collection = collections.find((one) => (one.table ?? one.name) === wanted.collection);
  const page = collection === undefined ? undefined : await firstPage(collection, base, caller);
  return (page ?? [])
    .slice(0, wanted.rows)
    .map((item) => wanted.columns.map((name) => (Object.hasOwn(item, name) ? shortText(item[name]) : null)));
}

function shortText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return (textOf(value) ?? JSON.stringify(value)).slice(0, longestSample);
}

async function firstPage(
  collection: Collection,
  base: string,
  caller: Caller,
): Promise<JsonObject[] | undefined> {
  const http = reachOf(collection);
  if (http.path === undefined || http.path.includes("{") || http.method !== "GET" || http.format !== "json")
    return;
  const request = getOf(addressIn(base, http.path));
  try {
    const { document } = await caller.json(request);
    const items = listAt(document, http.items)?.filter(isObject).slice(0, mostSamples);
    return items?.map((item) => extracted(collection, item));
  } catch (error) {
    // A search that wants to know whom, or an account that may not list everybody, is as it should be.
    const expected = ["bad_answer", "schema_changed", "forbidden"];
    if (error instanceof ConnectorError && expected.includes(error.code)) return;
    throw error;
  }
}

function columnsOf(items: readonly JsonObject[]): InspectedCollection["columns"] {
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  return names.map((name) => {
    const values = items.map((item) => (Object.hasOwn(item, name) ? item[name] : undefined));
    const types = new Set(values.filter((value) => value !== undefined && value !== null).map(typeOf));
    return {
      name,
      type: [...types].sort().join(" or ") || "null",
      nullable: values.some((value) => value === undefined || value === null),
    };
  });
}

function typeOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "boolean") return typeof value;
  if (Array.isArray(value)) return "array";
  return textOf(value) === undefined ? "object" : "number";
}

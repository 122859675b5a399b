import { createHash } from "node:crypto";
import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject } from "#connectors/json.ts";
import type { HttpEndpoint } from "#connectors/language/http.ts";
import { listAt, valueAt } from "#connectors/language/place.ts";
import type { Caller } from "./caller.ts";
import { fieldOf } from "./field.ts";
import { circle, pagerOf } from "./paging.ts";
import { fillRequest, type ReadyRequest } from "./request.ts";
import { reachOf } from "./shape.ts";
import { linesOf } from "./stream.ts";
import type { Fillings } from "./template.ts";

/** What fills a template's slot: the identifier asked for, or the parent's value and the role in which it is asked. */
export type Slot =
  | { name: "match"; kind: string; value: string }
  | { name: "parent"; role: string | undefined; value: string; json: unknown };

const mostPages = 100_000;

/** The placeholders of a question with their values. */
export function fillingsOf(slot: Slot): Fillings {
  const filling = { text: slot.value, json: slot.name === "match" ? slot.value : slot.json };
  const part = slot.name === "match" ? slot.kind : slot.role;
  return new Map([
    [slot.name, filling],
    ...(part === undefined ? [] : [[`${slot.name}.${part}`, filling] as const]),
  ]);
}

function endpointOf(collection: Collection, slot: Slot): HttpEndpoint {
  const http = reachOf(collection);
  const own = http.by[(slot.name === "match" ? slot.kind : slot.role) ?? ""];
  if (own) return own;
  if (http.path === undefined)
    throw new ConnectorError("misconfigured", `The data map gives ${collection.name} no http address.`);
  return { ...http, path: http.path };
}

/**
 * Every record of a collection for one question, page by page, each once. Throws `bad_answer` when pages go in a
 * circle. Nobody has an identifier that cannot be sent as it is; a parent's value that cannot be sent is an error.
 */
export async function* pagesOf(
  collection: Collection,
  base: string,
  slot: Slot,
  caller: Caller,
): AsyncGenerator<JsonObject> {
  const endpoint = endpointOf(collection, slot);
  const request = fillRequest(endpoint, base, fillingsOf(slot));
  if (request === null) {
    if (slot.name === "match") return;
    throw new ConnectorError(
      "bad_answer",
      `The records of ${collection.name} hang on a value that cannot be asked by.`,
    );
  }
  const pager = pagerOf(endpoint.paging, request);
  const unpaged = endpoint.paging.kind === "none";
  const seen = new Set<string>();
  const nobodyIsMissing = slot.name === "match" && endpoint.path.includes("{match");
  for (let turned = 0; turned < mostPages; turned += 1) {
    const missingIsEnd = pager.pastFirst() || nobodyIsMissing;
    const page = await pageOf(collection, endpoint, request, caller, missingIsEnd);
    if (page === undefined) return;
    let found = 0;
    let fresh = 0;
    let last: JsonObject | undefined;
    const marks: string[] = [];
    for await (const item of page.items) {
      found += 1;
      last = item;
      const mark = markOf(collection, item, unpaged);
      if (mark !== undefined) {
        if (seen.has(mark)) continue;
        // Without a key two records of one page may be alike and still be two.
        if (collection.key.length > 0) seen.add(mark);
        else marks.push(mark);
      }
      fresh += 1;
      yield item;
    }
    for (const mark of marks) seen.add(mark);
    if (!pager.next({ found, fresh, last, headers: page.headers, document: page.document })) return;
  }
  throw circle();
}

type Page = {
  items: Iterable<JsonObject> | AsyncIterable<JsonObject>;
  headers: Record<string, string>;
  document: unknown;
};

async function pageOf(
  collection: Collection,
  endpoint: HttpEndpoint,
  request: ReadyRequest,
  caller: Caller,
  missingIsEnd: boolean,
): Promise<Page | undefined> {
  const missing = (error: unknown): undefined => {
    if (missingIsEnd && error instanceof ConnectorError && error.code === "schema_changed") return;
    throw error;
  };
  if (endpoint.format === "ndjson") {
    const answer = await caller.stream(request).catch(missing);
    if (answer === undefined) return;
    const { headers, bytes } = answer;
    return { headers, document: undefined, items: linesOf(bytes, caller.recordBytes, collection.name) };
  }
  const answer = await caller.json(request).catch(missing);
  if (answer === undefined) return;
  const { document, headers } = answer;
  const list = listAt(document, endpoint.items);
  if (list === undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The system's answer for ${collection.name} has nothing at ${endpoint.items}.`,
    );
  }
  if (!list.every(isObject)) {
    throw new ConnectorError(
      "bad_answer",
      `The system's answer for ${collection.name} is not a list of records.`,
    );
  }
  return { headers, document, items: list };
}

/** What tells a record from others; a short hash, since all marks of a question are held. */
function markOf(collection: Collection, item: JsonObject, unpaged: boolean): string | undefined {
  if (collection.key.length === 0 && unpaged) return undefined;
  const flat = extracted(collection, item);
  const text =
    collection.key.length === 0
      ? JSON.stringify(item)
      : JSON.stringify(collection.key.map((field) => fieldOf(flat, field, collection)));
  return createHash("sha256").update(text).digest("base64").slice(0, 20);
}

/** A record with the fields that the map takes from places inside it. */
export function extracted(collection: Collection, item: JsonObject): JsonObject {
  const places = Object.entries(reachOf(collection).extract);
  if (places.length === 0) return item;
  const found = places.flatMap(([field, place]) => {
    const value = valueAt(item, place);
    return value === undefined ? [] : [[field, value] as const];
  });
  return { ...item, ...Object.fromEntries(found) };
}

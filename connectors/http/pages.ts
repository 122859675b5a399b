import { createHash } from "node:crypto";
import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { at, isObject, type JsonObject, textOf } from "#connectors/json.ts";
import type { Caller } from "./caller.ts";
import { addressIn } from "./sign-in.ts";

/** What fills a template's slot: the identifier asked for, or the parent's value. */
export type Slot = { name: "match"; kind: string; value: string } | { name: "parent"; value: string };

const mostPages = 100_000;

/**
 * The address of a collection's first page. `{match.email}` in a query stands only where an e-mail address is asked
 * for; else that parameter is left out. Null where the value could change the way instead of naming a person.
 */
function addressOf(collection: Collection, base: string, slot: Slot): URL | null {
  const http = templateOf(collection);
  const mark = `{${slot.name}}`;
  if (http.path.includes(mark) && /^(\.|%2e){0,2}$/i.test(slot.value)) return null;
  const url = new URL(addressIn(base, http.path.replaceAll(mark, encodeURIComponent(slot.value))));
  for (const [name, template] of Object.entries(http.query ?? {})) {
    const kind = /\{match\.([a-z0-9_]+)\}/.exec(template)?.[1];
    if (kind !== undefined && (slot.name !== "match" || kind !== slot.kind)) continue;
    url.searchParams.set(
      name,
      template.replaceAll(kind === undefined ? mark : `{match.${kind}}`, () => slot.value),
    );
  }
  return url;
}

export function templateOf(collection: Collection): NonNullable<Collection["http"]> {
  if (collection.http === undefined) {
    throw new ConnectorError("misconfigured", `The data map gives ${collection.name} no http address.`);
  }
  return collection.http;
}

/** Every item of a collection for one slot, page by page, each item once. Throws `bad_answer` when pages go in a circle. */
export async function* itemsOf(
  collection: Collection,
  base: string,
  slot: Slot,
  caller: Caller,
): AsyncGenerator<JsonObject> {
  const { items, paging, path } = templateOf(collection);
  const url = addressOf(collection, base, slot);
  if (url === null) return;
  const seen = new Set<string>();
  const cursors = new Set<string>();
  for (let page = 1; page <= mostPages; page += 1) {
    if (paging.kind === "page") {
      url.searchParams.set(paging.param, String(page));
      if (paging.size_param !== undefined) url.searchParams.set(paging.size_param, String(paging.size));
    }
    const missingIsEnd =
      (paging.kind === "page" && page > 1) || (slot.name === "match" && path.includes("{match}"));
    const answer = await caller.json(url.href).catch((error: unknown) => {
      if (missingIsEnd && error instanceof ConnectorError && error.code === "schema_changed")
        return undefined;
      throw error;
    });
    if (answer === undefined) return;
    const found = listIn(answer, items, collection);
    let fresh = 0;
    for (const item of found) {
      const mark = markOf(item, collection);
      if (seen.has(mark)) continue;
      seen.add(mark);
      fresh += 1;
      yield item;
    }
    if (paging.kind === "none") return;
    if (paging.kind === "page") {
      // Not "shorter than asked for": many systems cap the size of a page without a word.
      if (found.length === 0) return;
      if (fresh === 0) throw circle();
      continue;
    }
    const next = nextIn(at(answer, paging.next), paging.param);
    if (next === undefined) return;
    if (cursors.has(next)) throw circle();
    cursors.add(next);
    url.searchParams.set(paging.param, next);
  }
  throw circle();
}

const circle = () => new ConnectorError("bad_answer", "The system's pages repeat and never come to an end.");

function nextIn(value: unknown, param: string): string | undefined {
  const text = textOf(value);
  if (text === undefined || text === "") {
    if (value === undefined || value === null || value === "" || value === false) return undefined;
    throw new ConnectorError(
      "bad_answer",
      "The system names its next page in a way that the data map does not describe.",
    );
  }
  return (
    (/^https?:/.test(text) && URL.canParse(text) ? new URL(text).searchParams.get(param) : undefined) ?? text
  );
}

function listIn(answer: unknown, pointer: string, collection: Collection): JsonObject[] {
  const found = at(answer, pointer);
  if (found === undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The system's answer for ${collection.name} has nothing at ${pointer}.`,
    );
  }
  const list = Array.isArray(found) ? found : [found];
  if (!list.every(isObject)) {
    throw new ConnectorError(
      "bad_answer",
      `The system's answer for ${collection.name} is not a list of records.`,
    );
  }
  return list;
}

function markOf(item: JsonObject, collection: Collection): string {
  const key = collection.key?.map((field) => fieldOf(item, field, collection));
  return key === undefined
    ? createHash("sha256").update(JSON.stringify(item)).digest("base64")
    : JSON.stringify(key);
}

/** A field that the walk depends on, as text. Throws `schema_changed` where the system no longer sends it. */
export function fieldOf(item: JsonObject, field: string, collection: Collection): string {
  const text = Object.hasOwn(item, field) ? textOf(item[field]) : undefined;
  if (text === undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The system sent a record of ${collection.name} without ${field}.`,
    );
  }
  if (!text.isWellFormed()) {
    throw new ConnectorError(
      "bad_answer",
      `The system sent a record of ${collection.name} whose ${field} is no proper text.`,
    );
  }
  return text;
}

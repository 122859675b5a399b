import type { Entry } from "ldapts";
import type { Collection } from "#connectors/collection.ts";
import type { HeldType } from "#connectors/correct.ts";
import type { Due, Standing } from "#connectors/correctable.ts";
import { heldTexts } from "#connectors/correctable.ts";
import { sameValue } from "#connectors/held-value.ts";
import { valuesOf } from "../entry.ts";
import { attributeNamed } from "../erase/find.ts";
import type { Asking } from "../walk.ts";

/** What an attribute of an entry says: its value, or the JSON list of several, as they are collected. */
export const heldIn = (open: Asking, collection: Collection, entry: Entry, field: string): string | null =>
  heldTexts(valuesOf(entry, attributeNamed(field, collection, open), open.schema));

/** What is to be taken out of an attribute and what put in; `left` is what it would hold then. */
export type Turn = { standing: Standing; out: string[]; in: string[] };

/**
 * Compares the values of an attribute with a change of it. A value of several may be replaced by itself, named exactly;
 * or all of them as the list that was seen.
 */
export function turnOf(held: readonly string[], { seen, value }: Due, kind: HeldType["kind"]): Turn {
  const find = (text: string) => held.find((one) => sameValue(kind, one, text));
  const [before, after] = [listOf(seen, held), listOf(value, held)];
  const out = before.filter((text) => !after.some((one) => sameValue(kind, one, text)));
  const into = after.filter((text) => find(text) === undefined);
  const there = out.flatMap((text) => find(text) ?? []);
  const isDone = after.length === 0 ? held.length === 0 : into.length === 0 && there.length === 0;
  if (isDone) return { standing: "done", out: [], in: [] };
  const isSeen = before.length === 0 ? held.length === 0 : before.every((text) => find(text) !== undefined);
  return { standing: isSeen ? "open" : "unseen", out: there, in: into };
}

/** The texts of a value: several where it is the JSON list of texts that an attribute of several values shows. */
function listOf(text: string | null, held: readonly string[]): string[] {
  if (text === null) return [];
  if (!text.startsWith("[") || held.includes(text)) return [text];
  try {
    const list: unknown = JSON.parse(text);
    const isList = Array.isArray(list) && list.length > 1 && list.every((one) => typeof one === "string");
    return isList ? (list as string[]) : [text];
  } catch {
    return [text];
  }
}

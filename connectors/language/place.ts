import { query } from "jsonpath-rfc9535";
import parseQuery from "jsonpath-rfc9535/parser";
import { z } from "zod";
import { at, isObject, type JsonObject, pointerSteps } from "#connectors/json.ts";

/** One step to a place: a member's name or an element's number. */
export type Step = string | number;
type Query = { steps: readonly Step[]; one: boolean };
type Segment = { type: string; node: unknown };

const read = new Map<string, Query | null>();

/** What a JSONPath begins with, step by step, as far as it leads to one place; null where it is no JSONPath. */
function queryOf(text: string): Query | null {
  const known = read.get(text);
  if (known !== undefined) return known;
  const found = parsed(text);
  read.set(text, found);
  return found;
}

function parsed(text: string): Query | null {
  let segments: readonly Segment[];
  try {
    segments = (parseQuery(text) as { segments: Segment[] }).segments;
  } catch {
    return null;
  }
  const steps: Step[] = [];
  for (const segment of segments) {
    const step = stepOf(segment);
    if (step === undefined) return { steps, one: false };
    steps.push(step);
  }
  return { steps, one: true };
}

function stepOf(segment: Segment): Step | undefined {
  if (segment.type !== "ChildSegment") return undefined;
  const node = segment.node as {
    type: string;
    value?: unknown;
    selectors?: { type: string; value: unknown }[];
  };
  if (node.type === "MemberNameShorthand") return String(node.value);
  const [only, ...more] = node.selectors ?? [];
  if (only === undefined || more.length > 0) return undefined;
  if (only.type === "NameSelector") return String(only.value);
  return only.type === "IndexSelector" ? Number(only.value) : undefined;
}

function follow(document: unknown, steps: readonly Step[]): unknown {
  let value = document;
  for (const step of steps) {
    if (value === null || typeof value !== "object") return undefined;
    if (typeof step === "number") value = Array.isArray(value) ? value.at(step) : undefined;
    else
      value =
        Object.hasOwn(value, step) && !Array.isArray(value)
          ? (value as Record<string, unknown>)[step]
          : undefined;
  }
  return value;
}

/** The way to a place, step by step; null where it may lead to several places or is the whole document. */
export function stepsTo(place: string): readonly Step[] | null {
  const path = place.startsWith("$") ? queryOf(place) : undefined;
  const steps = path === undefined ? pointerSteps(place) : path?.one ? path.steps : [];
  return steps.length === 0 ? null : steps;
}

/** What stands at a place: the value, or for a path that may lead to several places the list of them. */
export function valueAt(document: unknown, place: string): unknown {
  if (!place.startsWith("$")) return at(document, place);
  const path = queryOf(place);
  if (path === null) return undefined;
  return path.one ? follow(document, path.steps) : query(document as never, place);
}

/**
 * The list at a place, or undefined where there is none: a path into a list that is not there is not an empty list.
 * A single value counts as a list of one, and null as an empty list, which is how some systems write it.
 */
export function listAt(document: unknown, place: string): readonly unknown[] | undefined {
  const path = place.startsWith("$") ? queryOf(place) : undefined;
  if (path !== undefined && path !== null && !path.one) {
    const within = follow(document, path.steps);
    if (within === null) return [];
    return typeof within === "object" ? query(document as never, place) : undefined;
  }
  const found = valueAt(document, place);
  if (found === null) return [];
  return found === undefined ? undefined : Array.isArray(found) ? found : [found];
}

/** A copy with a value at a place, objects on the way made where they are missing; undefined where there is no such place. */
export function withValue(document: unknown, steps: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(document)) {
    const at = Number(step);
    const index = at < 0 ? document.length + at : at;
    if (!Number.isInteger(index) || index < 0 || index >= document.length) return undefined;
    const inner = withValue(document[index], rest, value);
    return inner === undefined ? undefined : document.with(index, inner);
  }
  const object = document ?? {};
  if (typeof step === "number" || !isObject(object)) return undefined;
  const inner = withValue(Object.hasOwn(object, step) ? object[step] : undefined, rest, value);
  if (inner === undefined) return undefined;
  // Without a prototype: a member named __proto__ is a member like any other.
  const copy: JsonObject = Object.assign(Object.create(null), object);
  copy[step] = inner;
  return copy;
}

const isPlace = (text: string): boolean =>
  text === "" || text.startsWith("/") || (text.startsWith("$") && queryOf(text) !== null);

/** A place in a JSON document: a JSON pointer (RFC 6901), or a JSONPath (RFC 9535) where it begins with `$`. */
export const place = z.string().max(500).refine(isPlace, {
  error: "write a JSON pointer such as /data/items, or a JSONPath such as $.data.items[*]",
});

/** A place where a list is. `..` is refused there: nothing found everywhere cannot be told from a list that is gone. */
export const listPlace = place.refine((text) => !(text.startsWith("$") && text.includes("..")), {
  error: "say where the list is; `..` would take a list that is gone for an empty one",
});

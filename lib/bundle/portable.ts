import type { Collection } from "#connectors/collection.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { PortabilityRule } from "#lib/law/duties/portability.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import type { CollectionSource } from "./contents.ts";

declare global {
  interface JSON {
    /** A number's own text, which `stringify` then writes as it is (JSON.parse source text access, ES2026). */
    rawJSON(text: string): unknown;
  }
}

/** Why a kind of data is no part of a copy to take along. basis: held for another reason · origin: not from the person. */
export type NotPortable = "basis" | "origin";

/**
 * What a person may take along of a collection (pure): under several laws, whatever any of them gives. A collection
 * whose origin the map leaves open counts as provided, unless it holds inferences.
 */
function portableOf(
  collection: Collection,
  rules: readonly PortabilityRule[],
): { collection: Collection; leftOut: string[] } | NotPortable {
  const fitting = rules.filter(({ bases }) => bases === "any" || bases.includes(collection.legal_basis));
  if (fitting.length === 0) return "basis";
  const reached = new Set(fitting.flatMap((rule) => rule.origins));
  const originOf = (field: Collection["fields"][string]) => {
    const inferred = (field.category ?? collection.category) === "inferences";
    return field.origin ?? collection.origin ?? (inferred ? "derived" : "provided");
  };
  const entries = Object.entries(collection.fields);
  const kept = entries.filter(([, field]) => reached.has(originOf(field)));
  // What only tells records apart is no data about anybody by itself.
  const says = kept.filter(([name]) => !collection.key.includes(name));
  if (kept.length === 0 || (says.length === 0 && kept.length < entries.length)) return "origin";
  const names = new Set(kept.map(([name]) => name));
  return {
    collection: { ...collection, fields: Object.fromEntries(kept) },
    leftOut: entries.flatMap(([name, field]) =>
      names.has(name) || field.disclose === "never" ? [] : [field.label],
    ),
  };
}

/** The part of a collection that the person may take along; the rest is named in the copy. */
export function portablePart(source: CollectionSource, rules: readonly PortabilityRule[]): CollectionSource {
  const part = portableOf(source.collection, rules);
  if (typeof part === "string") return { ...source, rows: 0, open: null, files: [], notPortable: part };
  const { open } = source;
  if (part.leftOut.length === 0 || open === null) return source;
  const fields = new Set(Object.keys(part.collection.fields));
  return {
    ...source,
    collection: part.collection,
    leftOut: part.leftOut,
    open: (hidden) => onlyFields(open(hidden), fields),
  };
}

/**
 * Spool lines with only these fields of each record. Every value keeps the text in which the system gave it.
 * Throws HabeasError `conflict` where a record is no JSON, or the last line does not end.
 */
async function* onlyFields(
  lines: AsyncIterable<Uint8Array>,
  fields: ReadonlySet<string>,
): AsyncGenerator<Buffer> {
  for await (const block of wholeLines(lines)) {
    const texts = block.toString("utf8").split("\n").slice(0, -1);
    yield Buffer.from(texts.map((text) => `${narrowed(text, fields)}\n`).join(""));
  }
}

function narrowed(line: string, fields: ReadonlySet<string>): string {
  const tab = line.indexOf("\t");
  const kept = Object.entries(recordOf(line.slice(tab + 1))).filter(([name]) => fields.has(name));
  return `${line.slice(0, tab + 1)}${JSON.stringify(Object.fromEntries(kept))}`;
}

function recordOf(json: string): Record<string, unknown> {
  try {
    return JSON.parse(json, asWritten) as Record<string, unknown>;
  } catch {
    throw new HabeasError("conflict", "A record is not valid JSON, so the bundle was not built.");
  }
}

/** Numbers stay the digits that they were: 1.50 is not 1.5, and a long one is not rounded. */
function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" && context?.source !== undefined ? JSON.rawJSON(context.source) : value;
}

import type { Collection } from "#connectors/collection.ts";
import type { FoundKey, KnownIdentifier } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Edge } from "#connectors/language/edge.ts";
import type { Identify } from "#connectors/language/identify.ts";

/** How the collections of one system hang together: who is a root, and the way from each up to its root. */
export type Lineage = {
  roots: readonly Collection[];
  /** The collection itself first, its root last. */
  chainOf(collection: Collection): readonly Collection[];
};

/** Reads the lineage out of the map. Throws `misconfigured` for a missing parent or a circle. */
export function lineageOf(collections: readonly Collection[]): Lineage {
  const byName = new Map(collections.map((one) => [one.name, one]));
  const chains = new Map(collections.map((one) => [one.name, climb(one, byName)]));
  return {
    roots: collections.filter((one) => one.belongs.length === 0),
    chainOf: (one) => chains.get(one.name) ?? climb(one, byName),
  };
}

function climb(from: Collection, byName: ReadonlyMap<string, Collection>): Collection[] {
  const chain = [from];
  for (let at = from, edge = edgeOf(at); edge !== undefined; edge = edgeOf(at)) {
    const parent = byName.get(edge.to);
    if (parent === undefined) {
      throw new ConnectorError(
        "misconfigured",
        `The data map says that ${at.name} belongs to ${edge.to}, which it does not describe.`,
      );
    }
    if (chain.includes(parent)) {
      throw new ConnectorError(
        "misconfigured",
        `In the data map ${from.name} belongs to itself in a circle.`,
      );
    }
    chain.push(parent);
    at = parent;
  }
  return chain;
}

/** The one edge of a collection, for kinds that know no more than a tree. Throws `misconfigured` for several. */
export function edgeOf(collection: Collection): Edge | undefined {
  const [edge, ...more] = collection.belongs;
  if (more.length > 0 || (edge !== undefined && edge.when.length > 0)) {
    throw new ConnectorError(
      "misconfigured",
      `In the data map ${collection.name} belongs to people in several ways, which this kind of system cannot walk.`,
    );
  }
  return edge;
}

/** The root at the end of a chain, with the field that is the person's key. */
export function rootOf(chain: readonly Collection[]): { root: Collection; subjectKey: string } {
  const root = chain[chain.length - 1];
  const [subjectKey, ...more] = root?.subject_key ?? [];
  if (root === undefined || subjectKey === undefined || more.length > 0) {
    throw new ConnectorError(
      "misconfigured",
      `The data map gives ${root?.name ?? "a collection"} no subject_key of one field.`,
    );
  }
  return { root, subjectKey };
}

/**
 * kind and field of each identifier, for kinds of system that compare whole fields only. Throws `misconfigured`
 * where the map asks for more: several fields, a place inside one, a prefix, a condition.
 */
export function plainFields(identifies: readonly Identify[]): (readonly [kind: string, field: string])[] {
  return identifies.map(({ kind, fields: [field, ...more], prefix, when }) => {
    if (more.length > 0 || field.steps.length > 0 || prefix !== "" || when.length > 0) {
      throw new ConnectorError(
        "misconfigured",
        `The data map looks for ${kind} inside a field, which this kind of system cannot do.`,
      );
    }
    return [kind, field.column];
  });
}

/** The field that holds one kind of identifier. */
export function plainField(identifies: readonly Identify[], kind: string): string | undefined {
  return plainFields(identifies).find(([known]) => known === kind)?.[1];
}

/** The fields a person may see, without the one whose bytes are delivered as a file. */
export function disclosedFields(collection: Collection): string[] {
  return Object.entries(collection.fields)
    .filter(([name, one]) => one.disclose === "yes" && name !== collection.file_field?.field)
    .map(([name]) => name);
}

/** Every column that the map names for a collection and that the live system must therefore have. */
export function neededFields(collection: Collection): string[] {
  const shown = Object.entries(collection.fields).filter(([, one]) => one.disclose === "yes");
  const identified = [...collection.match, ...collection.yields];
  const conditions = [
    ...collection.where,
    ...identified.flatMap((one) => one.when),
    ...collection.belongs.flatMap((edge) => edge.when),
  ];
  return [
    ...new Set([
      ...shown.map(([name]) => name),
      ...collection.key,
      ...identified.flatMap((one) => one.fields.map((path) => path.column)),
      ...conditions.map((one) => one.field.column),
      ...collection.subject_key,
      ...collection.belongs.flatMap((edge) => edge.on.map((tie) => tie.own.column)),
      ...Object.values(collection.likeness ?? {}).filter((name) => name !== undefined),
      ...(collection.file_field === undefined ? [] : [collection.file_field.field]),
    ]),
  ];
}

// Only control characters can break a line; the percent sign is encoded so that the way back is exact.
const breaking = /[\p{Cc}%]/gu;

/** A subject key's text as it stands in front of a line. */
export function sealKey(text: string): string {
  return text.replace(breaking, encodeURIComponent);
}

/** The text of the subject key behind a sealed one. */
export function openKey(key: string): string {
  return key.replace(/(?:%[0-9A-F]{2})+/g, decodeURIComponent);
}

/** The distinct keys found in one root collection. Throws `misconfigured` for what is no `FoundKey`. */
export function keysOf(root: Collection, keys: readonly FoundKey[]): string[] {
  for (const one of keys) {
    if (typeof one?.key !== "string" || typeof one.collection !== "string") {
      throw new ConnectorError("misconfigured", "The keys to collect are not what locate answered.");
    }
  }
  return [...new Set(keys.filter((one) => one.collection === root.name).map((one) => one.key))];
}

/** A–Z to a–z and nothing else: wider folding turns one person's address into another's. */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether a stored value is the identifier asked for: byte for byte, for e-mail but for A–Z. */
export function isIdentifier(asked: KnownIdentifier, stored: unknown): boolean {
  if (typeof stored !== "string" && typeof stored !== "number" && typeof stored !== "bigint") return false;
  const text = String(stored);
  return asked.kind === "email" ? foldAscii(text) === foldAscii(asked.value) : text === asked.value;
}

/** Values that a store could only hold after changing them can match nothing: NUL and lone surrogates. */
export function isSearchable(identifier: KnownIdentifier): boolean {
  return identifier.value !== "" && !identifier.value.includes("\0") && identifier.value.isWellFormed();
}

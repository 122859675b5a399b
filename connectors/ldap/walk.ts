import type { Client, Entry, Filter } from "ldapts";
import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { neededFields, openKey } from "#connectors/lineage.ts";
import { valuesOf } from "./entry.ts";
import { failureOf } from "./failure.ts";
import { and, attributeOf, conditionFilter, equal, or, reachOf } from "./filter.ts";
import { isBinary, isName, type Schema } from "./schema.ts";
import type { LdapSettings } from "./settings.ts";

/** Values of one parent that are held to find what belongs to it, and how many are asked for at once. */
const mostValues = 50_000;
const atOnce = 50;

/** One question to a directory: a signed-in connection with its schema. */
export type Asking = {
  client: Client;
  schema: Schema;
  settings: LdapSettings;
  signal: AbortSignal;
  collections: readonly Collection[];
};

export const isRoot = (one: Collection) => one.belongs.length === 0;

/** Every attribute that is read of a collection, those that others are tied to among them. */
export function attributesOf(collection: Collection, { schema, collections }: Asking): string[] {
  const fields = [
    ...neededFields(collection),
    ...collections.flatMap((one) =>
      one.belongs
        .filter((edge) => edge.to === collection.name)
        .flatMap((edge) => edge.on.map((tie) => tie.theirs.column)),
    ),
  ];
  const steps = { steps: [] };
  return [
    ...new Set(fields.map((column) => attributeOf({ column, text: column, ...steps }, collection, schema))),
  ];
}

/** The entries of a collection that a filter lets through, page by page; `at` asks for one entry by its name. */
export async function* entriesOf(
  asking: Asking,
  collection: Collection,
  filter: Filter | null,
  at?: string,
): AsyncGenerator<Entry> {
  const { client, schema, settings, signal } = asking;
  const { base, only } = reachOf(collection, settings.base, schema);
  const attributes = attributesOf(collection, asking).filter((name) => name !== "dn");
  const options = {
    scope: at === undefined ? ("sub" as const) : ("base" as const),
    filter: filter === null ? only : and([only, filter]),
    attributes: attributes.length === 0 ? ["1.1"] : attributes,
    explicitBufferAttributes: attributes.filter((name) => {
      const type = schema.attribute(name);
      return type !== undefined && isBinary(type);
    }),
    paged: { pageSize: settings.page_size },
  };
  try {
    for await (const page of client.searchPaginated(at ?? base, options)) {
      if (page.searchReferences.length > 0)
        throw new ConnectorError(
          "bad_answer",
          "The directory refers to another server for a part of its answer.",
        );
      for (const entry of page.searchEntries) yield entry;
    }
  } catch (error) {
    const failure = failureOf(error, signal);
    // An entry that is named somewhere and is not there belongs to nobody.
    if (at !== undefined && isMissing(error)) return;
    throw failure;
  }
}

const isMissing = (error: unknown) =>
  error !== null && typeof error === "object" && "code" in error && (error.code === 32 || error.code === 34);

/** The one attribute that is the person's key in a root. */
export function subjectAttribute(root: Collection, schema: Schema): string {
  const [column, ...more] = root.subject_key;
  if (column === undefined || more.length > 0)
    throw new ConnectorError("misconfigured", `The data map gives ${root.name} no subject_key of one field.`);
  return attributeOf({ column, text: column, steps: [] }, root, schema);
}

/** How an entry is somebody's: by which values it is tied to what is theirs, and in which roles they stand in it. */
type Standing = { tiedBy: ReadonlyMap<string, ReadonlySet<string>>; roles: ReadonlySet<string> };
export type Owned = Standing & { entry: Entry };

const asRoot: Standing = { tiedBy: new Map(), roles: new Set() };

/** The entries of a collection that are one person's, each once. */
export async function* ownedBy(
  asking: Asking,
  collection: Collection,
  root: string,
  key: string,
): AsyncGenerator<Owned> {
  const { schema } = asking;
  if (isRoot(collection)) {
    if (collection.name !== root) return;
    const subject = openKey(key);
    const attribute = subjectAttribute(collection, schema);
    const found =
      attribute === "dn"
        ? entriesOf(asking, collection, null, subject)
        : entriesOf(asking, collection, equal(attribute, subject));
    for await (const entry of found) {
      if (attribute === "dn" || valuesOf(entry, attribute, schema).includes(subject))
        yield { entry, ...asRoot };
    }
    return;
  }
  const standing = await standingIn(asking, collection, root, key);
  const seen = new Set<string>();
  for (const edge of collection.belongs) {
    for await (const one of tiedBy(asking, collection, edge, root, key)) {
      if (seen.has(one.entry.dn)) continue;
      seen.add(one.entry.dn);
      yield { ...one, ...standing.get(one.entry.dn) };
    }
  }
}

/** Of entries that are tied in several ways: all of them together, where what a person may see depends on it. */
async function standingIn(
  asking: Asking,
  collection: Collection,
  root: string,
  key: string,
): Promise<ReadonlyMap<string, Standing>> {
  const all = new Map<string, { tiedBy: Map<string, ReadonlySet<string>>; roles: Set<string> }>();
  const depends =
    collection.belongs.some((edge) => edge.as === "shared") ||
    Object.values(collection.fields).some((field) => field.roles !== undefined);
  if (!depends || collection.belongs.length < 2) return all;
  for (const edge of collection.belongs) {
    for await (const one of tiedBy(asking, collection, edge, root, key)) {
      const known = all.get(one.entry.dn) ?? { tiedBy: new Map(), roles: new Set() };
      all.set(one.entry.dn, known);
      for (const [attribute, values] of one.tiedBy)
        known.tiedBy.set(attribute, new Set([...(known.tiedBy.get(attribute) ?? []), ...values]));
      for (const role of one.roles) known.roles.add(role);
      if (all.size > mostValues) throw tooMany(collection);
    }
  }
  return all;
}

const tooMany = (collection: Collection) =>
  new ConnectorError(
    "misconfigured",
    `One person has too many entries in ${collection.name} for a directory to be walked.`,
  );

/** The entries that are tied by one edge to what is a person's, with the values that tie them. */
export async function* tiedBy(
  asking: Asking,
  collection: Collection,
  edge: Edge,
  root: string,
  key: string,
): AsyncGenerator<Owned> {
  const { schema, collections } = asking;
  const parent = collections.find((one) => one.name === edge.to);
  const [tie, ...more] = edge.on;
  if (parent === undefined || tie === undefined || more.length > 0) {
    throw new ConnectorError(
      "misconfigured",
      `In a directory ${collection.name} must be tied by one field to a described collection.`,
    );
  }
  const own = attributeOf(tie.own, collection, schema);
  const theirs = attributeOf(tie.theirs, parent, schema);
  const when = edge.when.map((one) => conditionFilter(one, collection, schema));
  const roles = new Set(edge.role === undefined ? [] : [edge.role]);
  const values = new Set<string>();
  for await (const { entry } of ownedBy(asking, parent, root, key)) {
    for (const value of valuesOf(entry, theirs, schema)) values.add(value);
    if (values.size > mostValues) throw tooMany(parent);
  }
  if (own === "dn") {
    for (const name of values)
      for await (const entry of entriesOf(asking, collection, when.length > 0 ? and(when) : null, name))
        yield { entry, tiedBy: new Map(), roles };
    return;
  }
  // Names of entries are compared by the directory, which knows how they are written; all else exactly.
  const type = schema.attribute(own);
  const same =
    type !== undefined && isName(type) ? (text: string) => text.toLowerCase() : (text: string) => text;
  const wanted = new Set([...values].map(same));
  const all = [...values];
  for (let at = 0; at < all.length; at += atOnce) {
    const some = or(all.slice(at, at + atOnce).map((value) => equal(own, value)));
    for await (const entry of entriesOf(asking, collection, and([some, ...when]))) {
      const mine = valuesOf(entry, own, schema).filter((value) => wanted.has(same(value)));
      if (mine.length > 0 || (type !== undefined && isName(type)))
        yield { entry, tiedBy: new Map([[own, new Set(mine)]]), roles };
    }
  }
}

/** The parents that an entry of a collection is tied to, up to the roots: the keys of the people it belongs to. */
export async function rootsAbove(
  asking: Asking,
  collection: Collection,
  entry: Entry,
  depth = 0,
): Promise<{ root: Collection; key: string }[]> {
  const { schema, collections } = asking;
  if (isRoot(collection)) {
    const [key] = valuesOf(entry, subjectAttribute(collection, schema), schema);
    return key === undefined ? [] : [{ root: collection, key }];
  }
  if (depth > collections.length)
    throw new ConnectorError(
      "misconfigured",
      `In the data map ${collection.name} belongs to itself in a circle.`,
    );
  const found: { root: Collection; key: string }[] = [];
  for (const edge of collection.belongs) {
    const parent = collections.find((one) => one.name === edge.to);
    const [tie] = edge.on;
    if (parent === undefined || tie === undefined) continue;
    if (edge.when.length > 0 && !(await fulfils(asking, collection, edge, entry))) continue;
    const theirs = attributeOf(tie.theirs, parent, schema);
    for (const value of valuesOf(entry, attributeOf(tie.own, collection, schema), schema)) {
      const parents =
        theirs === "dn"
          ? entriesOf(asking, parent, null, value)
          : entriesOf(asking, parent, equal(theirs, value));
      // Read to the end first: a directory keeps one place in one paged answer for each connection.
      for (const above of await allOf(parents, parent)) {
        if (theirs === "dn" || valuesOf(above, theirs, schema).includes(value))
          found.push(...(await rootsAbove(asking, parent, above, depth + 1)));
      }
    }
  }
  return found;
}

async function fulfils(asking: Asking, collection: Collection, edge: Edge, entry: Entry): Promise<boolean> {
  const when = and(edge.when.map((one) => conditionFilter(one, collection, asking.schema)));
  for await (const _ of entriesOf(asking, collection, when, entry.dn)) return true;
  return false;
}

const mostHits = 10_000;

/** Entries that are needed all at once. Throws `misconfigured` for more than anybody could decide about. */
export async function allOf(entries: AsyncIterable<Entry>, collection: Collection): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const entry of entries) {
    all.push(entry);
    if (all.length > mostHits)
      throw new ConnectorError(
        "misconfigured",
        `One identifier stands in more than ${mostHits} entries of ${collection.name}.`,
      );
  }
  return all;
}

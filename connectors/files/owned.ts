import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { keysOf, openKey } from "#connectors/lineage.ts";
import { isRoot } from "./order.ts";
import { columnsOf, edgesTo, passes, subjectOf, tiesOf } from "./row.ts";
import type { Wanted } from "./source.ts";

/** Values that are held in memory to find what belongs to them. */
const mostValues = 500_000;

/** Reads the wanted records of a collection. */
export type Read = (collection: Collection, wanted: Wanted) => AsyncGenerator<JsonObject>;
/** Whose a record is: the key of a person in one root collection. */
export type Owner = { root: string; via: string };
/**
 * A record under one of its owners' keys, with the roles in which they stand in it and the edges over which it is
 * theirs: null for a root's own. `lastOwner`: over no edge does it belong to anybody else.
 */
export type OwnedRecord = {
  owner: Owner;
  roles: ReadonlySet<string>;
  edges: ReadonlySet<Edge | null>;
  lastOwner: boolean;
  record: JsonObject;
};
/** The values of a parent's records to which children are tied, with their owners. */
type Held = Map<string, Map<string, Owner[]>>;

const placeOf = (edge: Edge) => JSON.stringify([edge.to, ...edge.on.map((tie) => tie.theirs.text)]);

/**
 * Whose the records of each collection are, for these keys. Parents are read before their children, once each, and
 * what ties children to them is held: at most half a million values, else `misconfigured`.
 */
export async function ownership(
  ordered: readonly Collection[],
  keys: readonly FoundKey[],
  read: Read,
): Promise<(collection: Collection) => AsyncGenerator<OwnedRecord>> {
  const held: Held = new Map();
  const wantedKeys = new Map(
    ordered
      .filter(isRoot)
      .map((root) => [
        root.name,
        new Map(keysOf(root, keys).map((via): [string, Owner] => [openKey(via), { root: root.name, via }])),
      ]),
  );

  const ownersOf = (collection: Collection, record: JsonObject): Omit<OwnedRecord, "record">[] => {
    if (isRoot(collection)) {
      const owner = wantedKeys.get(collection.name)?.get(subjectOf(record, collection.subject_key) ?? "");
      return owner === undefined
        ? []
        : [{ owner, roles: new Set(), edges: new Set([null]), lastOwner: true }];
    }
    const found = new Map<Owner, { roles: Set<string>; edges: Set<Edge | null> }>();
    let lastOwner = true;
    for (const edge of collection.belongs) {
      const values = held.get(placeOf(edge));
      if (!passes(record, edge.when)) continue;
      for (const tie of tiesOf(
        record,
        edge.on.map((one) => one.own),
      )) {
        const owners = values?.get(tie) ?? [];
        if (owners.length === 0 && (edge.as === "owned" || edge.as === "shared")) lastOwner = false;
        for (const owner of owners) {
          const known = found.get(owner) ?? { roles: new Set(), edges: new Set() };
          found.set(owner, known);
          known.edges.add(edge);
          if (edge.role !== undefined) known.roles.add(edge.role);
        }
      }
    }
    return [...found].map(([owner, one]) => ({ owner, ...one, lastOwner }));
  };

  async function* owned(collection: Collection): AsyncGenerator<OwnedRecord> {
    const texts = textsFor(collection);
    if (texts?.length === 0) return;
    const wanted: Wanted = {
      columns: columnsOf(collection, ordered),
      proofs: proofsOf(collection),
      texts,
      keep: (record) => passes(record, collection.where) && ownersOf(collection, record).length > 0,
    };
    for await (const record of read(collection, wanted)) {
      for (const one of ownersOf(collection, record)) yield { ...one, record };
    }
  }

  /** Texts of which an owned record holds one; none where nothing can be owned. */
  const textsFor = (collection: Collection): string[] | null => {
    if (isRoot(collection)) {
      const subjects = [...(wantedKeys.get(collection.name)?.keys() ?? [])];
      return collection.subject_key.length > 1 && subjects.length > 0 ? null : subjects;
    }
    const texts: string[] = [];
    for (const edge of collection.belongs) {
      const values = held.get(placeOf(edge));
      if (values === undefined || values.size === 0) continue;
      if (edge.on.length > 1 || edge.on.some((tie) => tie.own.steps.length > 0)) return null;
      texts.push(...values.keys());
    }
    return texts;
  };

  for (const collection of ordered) {
    const below = edgesTo(collection, ordered);
    if (below.length === 0) continue;
    for (const edge of below) held.set(placeOf(edge), new Map());
    for await (const { owner, record } of owned(collection)) {
      for (const edge of below) {
        const values = held.get(placeOf(edge));
        for (const tie of tiesOf(
          record,
          edge.on.map((one) => one.theirs),
        )) {
          const known = values?.get(tie);
          if (known === undefined) values?.set(tie, [owner]);
          else if (!known.includes(owner)) known.push(owner);
        }
        if ((values?.size ?? 0) > mostValues) throw tooMany(collection);
      }
    }
  }
  return owned;
}

/** Columns by which the records of a collection are known to be somebody's. */
export function proofsOf(collection: Collection): string[] {
  return [
    ...new Set([
      ...collection.match.flatMap((one) => one.fields.map((path) => path.column)),
      ...(isRoot(collection) ? collection.subject_key : []),
      ...collection.belongs.flatMap((edge) => edge.on.map((tie) => tie.own.column)),
    ]),
  ];
}

/** What is said where a walk would need more memory than it may take. */
export function tooMany(collection: Collection): ConnectorError {
  return new ConnectorError(
    "misconfigured",
    `One person has more than ${mostValues} records in ${collection.name} that others belong to; files cannot be joined so far.`,
  );
}

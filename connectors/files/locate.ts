import type { Collection } from "#connectors/collection.ts";
import type { FoundKey, KnownIdentifier, LocateAnswer } from "#connectors/contract.ts";
import type { JsonObject } from "#connectors/json.ts";
import type { FieldPath } from "#connectors/language/field-path.ts";
import { isSearchable, sealKey } from "#connectors/lineage.ts";
import { ownedPart } from "#connectors/owned-part.ts";
import { isRoot } from "./order.ts";
import { ownership, proofsOf, type Read, tooMany } from "./owned.ts";
import { columnsOf, identifiersIn, passes, type Search, searchFor, subjectOf, tiesOf } from "./row.ts";

export type Located = Extract<LocateAnswer, { kind: "located" }>;

/** Values of a collection to which records below it are tied that hold an identifier. */
type Climb = { paths: readonly FieldPath[]; values: Map<string, Set<KnownIdentifier>> };
const mostClimbing = 100_000;

/**
 * From identifiers to people: children are searched before their parents, each collection once, and a hit in a child
 * climbs to the parents that own it, up to the root. Then what belongs to the people found is read for what
 * else they are known by.
 */
export async function locateIn(
  parentsFirst: readonly Collection[],
  searched: readonly Collection[],
  asked: readonly KnownIdentifier[],
  read: Read,
): Promise<Located> {
  const answer: Located = { kind: "located", keys: [], identifiers: [], shared: [] };
  const ordered = ownedPart(parentsFirst);
  const climbs = new Map<string, Climb[]>();
  const found = new Map<string, Map<KnownIdentifier, Set<string>>>();
  const matchOf = new Map(searched.map((one) => [one.name, one.match]));

  for (const collection of ordered.toReversed()) {
    const match = matchOf.get(collection.name) ?? collection.match;
    const searches = asked.filter(isSearchable).flatMap((known) =>
      match
        .filter((identify) => identify.kind === known.kind)
        .map((identify) => ({ known, search: searchFor(identify, known.value) }))
        .filter((one): one is { known: KnownIdentifier; search: Search } => one.search !== null),
    );
    const climbing = climbs.get(collection.name) ?? [];
    const open = climbing.filter((one) => one.values.size > 0);
    if (searches.length === 0 && open.length === 0) continue;

    const hitsOf = (record: JsonObject): Set<KnownIdentifier> => {
      const hits = new Set(searches.filter(({ search }) => search.holds(record)).map(({ known }) => known));
      for (const { paths, values } of open) {
        for (const tie of tiesOf(record, paths)) for (const known of values.get(tie) ?? []) hits.add(known);
      }
      return hits;
    };
    const texts = [
      ...searches.map(({ search }) => search.text),
      ...open.flatMap(({ paths, values }) =>
        paths.length > 1 || paths.some((path) => path.steps.length > 0) ? [null] : [...values.keys()],
      ),
    ];
    const records = read(collection, {
      columns: columnsOf({ ...collection, match: [...match] }, ordered),
      proofs: [...new Set([...proofsOf(collection), ...proofsOf({ ...collection, match: [...match] })])],
      texts: texts.includes(null) ? null : [...new Set(texts.filter((one) => one !== null))],
      keep: (record) => passes(record, collection.where) && hitsOf(record).size > 0,
    });
    for await (const record of records) {
      const hits = hitsOf(record);
      if (isRoot(collection)) {
        const key = subjectOf(record, collection.subject_key);
        if (key !== undefined)
          for (const known of hits) noted(found, collection.name, known).add(sealKey(key));
        continue;
      }
      for (const edge of collection.belongs.filter((one) => passes(record, one.when))) {
        const paths = edge.on.map((tie) => tie.theirs);
        const climb = climbTo(climbs, edge.to, paths);
        for (const tie of tiesOf(
          record,
          edge.on.map((one) => one.own),
        )) {
          const known = climb.values.get(tie) ?? new Set();
          climb.values.set(tie, known);
          for (const hit of hits) known.add(hit);
          if (climb.values.size > mostClimbing) throw tooMany(collection);
        }
      }
    }
  }

  for (const root of ordered.filter(isRoot)) {
    for (const [via, keys] of found.get(root.name) ?? []) {
      if (keys.size > 1) answer.shared.push({ ...via, collection: root.name, keys: [...keys] });
      else for (const key of keys) answer.keys.push({ collection: root.name, key, via });
    }
  }
  await addYields(ordered, asked, answer, read);
  return answer;
}

async function addYields(
  ordered: readonly Collection[],
  asked: readonly KnownIdentifier[],
  answer: Located,
  read: Read,
): Promise<void> {
  if (answer.keys.length === 0 || ordered.every((one) => one.yields.length === 0)) return;
  const keys: FoundKey[] = answer.keys;
  const seen = new Set(asked.map((one) => `${one.kind} ${one.value}`));
  const owned = await ownership(needed(ordered), keys, read);
  for (const collection of ordered.filter((one) => one.yields.length > 0)) {
    for await (const { owner, record } of owned(collection)) {
      for (const identify of collection.yields) {
        for (const value of identifiersIn(record, identify)) {
          const name = `${identify.kind} ${value}`;
          if (seen.has(name)) continue;
          seen.add(name);
          answer.identifiers.push({ kind: identify.kind, value, collection: owner.root, key: owner.via });
        }
      }
    }
  }
}

/** Only the collections that yield, and those on the way to them. */
function needed(ordered: readonly Collection[]): Collection[] {
  const wanted = new Set<string>();
  for (const one of ordered.toReversed()) {
    if (one.yields.length > 0 || wanted.has(one.name)) {
      wanted.add(one.name);
      for (const edge of one.belongs) wanted.add(edge.to);
    }
  }
  return ordered.filter((one) => wanted.has(one.name));
}

function noted(
  found: Map<string, Map<KnownIdentifier, Set<string>>>,
  root: string,
  known: KnownIdentifier,
): Set<string> {
  const ofRoot = found.get(root) ?? new Map<KnownIdentifier, Set<string>>();
  found.set(root, ofRoot);
  const keys = ofRoot.get(known) ?? new Set<string>();
  ofRoot.set(known, keys);
  return keys;
}

function climbTo(climbs: Map<string, Climb[]>, to: string, paths: readonly FieldPath[]): Climb {
  const there = climbs.get(to) ?? [];
  climbs.set(to, there);
  const name = paths.map((path) => path.text).join("\n");
  const known = there.find((one) => one.paths.map((path) => path.text).join("\n") === name);
  if (known !== undefined) return known;
  const climb: Climb = { paths, values: new Map() };
  there.push(climb);
  return climb;
}

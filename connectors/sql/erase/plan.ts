import type { Collection } from "#connectors/collection.ts";
import type { ErasureStep } from "#connectors/erase.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { type OutlineStep, outlineOf, refersUp } from "#connectors/language/outline.ts";
import { hinderedDeletion } from "./deletion.ts";
import { hinderedFields } from "./fields.ts";
import { inventionOf } from "./invention.ts";
import { inOrder } from "./order.ts";
import type { Planned, RowNames } from "./planned.ts";
import type { Incoming, LiveTable, LiveTables } from "./store.ts";
import type { Strategy } from "./strategy.ts";

/** Every step in order, judged against the live tables. `refers` tells whether a reference is used by any row. */
export async function planOf(
  collections: readonly Collection[],
  live: LiveTables,
  uniqueOf: (collection: Collection) => readonly (readonly string[])[],
  refers: (incoming: Incoming) => Promise<boolean>,
): Promise<Planned[]> {
  const { steps, contradictions } = outlineOf(collections);
  const drafts = collections.flatMap((collection) => {
    const own = steps.filter((one) => one.collection === collection.name);
    const ways: (Edge | null)[] = [
      ...(collection.subject_key.length > 0 ? [null] : []),
      ...collection.belongs,
    ];
    return ways.flatMap((edge, no) =>
      draftsOf(collection, edge, own[no] as OutlineStep, collections, live, uniqueOf),
    );
  });
  const names = [...new Set(steps.map((one) => one.collection))];
  const ordered = inOrder(drafts, names);
  for (const one of ordered) {
    const hindrance = one.step.act === "by_hand" ? null : hinderedFields(one, live);
    if (hindrance !== null) byHand(one, hindrance);
  }
  // What is undone or refused by the system, as the map itself tells.
  for (const { kind, to, sentence } of contradictions) {
    if (
      kind === "dangling" ||
      kind === "outlives" ||
      (kind === "cannot" && !sentence.startsWith(`${to} cannot be deleted`))
    )
      continue;
    for (const one of ordered)
      if (one.collection.name === to && one.step.act === "delete") byHand(one, sentence);
  }
  for (const one of ordered) {
    if (one.step.act !== "delete") continue;
    const judged = await hinderedDeletion(one, ordered, live, refers);
    one.step.cascades = judged.cascades;
    one.guarded = judged.guarded;
    const why = judged.why ?? claimed(one, ordered);
    if (why !== null) byHand(one, why);
  }
  return ordered.map((one, no) => ({ ...one, step: { ...one.step, no: no + 1 } }));
}

/** Why rows cannot go as the map tells of the system, where a step below them could not be done. */
function claimed({ collection }: Planned, plan: readonly Planned[]): string | null {
  const below = plan.find(
    ({ edge, step }) =>
      step.act === "by_hand" &&
      edge?.to === collection.name &&
      (edge.system_cascade === "restrict" || edge.system_cascade === "cascade"),
  );
  if (below === undefined) return null;
  return below.edge?.system_cascade === "cascade"
    ? `The system deletes rows of ${below.collection.name}, which wait for a person, together with ${collection.name}.`
    : `${collection.name} cannot be deleted while ${below.collection.name}, which waits for a person, refers to it.`;
}

function byHand(one: Planned, why: string): void {
  one.step.act = "by_hand";
  one.step.why = why;
}

function draftsOf(
  collection: Collection,
  edge: Edge | null,
  outlined: OutlineStep,
  collections: readonly Collection[],
  live: LiveTables,
  uniqueOf: (collection: Collection) => readonly (readonly string[])[],
): Planned[] {
  const { by, rule, assumed } = outlined;
  const table = live.tableOf(collection);
  const draft = (act: ErasureStep["act"], owners: Planned["owners"], why: string | null = null): Planned => ({
    step: { no: 0, collection: collection.name, by, rule, assumed, act, why, cascades: [] },
    collection,
    edge,
    table,
    names: namesOf(collection, table, uniqueOf(collection)),
    owners,
    sets: setsOf(collection, edge, rule, collections),
    invents: null,
    guarded: [],
  });
  switch (rule.act) {
    case "delete_with_last_owner":
      return [draft("unlink", "more"), draft("delete", "last")];
    case "by_hand":
      return [draft("by_hand", "all", rule.note)];
    case "decorrelate": {
      const invents = inventionOf(collection, edge, table, collections, live);
      if (typeof invents === "string") return [draft("by_hand", "all", invents)];
      return [{ ...draft("unlink", "all"), invents }];
    }
    default:
      return [draft(rule.act, "all")];
  }
}

function setsOf(
  collection: Collection,
  edge: Edge | null,
  rule: ErasureStep["rule"],
  collections: readonly Collection[],
): Map<string, Strategy> {
  if (rule.act === "anonymise") return new Map(Object.entries(rule.fields));
  if (rule.act === "keep") return new Map(Object.entries(rule.anonymise ?? {}));
  if (rule.act !== "unlink" && rule.act !== "delete_with_last_owner") return new Map();
  const above = collections.find((one) => one.name === edge?.to);
  // Where the other row refers to this one, its going is what unlinks them.
  const tied = edge !== null && refersUp(edge, collection, above) ? edge.on.map((tie) => tie.own.text) : [];
  const fields = rule.act === "unlink" ? (rule.fields ?? tied) : tied;
  return new Map(fields.map((field) => [field, "null"]));
}

/** The map's key where the database keeps it unique, else the table's own, else what the map says. */
export function namesOf(
  collection: Collection,
  table: LiveTable | undefined,
  unique: readonly (readonly string[])[],
): RowNames | null {
  if (table === undefined) return null;
  const filled = (name: string) => table.columns.some((one) => one.name === name && !one.nullable);
  const kept = unique.filter((set) => set.length > 0 && set.every(filled));
  const { key } = collection;
  if (key.length > 0 && kept.some((set) => set.every((name) => key.includes(name)))) {
    return { columns: key, sure: key.every(filled) };
  }
  const [own] = kept;
  if (own !== undefined) return { columns: own, sure: true };
  if (key.length > 0) return { columns: key, sure: false };
  return table.alike.length > 0 ? { columns: table.alike, sure: false } : null;
}

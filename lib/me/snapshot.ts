import type { Collection } from "#connectors/collection.ts";
import type { Fact } from "#connectors/language/field.ts";
import type { BundleFacts, CollectionSource } from "#lib/bundle/contents.ts";
import { gatherFacts } from "#lib/bundle/gather.ts";
import type { Transaction } from "#lib/db/database.ts";
import { type Definition, Merge, type SnapshotFact } from "#lib/fanout/snapshot/merge.ts";
import type { System } from "#lib/map/schema.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import type { Released } from "./released.ts";

/** One kind of data in one system: what the map says of it, and how much of it there is. */
export type HeldKind = { system: System; collection: Collection; records: number; files: number };

/**
 * What one released answer holds, ready to be read: the same records as in its file, with the same parts hidden. Sources
 * of facts are ids of the map, so that each reader puts them in their language.
 */
export type Held = {
  reference: string;
  right: "access" | "portability";
  regime: string;
  answeredAt: Date;
  kinds: HeldKind[];
  /** Systems that were asked and know nothing of the person. */
  without: System[];
  groups: { definition: Definition; facts: SnapshotFact[] }[];
  /** True where a list is so long that only its first records were looked at. */
  cut: boolean;
};

/** Records of one collection that are looked at for facts. */
const mostRecords = 2_000;

/** Prepares to read a released answer; what it returns reads the records, after the transaction. */
export async function heldIn(tx: Transaction, released: Released): Promise<() => Promise<Held>> {
  const { row, answeredAt } = released;
  const facts = await gatherFacts(tx, row.id, answeredAt);
  return async () => ({
    reference: row.reference,
    right: row.right === "portability" ? "portability" : "access",
    regime: row.regime,
    answeredAt,
    ...kindsOf(facts),
    ...(await factsIn(facts, (system, { name }) => ({ system: system.id, collection: name }))),
  });
}

function kindsOf({ systems }: BundleFacts): Pick<Held, "kinds" | "without"> {
  const kinds = systems.flatMap(({ system, outcome, collections }) =>
    outcome === "found"
      ? collections
          .filter((one) => one.rows > 0 || one.files.length > 0)
          .map((one) => ({
            system,
            collection: one.collection,
            records: one.rows,
            files: one.files.length,
          }))
      : [],
  );
  const holding = new Set(kinds.map(({ system }) => system.id));
  return { kinds, without: systems.map((one) => one.system).filter(({ id }) => !holding.has(id)) };
}

/**
 * What the records say of the person, merged, with what staff hid hidden. `named`: by what a source goes.
 */
export async function factsIn(
  { systems }: Pick<BundleFacts, "systems">,
  named: (system: System, collection: Collection) => { system: string; collection: string },
): Promise<Pick<Held, "groups" | "cut">> {
  const merged = new Merge();
  let cut = false;
  for (const { system, collections, allowedKeys } of systems) {
    for (const source of collections) {
      const fields = factFields(source.collection);
      if (fields.length === 0 || source.open === null) continue;
      cut ||= source.rows > mostRecords;
      for await (const { via, row } of firstRecords(source)) {
        // The file is refused where this is not so; here nothing of it is shown.
        if (!allowedKeys.has(via)) continue;
        const changed = changedIn(source.collection, row);
        for (const [name, fact] of fields) {
          const text = textOf(row[name]);
          if (text === "") continue;
          const place = { ...named(system, source.collection), changed, alike: false };
          merged.add({ fact, text, country: system.country, source: place });
        }
      }
    }
  }
  return { groups: merged.result(), cut };
}

/** Fields that tell a fact and that a person may see in every role. */
function factFields(collection: Collection): [name: string, fact: Fact][] {
  return Object.entries(collection.fields).flatMap(([name, field]): [string, Fact][] =>
    field.fact && field.disclose === "yes" && !field.roles ? [[name, field.fact]] : [],
  );
}

async function* firstRecords(
  source: CollectionSource,
): AsyncGenerator<{ via: string; row: Record<string, unknown> }> {
  let read = 0;
  if (source.open === null) return;
  for await (const block of wholeLines(source.open())) {
    for (const line of block.toString("utf8").split("\n")) {
      if (line === "") continue;
      if (read++ >= mostRecords) return;
      const tab = line.indexOf("\t");
      yield { via: line.slice(0, tab), row: JSON.parse(line.slice(tab + 1)) as Record<string, unknown> };
    }
  }
}

/** Longer than any fact is; nobody reads more of it here, and the file holds it all. */
const mostLetters = 500;

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).trim().slice(0, mostLetters)
    : "";
}

const changeFields = ["changed_at", "updated_at", "modified_at", "last_modified", "changed_on", "updated_on"];

function changedIn(collection: Collection, row: Record<string, unknown>): string | null {
  const field = changeFields.find((name) => name in collection.fields);
  const value = field === undefined ? undefined : row[field];
  return typeof value === "string" ? (/^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? null) : null;
}

import { and, eq, inArray } from "drizzle-orm";
import type { Collection } from "#connectors/collection.ts";
import type { Fact } from "#connectors/language/field.ts";
import { finding, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { confirmedKeys } from "../link/confirmed.ts";
import { recordsIn } from "../records-in.ts";
import { type Definition, Merge, type SnapshotFact } from "./merge.ts";

export type Snapshot = {
  groups: { definition: Definition; facts: SnapshotFact[] }[];
  /** True where a collection is so long that only its first records were looked at. */
  cut: boolean;
};

/** Records of one collection that are looked at. */
const mostRecords = 2_000;

type Piece = {
  storageKey: string;
  rows: number;
  collection: Collection;
  system: { title: string; country: string };
  /** Keys that more than likeness vouches for. */
  vouched: ReadonlySet<string>;
};

/** What the systems say about one person, merged: computed from what they answered, and stored nowhere. */
export async function readSnapshot(actor: Actor, reference: string): Promise<Snapshot> {
  const { key, pieces } = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    const key = await keyOf(tx, row.id);
    const pieces = await piecesOf(tx, row, key);
    if (pieces.length > 0) await audit(tx, row.id, actor, { kind: "snapshot_viewed" });
    return { key, pieces };
  });
  return merge(pieces, key);
}

async function piecesOf(tx: Transaction, row: RequestRow, key: DataKey): Promise<Piece[]> {
  const tasks = await tx
    .select()
    .from(task)
    .where(and(eq(task.requestId, row.id), eq(task.state, "settled"), eq(task.outcome, "found")))
    .orderBy(task.position);
  const pieces: Piece[] = [];
  for (const one of tasks) {
    const system = currentMap().systems.find((each) => each.id === one.systemId);
    const telling = (system?.collections ?? []).filter((each) => factFields(each).length > 0);
    if (!system || telling.length === 0) continue;
    const vouched = new Set((await confirmedKeys(tx, one.id, key)).map((each) => each.key));
    const stored = await tx
      .select()
      .from(finding)
      .where(
        and(
          eq(finding.taskId, one.id),
          eq(finding.kind, "records"),
          inArray(
            finding.collection,
            telling.map((each) => each.name),
          ),
        ),
      )
      .orderBy(finding.position);
    for (const { storageKey, rows, collection: name } of stored) {
      const collection = telling.find((each) => each.name === name);
      if (collection) pieces.push({ storageKey, rows, collection, system, vouched });
    }
  }
  return pieces;
}

/** Fields that tell a fact and that a person may see in every role. */
function factFields(collection: Collection): [name: string, fact: Fact][] {
  return Object.entries(collection.fields).flatMap(([name, field]): [string, Fact][] =>
    field.fact && field.disclose === "yes" && !field.roles ? [[name, field.fact]] : [],
  );
}

const changeFields = ["changed_at", "updated_at", "modified_at", "last_modified", "changed_on", "updated_on"];

async function merge(pieces: readonly Piece[], key: DataKey): Promise<Snapshot> {
  const merged = new Merge();
  for (const piece of pieces) {
    const fields = factFields(piece.collection);
    const changeField = changeFields.find((name) => name in piece.collection.fields);
    for await (const { via, row } of recordsIn(key, piece.storageKey, mostRecords)) {
      const source = {
        system: piece.system.title,
        collection: piece.collection.label,
        changed: dayIn(changeField === undefined ? undefined : row[changeField]),
        alike: !piece.vouched.has(via),
      };
      for (const [name, fact] of fields) {
        const text = textOf(row[name]);
        if (text !== "") merged.add({ fact, text, country: piece.system.country, source: { ...source } });
      }
    }
  }
  return { groups: merged.result(), cut: pieces.some((piece) => piece.rows > mostRecords) };
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).trim().slice(0, 500)
    : "";
}

function dayIn(value: unknown): string | null {
  return typeof value === "string" ? (/^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? null) : null;
}

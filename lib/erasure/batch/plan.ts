import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { erasureBatch } from "#drizzle/schema/batch.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap, matchedKinds } from "#lib/map/current.ts";
import { erasedByEngine } from "#lib/map/erasable.ts";
import type { System } from "#lib/map/schema.ts";
import { companyToday } from "#lib/map/today.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { hashOfValue } from "#lib/vault/canonical.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import { totalsOf } from "../plan.ts";
import { newBatchKey } from "./key.ts";
import { type ListFormat, readList } from "./list.ts";
import { writeList } from "./people-file.ts";
import { type BatchRow, batchSpool, batchSystems, listAt, mustMayBatch, note } from "./work.ts";

export type NewBatch = {
  list: AsyncIterable<Uint8Array>;
  format: ListFormat;
  /** Why these people are erased; sealed. */
  reason: string;
  /** Ids of systems; all in which this engine erases where none is named. */
  systems?: readonly string[];
};

const reasonContext = (id: string) => `erasure_batch/${id}/reason`;
const secretContext = (id: string) => `erasure_batch/${id}/secret`;

/** What of a new batch only its own key opens: why, and the secret of its keyed hashes. */
export const sealedOf = (key: DataKey, id: string, reason: string) => ({
  sealedReason: seal(key, reasonContext(id), reason),
  sealedSecret: seal(key, secretContext(id), randomBytes(32).toString("base64")),
});

/**
 * Takes a list of people in: it is looked through, sealed, and everybody of it located by our worker. Nothing is
 * written anywhere before two people have approved the plan that comes of it. Returns the batch's number.
 * Throws HabeasError `invalid` where the list or the systems are not right; then nothing has changed.
 */
export async function planBatch(actor: Actor, batch: NewBatch): Promise<{ id: string; number: number }> {
  mustMayBatch(actor, "work");
  const reason = batch.reason.trim();
  if (reason === "" || reason.length > 2000)
    throw new HabeasError("invalid", "Say in a few sentences why these people are erased.");
  const systems = await chosen(batch.systems ?? []);
  const kinds = new Set(systems.flatMap((one) => [...matchedKinds(one)]));
  const { identifiers, lines } = await readList(batch.list, batch.format, kinds);
  const ids = systems.map((one) => one.id);
  return openBatch(actor, {
    ...{ identifiers, lines, reason, systems: ids, asOf: companyToday() },
    kind: "list",
    outlived: null,
  });
}

/** A batch as it is written down: whom it is about, where, why, and by which day it is judged. */
type OpenedBatch = Pick<BatchRow, "systems" | "lines" | "asOf" | "outlived"> & {
  kind: "list" | "retention" | "came_back";
  identifiers: readonly KnownIdentifier[];
  reason: string;
};

/** Seals a list and writes the batch of it, which our worker goes on with. `by`: null for our own nightly run. */
export async function openBatch(
  by: Actor | null,
  batch: OpenedBatch,
): Promise<{ id: string; number: number }> {
  const { identifiers, reason, kind, systems, lines, asOf, outlived } = batch;
  const id = randomUUID();
  const { key, wrapped } = newBatchKey(id);
  await writeList(key, listAt(id), identifiers);
  try {
    return await inTransaction(async (tx) => {
      const [made] = await tx
        .insert(erasureBatch)
        .values({
          ...{ id, asOf, kind, outlived, systems, lines },
          madeBy: by === null ? "worker" : actorName(by),
          ...sealedOf(key, id, reason),
          wrappedKey: wrapped,
        })
        .returning();
      if (!made) throw new Error("a batch was not written");
      await ring(tx, "batch.run", id);
      await note(tx, made, by, { step: "planned", lines, systems: made.systems.length });
      return { id, number: made.number };
    });
  } catch (error) {
    await removeSpool(batchSpool(id));
    throw error;
  }
}

async function chosen(ids: readonly string[]): Promise<System[]> {
  const all = currentMap().systems;
  const unknown = ids.filter((id) => !all.some((one) => one.id === id));
  if (unknown.length > 0)
    throw new HabeasError("invalid", `The data map has no system ${unknown.join(", ")}.`);
  const asked = ids.length === 0 ? all : all.filter((one) => ids.includes(one.id));
  const erasable: System[] = [];
  for (const one of asked) {
    if (await erasedByEngine(one)) erasable.push(one);
    else if (ids.length > 0)
      throw new HabeasError(
        "invalid",
        `${one.title} cannot be erased from by machine. Make the batch without it.`,
      );
  }
  if (erasable.length === 0)
    throw new HabeasError("invalid", "No system of the data map can be erased from by machine.");
  return erasable;
}

/** After a system has listed its part: the last one makes the whole a proposal, with the hash that people approve. */
export async function proposeBatch(tx: Transaction, batch: BatchRow): Promise<void> {
  const rows = await batchSystems(tx, batch.id);
  if (batch.status !== "planning" || rows.some((row) => row.phase === "plan")) return;
  const totals = totalsOf(rows);
  const { id, asOf, people, setAside } = batch;
  const hash = hashOfValue({
    ...{ batch: id, asOf, people, setAside },
    systems: rows.map((row) => ({
      system: row.systemId,
      steps: row.steps,
      rows: row.rows,
      targets: row.sha256?.toString("hex"),
    })),
  });
  await tx
    .update(erasureBatch)
    // A batch is never usual: its number is typed by everybody who approves it.
    .set({ status: "proposed", hash, totals, typedNumber: totals.changing })
    .where(eq(erasureBatch.id, id));
  const { changing, keep } = totals;
  await note(tx, batch, null, { step: "proposed", hash: hash.toString("hex"), changing, kept: keep });
}

/** Why the people of a batch are erased. */
export const reasonOf = (key: DataKey, { id, sealedReason }: BatchRow): string =>
  open(key, reasonContext(id), sealedReason);

/** The secret of a batch's keyed hashes. Throws once it is forgotten. */
export function batchSecret(key: DataKey, { id, sealedSecret }: BatchRow): Uint8Array {
  if (sealedSecret === null) throw new Error("the secret of this batch is forgotten");
  return Buffer.from(open(key, secretContext(id), sealedSecret), "base64");
}

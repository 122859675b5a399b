import { asc, eq } from "drizzle-orm";
import { erasureBatch } from "#drizzle/schema/batch.ts";
import { actorName } from "#lib/audit/append.ts";
import { houseSetting } from "#lib/config/policy.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { nameOf } from "#lib/decision/view.ts";
import { currentMap } from "#lib/map/current.ts";
import { erasedByEngine } from "#lib/map/erasable.ts";
import { seesEverything } from "#lib/request/access.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { type BatchSummary, type BatchView, readBatch, readBatches, summaryOf } from "./read.ts";
import { mustMayBatch } from "./work.ts";

/** A batch as the desk shows it to one reader. */
export type BatchDesk = {
  batch: BatchView;
  madeBy: string;
  approvedBy: string[];
  waitHours: number;
  /** The reader has approved it. */
  mine: boolean;
  samples: boolean;
  may: { work: boolean; approve: boolean; see: boolean };
};

/** One batch for a member of staff, with names; null where there is none. */
export async function readBatchDesk(
  actor: Extract<Actor, { kind: "staff" }>,
  number: number,
  show: { samples: boolean },
): Promise<BatchDesk | null> {
  const may = (action: StaffAction) => allowed(actor.role, action);
  const samples = show.samples && may("see_findings");
  const batch = await readBatch(actor, number, { samples });
  if (!batch) return null;
  const by = batch.approvals.map((one) => one.by);
  return {
    batch,
    madeBy: await makerOf(batch.madeBy),
    approvedBy: await Promise.all(by.map((one) => nameOf(database(), one))),
    waitHours: houseSetting("erasure_wait_hours"),
    mine: by.includes(actorName(actor)),
    samples,
    may: { work: may("work"), approve: may("approve"), see: may("see_findings") },
  };
}

/** The newest batches, and the systems of which a new one can be made; of those only who may make one reads anything. */
export async function readBatchesDesk(
  actor: Extract<Actor, { kind: "staff" }>,
): Promise<{ batches: BatchSummary[]; systems: { id: string; title: string }[] }> {
  const systems: { id: string; title: string }[] = [];
  if (allowed(actor.role, "work")) {
    for (const one of currentMap().systems)
      if (await erasedByEngine(one)) systems.push({ id: one.id, title: one.title });
  }
  return { batches: await readBatches(actor), systems };
}

/** A list that waits for approval: by whom it was made, who has approved it, and why this reader may not; null where they may. */
export type BatchToApprove = {
  batch: BatchSummary;
  madeBy: string;
  first: string | null;
  mayNot: string | null;
};

/** Every list that waits for two people or for the second, the oldest first. Throws HabeasError `forbidden`. */
export async function batchesToApprove(actor: Actor): Promise<BatchToApprove[]> {
  if (!seesEverything(actor)) return [];
  mustMayBatch(actor, "approve");
  const db = database();
  const rows = await db
    .select()
    .from(erasureBatch)
    .where(eq(erasureBatch.status, "proposed"))
    .orderBy(asc(erasureBatch.number))
    .limit(50);
  const found: BatchToApprove[] = [];
  for (const row of rows) {
    const mine = row.firstBy !== null && row.firstBy === actorName(actor);
    found.push({
      batch: summaryOf(row),
      madeBy: await makerOf(row.madeBy),
      first: row.firstBy && (await nameOf(db, row.firstBy)),
      mayNot: mine ? "You have approved it. The second approval is another person's." : null,
    });
  }
  return found;
}

const makerOf = async (name: string): Promise<string> =>
  name === "worker" ? "our own nightly look" : nameOf(database(), name);

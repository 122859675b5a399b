import { and, desc, eq, isNotNull, lt } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { erasure, erasureSystem, type PlannedStep } from "#drizzle/schema/erasure.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import { database } from "#lib/db/database.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { writeListing } from "./listing.ts";
import { proposeIfComplete } from "./plan.ts";
import { eraserStep, type PlannedTarget, plannedSteps, plannedTargets } from "./steps.ts";
import { whyNoUndo } from "./undo/keep.ts";
import { type ActedBefore, withUnreached } from "./unreached.ts";
import { commitWork, type Listing, type SystemWork, spoolOf, untroubled } from "./work.ts";

/** Lists what a plan would do in one system, reads samples of it, and writes both down. Changes nothing there. */
export async function listSystem(work: SystemWork, eraser: Eraser): Promise<void> {
  const { row, lease, key } = work;
  const base = `${spoolOf(row)}/${lease.fence}`;
  const steps = plannedSteps(await eraser.steps(), eraser.endsKeeps ?? false);
  const listing = await writeListing(
    key,
    base,
    eraser,
    steps,
    withUnreached(listed(work, eraser, steps), steps, await actedBefore(work), work.erasure.asOf, eraser),
  );
  const noUndo =
    environment().HABEAS_ERASURE_UNDO_DAYS > 0
      ? await whyNoUndo(eraser, listing.steps.map(eraserStep))
      : null;
  await commitWork(work, async (tx, { erasure: locked }) => {
    await tx
      .update(erasureSystem)
      .set({
        ...untroubled,
        state: "parked",
        phase: "act",
        noUndo,
        ...listing,
      })
      .where(eq(erasureSystem.id, row.id));
    await audit(tx, row.requestId, work.actor, {
      kind: "erasure_system_planned",
      number: locked.number,
      system: row.systemId,
      rows: listing.rows,
    });
    await proposeIfComplete(tx, locked, work.actor);
  });
  for (let fence = Math.max(1, lease.fence - 5); fence < lease.fence; fence++) {
    // What an owner that died left half written belongs to nobody.
    await removeSpool(`${spoolOf(row)}/${fence}`);
  }
}

/** Every row that is the person's now, as it would be planned by the day of this plan. */
export async function* listed(
  work: Listing,
  eraser: Eraser,
  steps: readonly PlannedStep[],
): AsyncGenerator<PlannedTarget[]> {
  const keys = await confirmedKeys(database(), work.row.taskId, work.key);
  if (keys.length > 0) yield* plannedTargets(eraser, keys, steps, work.erasure.asOf);
}

/** The newest earlier erasure of the request that began in this system: it lists all that was kept until then. */
async function actedBefore({ row, erasure: now, key }: SystemWork): Promise<ActedBefore | undefined> {
  const [found] = await database()
    .select({ row: erasureSystem })
    .from(erasureSystem)
    .innerJoin(erasure, eq(erasureSystem.erasureId, erasure.id))
    .where(
      and(
        eq(erasureSystem.requestId, row.requestId),
        eq(erasureSystem.systemId, row.systemId),
        lt(erasure.number, now.number),
        isNotNull(erasureSystem.actKey),
      ),
    )
    .orderBy(desc(erasure.number))
    .limit(1);
  return found && { ...found.row, key, unproven: found.row.provenAt === null ? found.row.cursor : 0 };
}

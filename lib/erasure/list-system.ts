import { and, desc, eq, isNotNull, lt } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { erasure, erasureSystem, type PlannedStep } from "#drizzle/schema/erasure.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import { database } from "#lib/db/database.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { DigestSet } from "./digest-set.ts";
import { writeListing } from "./listing.ts";
import { proposeIfComplete } from "./plan.ts";
import {
  eraserStep,
  namesOf,
  type PlannedTarget,
  type PlannedTargets,
  plannedSteps,
  plannedTargets,
  stepsByNumber,
  unreachedTarget,
} from "./steps.ts";
import { digestOfRow, readTargets } from "./targets.ts";
import { whyNoUndo } from "./undo/keep.ts";
import { commitWork, type Listing, type SystemRow, type SystemWork, spoolOf, untroubled } from "./work.ts";

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
    withUnreached(work, listed(work, eraser, steps), steps),
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

/** The rows that are listed, and after them those that an earlier erasure kept and nothing leads to any more. */
async function* withUnreached(
  work: SystemWork,
  found: PlannedTargets,
  steps: readonly PlannedStep[],
): AsyncGenerator<readonly PlannedTarget[]> {
  const earlier = await actedBefore(work);
  const seen = new DigestSet();
  const now = stepsByNumber(steps);
  const nameOf = namesOf(steps);
  for await (const some of found) {
    if (earlier) for (const target of some) seen.add(digestOfRow(nameOf(target), target));
    yield some;
  }
  if (!earlier?.actKey) return;
  const before = stepsByNumber(earlier.steps);
  for await (const some of readTargets(work.key, earlier.actKey)) {
    const kept = some.flatMap((target) => unreachedTarget(target, before, now, work.erasure.asOf) ?? []);
    yield kept.filter((target) => !seen.has(digestOfRow(nameOf(target), target)));
  }
}

/** The newest earlier erasure of the request that began in this system: it lists all that was kept until then. */
async function actedBefore({ row, erasure: now }: SystemWork): Promise<SystemRow | undefined> {
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
  return found?.row;
}

import { and, desc, eq, isNotNull, lt } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { erasure, erasureSystem, type PlannedStep } from "#drizzle/schema/erasure.ts";
import { audit } from "#lib/audit/append.ts";
import { database } from "#lib/db/database.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { removeSpool, writeSpool } from "#lib/spool/spool.ts";
import { DigestSet } from "./digest-set.ts";
import { proposeIfComplete } from "./plan.ts";
import type { PreviewSample } from "./samples.ts";
import {
  eraserStep,
  namesOf,
  type PlannedTarget,
  plannedSteps,
  plannedTarget,
  stepsByNumber,
  unreachedTarget,
  writes,
} from "./steps.ts";
import { digestOfRow, readTargets, writeTargets } from "./targets.ts";
import { commitWork, type Listing, type SystemRow, type SystemWork, spoolOf, untroubled } from "./work.ts";

/** Rows of each step that people are shown. */
const shown = 3;

/** Lists what a plan would do in one system, reads samples of it, and writes both down. Changes nothing there. */
export async function listSystem(work: SystemWork, eraser: Eraser): Promise<void> {
  const { row, lease, key } = work;
  const base = `${spoolOf(row)}/${lease.fence}`;
  const steps = plannedSteps(await eraser.steps(), eraser.endsKeeps ?? false);
  const first = new Map<number, PlannedTarget[]>();
  const stored = await writeTargets(
    key,
    listKey(base),
    noting(withUnreached(work, listed(work, eraser, steps), steps), first),
  );
  const counted = steps.map((step) => ({ ...step, ...stored.byStep.get(step.no) }));
  const samples = await samplesOf(eraser, counted, first);
  await writeSpool(key, samplesKey(base), bytesOf(JSON.stringify(samples)));
  await commitWork(work, async (tx, { erasure: locked }) => {
    await tx
      .update(erasureSystem)
      .set({
        ...untroubled,
        state: "parked",
        phase: "act",
        // A way of belonging without rows is part of the plan all the same: it says that none was found.
        steps: counted,
        rows: stored.rows,
        storageKey: listKey(base),
        sha256: stored.sha256,
      })
      .where(eq(erasureSystem.id, row.id));
    await audit(tx, row.requestId, work.actor, {
      kind: "erasure_system_planned",
      number: locked.number,
      system: row.systemId,
      rows: stored.rows,
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
): AsyncGenerator<PlannedTarget> {
  const keys = await confirmedKeys(database(), work.row.taskId, work.key);
  if (keys.length === 0) return;
  const byNumber = stepsByNumber(steps);
  for await (const target of eraser.targets(keys)) yield plannedTarget(target, byNumber, work.erasure.asOf);
}

const listKey = (base: string) => `${base}/1`;
const samplesKey = (base: string) => `${base}/2`;

/** The rows that are listed, and after them those that an earlier erasure kept and nothing leads to any more. */
async function* withUnreached(
  work: SystemWork,
  found: AsyncIterable<PlannedTarget>,
  steps: readonly PlannedStep[],
): AsyncGenerator<PlannedTarget> {
  const earlier = await actedBefore(work);
  const seen = new DigestSet();
  const now = stepsByNumber(steps);
  const nameOf = namesOf(steps);
  for await (const target of found) {
    if (earlier) seen.add(digestOfRow(nameOf(target), target));
    yield target;
  }
  if (!earlier?.actKey) return;
  const before = stepsByNumber(earlier.steps);
  for await (const target of readTargets(work.key, earlier.actKey)) {
    const kept = unreachedTarget(target, before, now, work.erasure.asOf);
    if (kept && !seen.has(digestOfRow(nameOf(kept), kept))) yield kept;
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

/** Where the samples lie that were read with a list. */
export const samplesBeside = (listedAt: string) => listedAt.replace(/1$/, "2");

async function* noting(
  targets: AsyncIterable<PlannedTarget>,
  first: Map<number, PlannedTarget[]>,
): AsyncGenerator<PlannedTarget> {
  for await (const target of targets) {
    const seen = first.get(target.step) ?? [];
    if (seen.length < shown) first.set(target.step, [...seen, target]);
    yield target;
  }
}

async function samplesOf(
  eraser: Eraser,
  steps: readonly PlannedStep[],
  first: ReadonlyMap<number, readonly PlannedTarget[]>,
): Promise<PreviewSample[]> {
  const samples: PreviewSample[] = [];
  for (const step of steps) {
    const targets = first.get(step.no);
    if (!targets) continue;
    const read = await samplesIn(eraser, step, targets);
    // A row that stays as it is has no other look afterwards.
    const kept = step.act === "by_hand" || (step.act === "keep" && !writes(step));
    samples.push({ step: step.no, samples: read.map((one) => (kept ? { ...one, after: one.before } : one)) });
  }
  return samples;
}

/** What is left to people may lie where no record can be read by itself: then there is nothing to show. */
async function samplesIn(eraser: Eraser, step: PlannedStep, targets: readonly PlannedTarget[]) {
  const rows = targets.map((target) => target.row);
  try {
    return await eraser.samples(eraserStep(step), rows);
  } catch (error) {
    const unreadable = error instanceof ConnectorError && error.code === "misconfigured";
    if (step.act === "by_hand" && unreadable) return [];
    throw error;
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

import { eq } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { erasureSystem } from "#drizzle/schema/erasure.ts";
import { DigestSet } from "./digest-set.ts";
import { listed } from "./list-system.ts";
import { namesOf, type PlannedTarget, sameSteps } from "./steps.ts";
import { digestOfRow, digestOfTarget, readTargets, writeTargets } from "./targets.ts";
import { commitWork, type Listing, type StopCode, type SystemWork, spoolOf, stopSystem } from "./work.ts";

/** The rows that are the person's at this moment, by digest; `all` where every row of the act list is among them. */
export type StillTheirs = { rows: DigestSet; all: boolean };

/**
 * Compares the live system with what was approved, before anything is written to it and again whenever the work is
 * taken up. What has vanished is fine; a row that is new, reached otherwise or meant otherwise stops the system.
 * Returns null where it stopped.
 */
export async function compareWithPlan(work: SystemWork, eraser: Eraser): Promise<StillTheirs | null> {
  const { row } = work;
  if (!sameSteps(row.steps, await eraser.steps())) return stopped(work, "steps_changed");
  return row.actKey === null ? begin(work, eraser) : goOn(work, eraser);
}

async function begin(work: SystemWork, eraser: Eraser): Promise<StillTheirs | null> {
  const { row, key, lease } = work;
  const planned = new DigestSet();
  for await (const target of planOf(work)) planned.add(digestOfTarget(target));
  const theirs = new DigestSet();
  let others = 0;
  for await (const target of listed(work, eraser, row.steps)) {
    const digest = digestOfTarget(target);
    if (planned.has(digest)) theirs.add(digest);
    else others++;
  }
  if (others > 0) return stopped(work, "changed", ` Records that nobody approved: ${others}.`);
  const actKey = `${spoolOf(row)}/${lease.fence}/3`;
  const kept = await writeTargets(key, actKey, only(planOf(work), theirs));
  const begun = { actKey, actRows: kept.rows, released: row.rows - kept.rows, startedAt: new Date() };
  await commitWork(work, (tx) => tx.update(erasureSystem).set(begun).where(eq(erasureSystem.id, row.id)));
  Object.assign(row, begun);
  return { rows: theirs, all: true };
}

/** Some of it may be done: what is left of the person must still be part of the plan, in whatever step. */
async function goOn(work: SystemWork, eraser: Eraser): Promise<StillTheirs | null> {
  const { row } = work;
  const known = await rowsOfPlan(work);
  const rows = new DigestSet();
  const nameOf = namesOf(row.steps);
  let others = 0;
  for await (const target of listed(work, eraser, row.steps)) {
    const digest = digestOfRow(nameOf(target), target);
    if (known.has(digest)) rows.add(digest);
    else others++;
  }
  if (others > 0) return stopped(work, "changed", ` Records that nobody approved: ${others}.`);
  return { rows, all: false };
}

/** Every row of the plan and whose it is, whatever is done to it. */
export async function rowsOfPlan(work: Listing): Promise<DigestSet> {
  const known = new DigestSet();
  const nameOf = namesOf(work.row.steps);
  for await (const target of planOf(work)) known.add(digestOfRow(nameOf(target), target));
  return known;
}

function planOf({ row, key }: Listing): AsyncGenerator<PlannedTarget> {
  if (row.storageKey === null || row.sha256 === null) throw new Error("a system was approved without a list");
  return readTargets(key, row.storageKey, row.sha256);
}

async function* only(
  targets: AsyncIterable<PlannedTarget>,
  theirs: DigestSet,
): AsyncGenerator<PlannedTarget> {
  for await (const target of targets) {
    if (target.unreached || theirs.has(digestOfTarget(target))) yield target;
  }
}

async function stopped(work: SystemWork, code: StopCode, counts = ""): Promise<null> {
  await stopSystem(work, code, counts);
  return null;
}

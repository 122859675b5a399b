import { eq } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { erasureSystem } from "#drizzle/schema/erasure.ts";
import { DigestSet } from "./digest-set.ts";
import { listed } from "./list-system.ts";
import { namesOf, type PlannedTarget, sameSteps } from "./steps.ts";
import { digestOfRow, digestOfTarget, readTargets, writeTargets } from "./targets.ts";
import { commitWork, type Listing, type StopCode, type SystemWork, spoolOf, stopSystem } from "./work.ts";

/** The rows that are the person's at this moment, by digest; null where every row of the act list is. */
export type StillTheirs = { rows: DigestSet | null };

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
  if (await isAsPlanned(work, eraser)) {
    await keepActList(work, { actKey: row.storageKey ?? "", actRows: row.rows, released: 0 });
    return { rows: null };
  }
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
  await keepActList(work, { actKey, actRows: kept.rows, released: row.rows - kept.rows });
  return { rows: null };
}

type ActList = { actKey: string; actRows: number; released: number };

async function keepActList(work: SystemWork, list: ActList): Promise<void> {
  const begun = { ...list, startedAt: new Date() };
  await commitWork(work, (tx) =>
    tx.update(erasureSystem).set(begun).where(eq(erasureSystem.id, work.row.id)),
  );
  Object.assign(work.row, begun);
}

/** True where the live system lists exactly what was approved, in its order: the usual case, read side by side. */
async function isAsPlanned(work: SystemWork, eraser: Eraser): Promise<boolean> {
  const plan = planOf(work);
  try {
    for await (const target of listed(work, eraser, work.row.steps)) {
      const next = await plan.next();
      if (next.done || !isSame(target, next.value)) return false;
    }
    for (let next = await plan.next(); !next.done; next = await plan.next()) {
      if (!next.value.unreached) return false;
    }
    return true;
  } finally {
    await plan.return(undefined);
  }
}

function isSame(a: PlannedTarget, b: PlannedTarget): boolean {
  if (a.step !== b.step || a.via !== b.via || a.until !== b.until || a.unreached !== b.unreached)
    return false;
  return a.row.length === b.row.length && a.row.every((part, at) => part === b.row[at]);
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
  return { rows };
}

/** Rows of the plan and whose they are, whatever is done to them; of some steps only, where it is asked. */
export async function rowsOfPlan(
  work: Listing,
  of: (target: PlannedTarget) => boolean = () => true,
): Promise<DigestSet> {
  const known = new DigestSet();
  const nameOf = namesOf(work.row.steps);
  for await (const target of planOf(work)) {
    if (of(target)) known.add(digestOfRow(nameOf(target), target));
  }
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

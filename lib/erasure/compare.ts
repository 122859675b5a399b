import type { Eraser } from "#connectors/erase.ts";
import type { Deed } from "./deed.ts";
import { DigestSet } from "./digest-set.ts";
import { namesOf, type PlannedTarget, type PlannedTargets, sameSteps } from "./steps.ts";
import {
  digestOfRow,
  digestOfTarget,
  readTargets,
  sha256OfStored,
  sha256OfTargets,
  writeTargets,
} from "./targets.ts";
import type { Listing, StopCode } from "./work.ts";

/** An approved list and the key under which it lies. */
type Planned = Pick<Deed, "key"> & { row: Pick<Listing["row"], "steps" | "storageKey" | "sha256"> };

/** The rows that are the person's at this moment, by digest; null where every row of the act list is. */
export type StillTheirs = { rows: DigestSet | null };

/**
 * Compares the live system with what was approved, before anything is written to it and again whenever the work is
 * taken up. What has vanished is fine; a row that is new, reached otherwise or meant otherwise stops the system.
 * Returns null where it stopped.
 */
export async function compareWithPlan(deed: Deed, eraser: Eraser): Promise<StillTheirs | null> {
  const { row } = deed;
  if (!sameSteps(row.steps, await eraser.steps())) return stopped(deed, "steps_changed");
  return row.actKey === null ? begin(deed, eraser) : goOn(deed, eraser);
}

async function begin(deed: Deed, eraser: Eraser): Promise<StillTheirs | null> {
  const { row, key } = deed;
  if ((await isTheSame(deed, eraser)) || (await isAsPlanned(deed, eraser))) {
    await deed.keepActList({ actKey: row.storageKey ?? "", actRows: row.rows, released: 0 });
    return { rows: null };
  }
  const planned = new DigestSet();
  for await (const some of planOf(deed)) for (const target of some) planned.add(digestOfTarget(target));
  const theirs = new DigestSet();
  let others = 0;
  for await (const some of deed.theirs(eraser, row.steps)) {
    for (const digest of some.map(digestOfTarget)) {
      if (planned.has(digest)) theirs.add(digest);
      else others++;
    }
  }
  if (others > 0) return stopped(deed, "changed", ` Records that nobody approved: ${others}.`);
  const actKey = deed.actAt;
  const kept = await writeTargets(key, actKey, only(planOf(deed), theirs));
  await deed.keepActList({ actKey, actRows: kept.rows, released: row.rows - kept.rows });
  return { rows: null };
}

/**
 * True where the list of the live system has the very hash that was approved, and the stored list as well: the usual case,
 * in which no row need be read back.
 */
async function isTheSame({ key, row, theirs }: Deed, eraser: Eraser): Promise<boolean> {
  const { sha256, storageKey } = row;
  if (sha256 === null || storageKey === null) return false;
  const [live, stored] = await Promise.all([
    sha256OfTargets(theirs(eraser, row.steps)),
    sha256OfStored(key, storageKey),
  ]);
  return live.equals(sha256) && stored.equals(sha256);
}

/** The same beside rows that nothing leads to any more: they are part of the plan, and are not listed. */
async function isAsPlanned(deed: Deed, eraser: Eraser): Promise<boolean> {
  const plan = singly(planOf(deed));
  try {
    for await (const some of deed.theirs(eraser, deed.row.steps)) {
      for (const target of some) {
        const next = await plan.next();
        if (next.done || !isSame(target, next.value)) return false;
      }
    }
    for (let next = await plan.next(); !next.done; next = await plan.next()) {
      if (!next.value.unreached) return false;
    }
    return true;
  } finally {
    await plan.return(undefined);
  }
}

async function* singly(lists: PlannedTargets): AsyncGenerator<PlannedTarget> {
  for await (const some of lists) yield* some;
}

function isSame(a: PlannedTarget, b: PlannedTarget): boolean {
  if (a.step !== b.step || a.via !== b.via || a.until !== b.until || a.unreached !== b.unreached)
    return false;
  return a.row.length === b.row.length && a.row.every((part, at) => part === b.row[at]);
}

/** Some of it may be done: what is left of the person must still be part of the plan, in whatever step. */
async function goOn(deed: Deed, eraser: Eraser): Promise<StillTheirs | null> {
  const { row } = deed;
  const known = await rowsOfPlan(deed);
  const rows = new DigestSet();
  const nameOf = namesOf(row.steps);
  let others = 0;
  for await (const some of deed.theirs(eraser, row.steps)) {
    for (const target of some) {
      const digest = digestOfRow(nameOf(target), target);
      if (known.has(digest)) rows.add(digest);
      else others++;
    }
  }
  if (others > 0) return stopped(deed, "changed", ` Records that nobody approved: ${others}.`);
  return { rows };
}

/** Rows of the plan and whose they are, whatever is done to them; of some steps only, where it is asked. */
export async function rowsOfPlan(
  work: Planned,
  of: (target: PlannedTarget) => boolean = () => true,
): Promise<DigestSet> {
  const known = new DigestSet();
  const nameOf = namesOf(work.row.steps);
  for await (const some of planOf(work)) {
    for (const target of some) if (of(target)) known.add(digestOfRow(nameOf(target), target));
  }
  return known;
}

function planOf({ row, key }: Planned): AsyncGenerator<PlannedTarget[]> {
  if (row.storageKey === null || row.sha256 === null) throw new Error("a system was approved without a list");
  return readTargets(key, row.storageKey, row.sha256);
}

async function* only(lists: PlannedTargets, theirs: DigestSet): AsyncGenerator<PlannedTarget[]> {
  for await (const some of lists)
    yield some.filter((target) => target.unreached || theirs.has(digestOfTarget(target)));
}

async function stopped(deed: Deed, code: StopCode, counts = ""): Promise<null> {
  await deed.stop(code, counts);
  return null;
}

import type { Eraser, Mention } from "#connectors/erase.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import type { System } from "#lib/map/schema.ts";
import { rowsOfPlan } from "./compare.ts";
import type { DeedRow } from "./deed.ts";
import { DigestSet } from "./digest-set.ts";
import type { Kept } from "./prove.ts";
import {
  eraserStep,
  namesOf,
  type PlannedTarget,
  type PlannedTargets,
  placeOf,
  stepsByNumber,
  writes,
} from "./steps.ts";
import { digestOfRow, readTargets } from "./targets.ts";
import type { Listing } from "./work.ts";

const atOnce = 5_000;

/** A list that was acted on, and the key under which it lies. */
type Looked = Pick<Listing, "key"> & { row: Pick<DeedRow, "steps" | "actKey" | "storageKey" | "sha256"> };

/** Every row of the act list by its key, in large pieces; `each` is told of every one of them. */
export async function rowsAgain(
  work: Looked,
  eraser: Eraser,
  each: (step: PlannedStep, target: PlannedTarget) => void = () => {},
) {
  const steps = stepsByNumber(work.row.steps);
  const kept = new Map<string, Kept>();
  const stays = { whole: new Map<string, number>(), changed: new Map<string, number>() };
  const acted = { delete: 0, anonymise: 0, unlink: 0, keep: 0, by_hand: 0 };
  let standing = 0;
  let asked: Promise<number> = Promise.resolve(0);
  for await (const batch of batches(readTargets(work.key, work.row.actKey ?? ""))) {
    const step = steps.get(batch[0]?.step ?? -1);
    if (!step) throw new Error("a target of no step");
    acted[step.act] += batch.length;
    const add = (to: Map<string, number>) =>
      to.set(step.collection, (to.get(step.collection) ?? 0) + batch.length);
    // What people did by hand is judged by what is left, like all else.
    if (step.act === "keep") add(stays.whole);
    if (step.act !== "delete" && step.act !== "by_hand") add(stays.changed);
    for (const target of batch) {
      noteKept(kept, step, target);
      each(step, target);
    }
    if (writes(step)) {
      standing += await asked;
      const rows = batch.map((target) => target.row);
      // While the system looks, the next rows are read.
      asked = eraser.standing(eraserStep(step), rows);
      asked.catch(() => {});
    }
  }
  standing += await asked;
  return { standing, kept: [...kept.values()], acted, stays };
}

function noteKept(kept: Map<string, Kept>, step: PlannedStep, { until }: PlannedTarget): void {
  if (step.act !== "keep" || step.rule.act !== "keep") return;
  const { collection } = step;
  const { ground } = step.rule;
  const name = JSON.stringify([collection, ground, until]);
  const group = kept.get(name) ?? { collection, ground, until, rows: 0 };
  group.rows++;
  kept.set(name, group);
}

/** Rows of one step at a time; steps whose rows stand mixed in the list are kept apart. */
async function* batches(targets: PlannedTargets): AsyncGenerator<PlannedTarget[]> {
  const held = new Map<number, PlannedTarget[]>();
  let place = -1;
  for await (const some of targets) {
    for (const target of some) {
      if (placeOf(target.step) !== place) {
        yield* held.values();
        held.clear();
        place = placeOf(target.step);
      }
      const batch = held.get(target.step) ?? [];
      batch.push(target);
      held.set(target.step, batch);
      if (batch.length < atOnce) continue;
      held.delete(target.step);
      yield batch;
    }
  }
  yield* held.values();
}

/** Rows that are the person's although they should be gone, or that came after the plan. */
export async function listedAgain(work: Looked, now: PlannedTargets): Promise<number> {
  const steps = stepsByNumber(work.row.steps);
  const mayStay = ({ step }: PlannedTarget) => steps.get(step)?.act !== "delete";
  // Where everything goes, no row of the plan need be remembered.
  const stays = work.row.steps.some((step) => step.act !== "delete" && step.rows > 0);
  const known = stays ? await rowsOfPlan(work, mayStay) : new DigestSet();
  const nameOf = namesOf(work.row.steps);
  let returned = 0;
  for await (const some of now) {
    for (const target of some)
      if (!mayStay(target) || !known.has(digestOfRow(nameOf(target), target))) returned++;
  }
  return returned;
}

/** Places where a value stands in more rows than stay by the plan, and that staff have not explained. */
export function unexplainedIn(
  mentions: readonly Mention[],
  system: System,
  stays: ReadonlyMap<string, number>,
  accepted: readonly Mention[],
): Mention[] {
  return mentions.filter((one) => one.rows > allowedIn(one, system, stays) && !isAccepted(one, accepted));
}

/** Rows of a table that stay by the plan. */
function allowedIn({ table }: Mention, system: System, stays: ReadonlyMap<string, number>): number {
  return system.collections
    .filter((one) => bareName(one.table ?? one.name) === bareName(table))
    .reduce((sum, one) => sum + (stays.get(one.name) ?? 0), 0);
}

/** A table without the schema that it is in. */
const bareName = (table: string) => table.slice(table.lastIndexOf(".") + 1);

function isAccepted(mention: Mention, accepted: readonly Mention[]): boolean {
  return accepted.some(
    (one) => one.table === mention.table && one.column === mention.column && one.rows >= mention.rows,
  );
}

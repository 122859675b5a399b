import type { Eraser } from "#connectors/erase.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import type { Day } from "#lib/core/day.ts";
import { canonical } from "#lib/vault/canonical.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { DigestSet } from "./digest-set.ts";
import {
  eraserStep,
  namesOf,
  type PlannedTarget,
  type PlannedTargets,
  stepsByNumber,
  unreachedTarget,
  writes,
} from "./steps.ts";
import { digestOfRow, readTargets } from "./targets.ts";

/**
 * What an earlier erasure acted by in the same system: its list, and the steps that it names. `unproven`: so many rows from
 * the first on were acted on and never proved to be as the plan leaves them.
 */
export type ActedBefore = {
  key: DataKey;
  actKey: string | null;
  steps: readonly PlannedStep[];
  unproven?: number;
};

/**
 * The rows that are listed, and after them those of an earlier erasure that nothing leads to any more: what it kept,
 * and what it changed or deleted that stands there all the same. A system may say that it deleted a record and keep it.
 */
export async function* withUnreached(
  found: PlannedTargets,
  steps: readonly PlannedStep[],
  earlier: ActedBefore | undefined,
  asOf: Day,
  eraser: Pick<Eraser, "standing">,
): AsyncGenerator<readonly PlannedTarget[]> {
  const seen = new DigestSet();
  const now = stepsByNumber(steps);
  const nameOf = namesOf(steps);
  for await (const some of found) {
    if (earlier) for (const target of some) seen.add(digestOfRow(nameOf(target), target));
    yield some;
  }
  if (!earlier?.actKey) return;
  const before = stepsByNumber(earlier.steps);
  const unseen = (target: PlannedTarget) => !seen.has(digestOfRow(nameOf(target), target));
  let left = earlier.unproven ?? 0;
  for await (const some of readTargets(earlier.key, earlier.actKey)) {
    const kept = some.flatMap((target) => unreachedTarget(target, before, now, asOf) ?? []);
    yield kept.filter(unseen);
    const acted = some.slice(0, left).flatMap((target) => sameAgain(target, before, now) ?? []);
    left = Math.max(0, left - some.length);
    for (const [no, targets] of Map.groupBy(acted.filter(unseen), (target) => target.step)) {
      const step = now.get(no);
      if (step) yield await stillThere(eraser, step, targets);
    }
  }
}

/** A row that was acted on, as the same step of today is about it. */
function sameAgain(
  target: PlannedTarget,
  before: ReadonlyMap<number, PlannedStep>,
  steps: ReadonlyMap<number, PlannedStep>,
): PlannedTarget | null {
  const did = before.get(target.step);
  if (!did || did.act === "keep" || !writes(did)) return null;
  const about = ({ collection, by, rule, act }: PlannedStep) => canonical({ collection, by, rule, act });
  const now = [...steps.values()].find((step) => about(step) === about(did));
  return now ? { ...target, step: now.no, unreached: true } : null;
}

/** Those of them that are not as the step leaves rows; usually none, which is asked for all at once. */
async function stillThere(
  eraser: Pick<Eraser, "standing">,
  step: PlannedStep,
  targets: readonly PlannedTarget[],
): Promise<PlannedTarget[]> {
  const rows = targets.map((target) => target.row);
  const standing = await eraser.standing(eraserStep(step), rows);
  if (standing === 0) return [];
  if (standing === targets.length) return [...targets];
  const half = Math.ceil(targets.length / 2);
  const [first, second] = [targets.slice(0, half), targets.slice(half)];
  return [...(await stillThere(eraser, step, first)), ...(await stillThere(eraser, step, second))];
}

import type { FoundKey } from "#connectors/contract.ts";
import type { Eraser, ErasureStep, ErasureTarget, RowKey } from "#connectors/erase.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import type { Day } from "#lib/core/day.ts";
import { canonical } from "#lib/vault/canonical.ts";

/** Added to the number of a keep, it is the step that deletes those of its rows whose time is over. */
const expired = 100_000;

/**
 * One row of a plan: what is done to it, the person's key by which it was reached, until when it is kept, its key.
 * `unreached`: an earlier erasure kept it, or changed it and it stands there all the same; what led to it then is gone.
 */
export type PlannedTarget = {
  step: number;
  via: string;
  until: Day | null;
  row: RowKey;
  unreached: boolean;
};

/** Rows of a plan as they come, some at a time. */
export type PlannedTargets = AsyncIterable<readonly PlannedTarget[]>;

/** Every row of these keys as it would be planned by a day, some at a time. */
export async function* plannedTargets(
  eraser: Pick<Eraser, "targets" | "targetLists">,
  keys: readonly FoundKey[],
  steps: readonly PlannedStep[],
  asOf: Day,
): AsyncGenerator<PlannedTarget[]> {
  const byNumber = stepsByNumber(steps);
  const lists = eraser.targetLists?.(keys) ?? inLists(eraser.targets(keys));
  for await (const some of lists) yield some.map((one) => plannedTarget(one, byNumber, asOf));
}

async function* inLists<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let held: T[] = [];
  for await (const one of all) {
    held.push(one);
    if (held.length < 500) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}

/**
 * The steps of a system as they are planned: where it can end a keep, every keep has a twin that deletes what need not
 * be kept any more.
 */
export function plannedSteps(steps: readonly ErasureStep[], endsKeeps: boolean): PlannedStep[] {
  return steps.flatMap((step): PlannedStep[] => {
    const own = { ...step, expired: false, rows: 0, lastUntil: null };
    if (step.act !== "keep" || !endsKeeps) return [own];
    return [own, { ...step, no: step.no + expired, act: "delete", expired: true, rows: 0, lastUntil: null }];
  });
}

/** A listed row as it is planned by the day of the plan: a kept row whose last day is past goes. */
function plannedTarget(
  target: ErasureTarget,
  steps: ReadonlyMap<number, PlannedStep>,
  asOf: Day,
): PlannedTarget {
  return { ...target, step: stepBy(asOf, target, steps), unreached: false };
}

function stepBy(
  asOf: Day,
  { step, until }: Pick<PlannedTarget, "step" | "until">,
  steps: ReadonlyMap<number, PlannedStep>,
): number {
  const over = until !== null && until < asOf && steps.has(step + expired);
  return over ? step + expired : step;
}

/**
 * A row that an earlier erasure kept, as a step of today is about it; null where no step of today keeps such rows. What
 * led to it may be gone by now, so that it is not listed any more.
 */
export function unreachedTarget(
  target: PlannedTarget,
  before: ReadonlyMap<number, PlannedStep>,
  steps: ReadonlyMap<number, PlannedStep>,
  asOf: Day,
): PlannedTarget | null {
  const kept = before.get(target.step);
  if (kept?.act !== "keep") return null;
  const about = ({ collection, by, rule }: PlannedStep) => canonical({ collection, by, rule });
  const now = [...steps.values()].find((step) => step.act === "keep" && about(step) === about(kept));
  if (!now) return null;
  return { ...target, step: stepBy(asOf, { step: now.no, until: target.until }, steps), unreached: true };
}

/** The place of a step in the system's own order, whatever is done there. */
export const placeOf = (step: number): number => step % expired;

/** A step as the system's eraser knows it. */
export function eraserStep({ expired: _, rows: __, lastUntil: ___, ...step }: PlannedStep): ErasureStep {
  return { ...step, no: placeOf(step.no) };
}

/** True where anything is written to rows of this step. */
export function writes(step: PlannedStep): boolean {
  if (step.act === "by_hand") return false;
  return step.act !== "keep" || (step.rule.act === "keep" && step.rule.anonymise !== undefined);
}

export const stepsByNumber = (steps: readonly PlannedStep[]): Map<number, PlannedStep> =>
  new Map(steps.map((step) => [step.no, step]));

/** True where the live system would still be treated as it was planned. */
export function sameSteps(planned: readonly PlannedStep[], live: readonly ErasureStep[]): boolean {
  const bare = planned.filter((step) => !step.expired).map(eraserStep);
  return canonical(bare) === canonical(live.map((step) => ({ ...step })));
}

/** The collection of a target, by its step. */
export function namesOf(steps: readonly PlannedStep[]): (target: PlannedTarget) => string {
  const byNumber = stepsByNumber(steps);
  return (target) => byNumber.get(target.step)?.collection ?? "";
}

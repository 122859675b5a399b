import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import type { Day } from "#lib/core/day.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { DigestSet } from "./digest-set.ts";
import { namesOf, type PlannedTarget, type PlannedTargets, stepsByNumber, unreachedTarget } from "./steps.ts";
import { digestOfRow, readTargets } from "./targets.ts";

/** What an earlier erasure acted by in the same system: its list, and the steps that it names. */
export type ActedBefore = { key: DataKey; actKey: string | null; steps: readonly PlannedStep[] };

/** The rows that are listed, and after them those that an earlier erasure kept and nothing leads to any more. */
export async function* withUnreached(
  found: PlannedTargets,
  steps: readonly PlannedStep[],
  earlier: ActedBefore | undefined,
  asOf: Day,
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
  for await (const some of readTargets(earlier.key, earlier.actKey)) {
    const kept = some.flatMap((target) => unreachedTarget(target, before, now, asOf) ?? []);
    yield kept.filter((target) => !seen.has(digestOfRow(nameOf(target), target)));
  }
}

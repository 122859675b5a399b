import { type PlannedTarget, placeOf } from "./steps.ts";
import { readTargets } from "./targets.ts";
import type { Listing } from "./work.ts";

/** Rows of one step of the system, in the order of the list, from a place in it. */
export type Window = { first: number; targets: PlannedTarget[] };

/** The act list from a place on, in pieces of one step, each about as long as `size` says when it begins. */
export async function* windowsOf(
  { row, key }: Pick<Listing, "key"> & { row: Pick<Listing["row"], "actKey"> },
  from: number,
  size: () => number,
): AsyncGenerator<Window> {
  let held: Window = { first: from, targets: [] };
  let at = 0;
  for await (const some of readTargets(key, row.actKey ?? "")) {
    for (const target of some) {
      if (at++ < from) continue;
      const before = held.targets[0];
      if (before && (placeOf(before.step) !== placeOf(target.step) || held.targets.length >= size())) {
        yield held;
        held = { first: at - 1, targets: [] };
      }
      held.targets.push(target);
    }
  }
  if (held.targets.length > 0) yield held;
}

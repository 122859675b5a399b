import { setTimeout as wait } from "node:timers/promises";
import { judge, type Violation } from "./check/all.ts";
import { type Ground, written } from "./check/ground.ts";
import type { Fault } from "./fault.ts";
import { randomFrom, seedFor } from "./random.ts";
import type { Laboratory } from "./world/open.ts";
import { slowness } from "./world/slowness.ts";

/** What one case came to. */
export type Outcome = { no: number; id: string; injected: number; ms: number; violations: Violation[] };

/** Seconds after the faults within which everything comes to its end (I10). */
const patience = 30;

/** How the checks look at a world. */
export function groundOf(lab: Laboratory, requests: readonly string[], whole: boolean): Ground {
  return {
    folder: lab.folder,
    ask: (of, sql, values) => lab.query(of, sql, values),
    requests,
    whole,
    patience: patience * slowness(),
  };
}

const allIds = async (lab: Laboratory): Promise<string[]> =>
  (await lab.query<{ id: string }>("habeas", "select id from request")).map(({ id }) => id);

/**
 * One case: requests are filed and move, a fault happens to them, and when it is over and everything is quiet, every
 * invariant is checked. The same seed and number draw the same case again.
 */
export async function playCase(
  lab: Laboratory,
  fault: Fault,
  { seed, no, whole }: { seed: number; no: number; whole: boolean },
): Promise<Outcome> {
  const random = randomFrom(seedFor(seed, `case ${no}`));
  const began = performance.now();
  const before = new Set(await allIds(lab));
  const flawsBefore = written.flaws(groundOf(lab, [], false)).length;
  lab.begin(no);
  const askers = random.between(2, 5);
  for (let i = 0; i < askers; i += 1) lab.ask(random.chance(0.4) ? "access" : "erasure");
  await wait(random.between(0, 800));
  const injected = await fault.inject(lab, random.apart("fault"));
  await lab.settle(patience);
  await lookAround(lab);
  const ids = (await allIds(lab)).filter((id) => !before.has(id));
  const violations = [
    ...(await judge(groundOf(lab, ids, whole))),
    ...written.flaws(groundOf(lab, [], false)).slice(flawsBefore),
    ...unended(lab),
  ];
  return { no, id: fault.id, injected, ms: Math.round(performance.now() - began), violations };
}

/** Requests whose people still wait. */
function unended(lab: Laboratory): Violation[] {
  return lab.lives
    .filter((one) => !one.ended)
    .map((one) => ({
      invariant: "I10",
      what: `${one.wish} ${one.requestId || "that was never acknowledged"} has not come to its end: ${one.leg}, ${one.trouble}`,
    }));
}

/** Staff of each brand look at the queue, and write down what they see. */
async function lookAround(lab: Laboratory): Promise<void> {
  for (const brands of [["company"], ["harbour"]]) {
    const staff = { ...lab.staff[3], brands };
    const references = await lab.desk.ask<string[]>({ do: "queue", staff, query: "" }).catch(() => []);
    lab.journal.shown({ brands, references });
  }
}

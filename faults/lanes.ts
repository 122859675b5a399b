import { type Outcome, playCase } from "./case.ts";
import type { Fault } from "./fault.ts";
import { randomFrom, seedFor } from "./random.ts";
import { type Laboratory, openWorld } from "./world/open.ts";

export type Run = {
  seed: number;
  faults: readonly Fault[];
  /** Faults to inject, and minutes after which no further case begins. */
  count: number;
  minutes: number;
  /** Worlds side by side. */
  lanes: number;
  /** How the faults were chosen: for the line that replays a case. */
  only: string;
  /** Only the case of this number. */
  replay?: number;
};

/** People of a case, and cases of a world: then a new one is made, so that checks of everything stay quick. */
export const peopleEach = 30;
const casesEach = 40;

/** The fault of a case: each comes up once in a round, in an order of the round's own. */
function faultOf(faults: readonly Fault[], seed: number, no: number): Fault {
  const round = Math.floor(no / faults.length);
  const random = randomFrom(seedFor(seed, `round ${round}`));
  const order = faults.map((fault) => ({ fault, at: random.next() })).sort((a, b) => a.at - b.at);
  const { fault } = order[no % faults.length] as { fault: Fault };
  return fault;
}

/**
 * Those that run with the tests, a few one after the other in each case: what takes long is that requests come to their
 * end, and all of them do so at once.
 */
export function faultsInShort(faults: readonly Fault[], inEach: number): Fault[] {
  const short = faults.filter((one) => one.short === true);
  return Array.from({ length: Math.ceil(short.length / inEach) }, (_, group) => {
    const some = short.slice(group * inEach, (group + 1) * inEach);
    return {
      id: some.map(({ id }) => id).join(" · "),
      async inject(world, random) {
        let done = 0;
        for (const one of some) done += await one.inject(world, random.apart(one.id));
        return done;
      },
    };
  });
}

type Tally = {
  cases: number;
  injected: number;
  byFault: Map<string, number>;
  failed: Outcome[];
  broken: string[];
};

/** Plays cases until enough is injected or time is over. Prints how it goes; answers whether every invariant held. */
export async function runLaboratory(run: Run): Promise<boolean> {
  const tally: Tally = { cases: 0, injected: 0, byFault: new Map(), failed: [], broken: [] };
  const began = Date.now();
  console.log(
    `fault laboratory: seed ${run.seed}, ${run.faults.length} kinds of faults, ${run.lanes} world(s)`,
  );
  const over = () => tally.injected >= run.count || Date.now() - began > run.minutes * 60_000;
  await Promise.all(Array.from({ length: run.lanes }, (_, lane) => playLane(run, lane, tally, over)));
  tell(run, tally, began);
  return tally.failed.length === 0 && tally.broken.length === 0;
}

async function playLane(run: Run, lane: number, tally: Tally, over: () => boolean): Promise<void> {
  let lab: Laboratory | undefined;
  let bad = false;
  for (let turn = 0; !over() && !(run.replay !== undefined && turn > 0); turn += 1) {
    const no = run.replay ?? turn * run.lanes + lane;
    if (lab && (turn % casesEach === 0 || bad)) {
      await lab.close(bad);
      lab = undefined;
      bad = false;
    }
    lab ??= await openWorld({
      cases: casesEach,
      peopleEach,
      random: randomFrom(seedFor(run.seed, `world ${no}`)),
    });
    const fault = faultOf(run.faults, run.seed, no);
    const whole = turn % 10 === 9 || turn % casesEach === casesEach - 1 || run.replay !== undefined;
    try {
      const outcome = await playCase(lab, fault, { seed: run.seed, no, whole });
      note(tally, outcome);
      bad = outcome.violations.length > 0;
      if (bad) console.log(`  kept: ${lab.folder}`);
    } catch (error) {
      bad = true;
      const what = `case ${no}, ${fault.id}: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
      tally.broken.push(what);
      console.log(`  the laboratory failed: ${what}\n  kept: ${lab.folder}`);
    }
  }
  await lab?.close(bad);
}

function note(tally: Tally, outcome: Outcome): void {
  tally.cases += 1;
  tally.injected += outcome.injected;
  tally.byFault.set(outcome.id, (tally.byFault.get(outcome.id) ?? 0) + outcome.injected);
  const { no, id, injected, ms, violations } = outcome;
  console.log(
    `${String(no).padStart(4)}  ${(ms / 1000).toFixed(1).padStart(5)} s  ${String(injected).padStart(3)}  ${id}`,
  );
  if (violations.length === 0) return;
  tally.failed.push(outcome);
  for (const { invariant, what } of violations.slice(0, 20))
    console.log(`      VIOLATION ${invariant}: ${what}`);
}

function tell(run: Run, tally: Tally, began: number): void {
  console.log("");
  for (const [id, count] of [...tally.byFault].sort()) console.log(`${String(count).padStart(5)}  ${id}`);
  const violations = tally.failed.reduce((sum, one) => sum + one.violations.length, 0);
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  console.log(
    `\n${tally.injected} faults in ${tally.cases} cases, ${violations} violations, seed ${run.seed}, ${minutes} minutes`,
  );
  const only = run.only === "" ? "" : ` --only "${run.only}"`;
  for (const { no } of tally.failed)
    console.log(`replay: npm run faults -- --seed ${run.seed}${only} --case ${no}`);
  for (const one of tally.broken) console.log(`the laboratory itself failed: ${one.split("\n")[0]}`);
}

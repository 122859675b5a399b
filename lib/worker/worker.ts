import { mustStand, type RolledBack } from "#lib/audit/log/keeper.ts";
import { environment } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import { startHeartbeat } from "#lib/health/heartbeat.ts";
import { watchUnusual } from "#lib/health/unusual.ts";
import { watchHealth } from "#lib/health/watch.ts";
import { handBackAll } from "#lib/jobs/lease.ts";
import { answerRings } from "#lib/jobs/queue.ts";
import { sweep, sweepEvery } from "#lib/jobs/sweep.ts";
import { tendQueue } from "#lib/queue/tend.ts";
import { tendChoicesEvery } from "./choices.ts";
import { sweepClocksEvery } from "./clocks.ts";
import { handlers } from "./handlers.ts";
import { keepHouse } from "./housekeeping.ts";
import { rewrapKeysEvery } from "./keys.ts";
import { keepLogEvery } from "./log.ts";
import { roundsEvery } from "./rounds.ts";

const sweepSeconds = 2;
const clockSeconds = 60;
const choiceSeconds = 60;
const queueSeconds = 5;
const logSeconds = 2;
const healthSeconds = 15;
const unusualSeconds = 240;
const keySeconds = 10;
const housekeepingSeconds = 600;

export type Worker = {
  /**
   * Takes nothing new, says so, and lets what is in hand finish for HABEAS_DRAIN_SECONDS; the rest is handed back, and
   * another worker takes it at once.
   */
  stop(): Promise<void>;
};

/**
 * Starts answering rings and sweeping. `unfit`: the database has become one that this version may not work on; `refused`: it
 * was put back to an older state, and nothing may be done with it before somebody accepts that. A worker does not start on
 * such a one: throws `RolledBack`.
 */
export async function startWorker(
  unfit: (why: string) => void = () => {},
  refused: (why: RolledBack) => void = () => {},
): Promise<Worker> {
  await mustStand();
  const rings = await answerRings(handlers);
  const heartbeat = await startHeartbeat(rings.busy, unfit);
  const sweeping = sweepEvery(sweepSeconds);
  // What was due while no worker ran is rung for at once.
  await sweep();
  const rounds = [
    roundsEvery(housekeepingSeconds, "housekeeping is tried again", keepHouse),
    sweepClocksEvery(clockSeconds),
    tendChoicesEvery(choiceSeconds),
    roundsEvery(queueSeconds, "the queue's counts are looked after again", tendQueue),
    keepLogEvery(logSeconds, refused),
    rewrapKeysEvery(keySeconds),
    roundsEvery(healthSeconds, "the house's health is looked at again", watchHealth),
    roundsEvery(unusualSeconds, "what is unusual at the desk is looked for again", watchUnusual),
  ];
  return {
    async stop() {
      sweeping.stop();
      const seconds = environment().HABEAS_DRAIN_SECONDS;
      const work = [rings.stop(seconds), ...rounds.map((one) => one.stop())];
      await heartbeat.drains();
      await within(seconds, Promise.all(work));
      const back = await handBackAll();
      if (back > 0) log.info({ pieces: back }, "what was not finished is handed back");
      await heartbeat.end();
    },
  };
}

/** Waits for `work`, at most `seconds`. */
async function within(seconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}

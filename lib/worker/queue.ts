import { log } from "#lib/core/log.ts";
import { tendQueue } from "#lib/queue/tend.ts";
import { roundsEvery } from "./rounds.ts";

async function round(): Promise<void> {
  try {
    await tendQueue();
  } catch (error) {
    log.warn({ err: error }, "the queue's counts are looked after again");
  }
}

/** Looks after the counts of the desk's queue every `seconds`. */
export const tendQueueEvery = (seconds: number) => roundsEvery(seconds, round);

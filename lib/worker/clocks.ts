import { log } from "#lib/core/log.ts";
import { recordRound } from "#lib/health/rounds.ts";
import { freshMap } from "#lib/map/current.ts";
import { forecastAll } from "#lib/request/clocks/sweep/forecast.ts";
import { sweepClocks } from "#lib/request/clocks/sweep/sweep.ts";
import { roundsEvery } from "./rounds.ts";

/** One round of the clock at work. What fails is told and tried again in the next one. */
async function round(): Promise<void> {
  for (const step of [freshMap, swept, forecastAll]) {
    try {
      await step();
    } catch (error) {
      log.warn({ err: error, step: step.name }, "the clocks are swept again");
    }
  }
}

/** Sweeps, and writes down that it was done: whoever watches from outside asks for that. */
async function swept(): Promise<void> {
  const { requests, failed } = await sweepClocks();
  await recordRound("clock_sweep", { ok: failed === 0, handled: requests });
}

/** Sweeps the clocks every `seconds`; a round that is cut off loses nothing, for each request is a transaction of its own. */
export const sweepClocksEvery = (seconds: number) =>
  roundsEvery(seconds, "the clocks are swept again", round);

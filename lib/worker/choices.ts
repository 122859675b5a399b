import { log } from "#lib/core/log.ts";
import { tendCanaries } from "#lib/preference/canary.ts";
import { forgetErased } from "#lib/preference/forget.ts";
import { liftTold } from "#lib/preference/lift.ts";
import { forgetHeard } from "#lib/preference/recognise.ts";
import { sweepChoices } from "#lib/preference/sweep.ts";
import { watchCanaries } from "#lib/preference/watch.ts";
import { tellWeighed } from "#lib/preference/weighed.ts";
import { roundsEvery } from "./rounds.ts";

/** One round of what is done about choices by itself. What fails is told and tried again in the next one. */
async function round(): Promise<void> {
  const now = new Date();
  for (const step of [
    () => tendCanaries(now),
    () => watchCanaries(now),
    sweepChoices,
    tellWeighed,
    liftTold,
    forgetErased,
    forgetHeard,
  ]) {
    try {
      await step();
    } catch (error) {
      log.warn({ err: error }, "the choices are looked after again");
    }
  }
}

/** Looks after choices every `seconds`. */
export const tendChoicesEvery = (seconds: number) =>
  roundsEvery(seconds, "the choices are looked after again", round);

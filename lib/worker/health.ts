import { log } from "#lib/core/log.ts";
import { watchHealth } from "#lib/health/watch.ts";
import { roundsEvery } from "./rounds.ts";

async function round(): Promise<void> {
  try {
    await watchHealth();
  } catch (error) {
    log.warn({ err: error }, "the house's health is looked at again");
  }
}

/** Looks at the house's health every `seconds`, and tells staff what stays broken. */
export const watchHealthEvery = (seconds: number) => roundsEvery(seconds, round);

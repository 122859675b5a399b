import { log } from "#lib/core/log.ts";
import { watchUnusual } from "#lib/health/unusual.ts";
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

async function roundOfStaff(): Promise<void> {
  try {
    await watchUnusual();
  } catch (error) {
    log.warn({ err: error }, "what is unusual at the desk is looked for again");
  }
}

/** Looks every `seconds` for members of staff who did more of something than is usual, and tells of it. */
export const watchUnusualEvery = (seconds: number) => roundsEvery(seconds, roundOfStaff);

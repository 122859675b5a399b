import { log } from "#lib/core/log.ts";
import { inTransaction } from "#lib/db/database.ts";
import { dueWork } from "./due.ts";
import { ring } from "./queue.ts";

/**
 * Rings again for everything that is due: lost, doubled or forgotten jobs therefore never lose or double work.
 * Returns how many rows it rang for.
 */
export async function sweep(): Promise<number> {
  const due = await dueWork();
  for (const { job, id } of due) await inTransaction((tx) => ring(tx, job, id));
  return due.length;
}

/** Sweeps every `seconds` until stopped. A sweep that fails is told and tried again. */
export function sweepEvery(seconds: number): { stop(): void } {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    try {
      await sweep();
    } catch (error) {
      log.warn({ err: error }, "the sweep did not reach the database");
    } finally {
      busy = false;
    }
  }, seconds * 1000);
  return { stop: () => clearInterval(timer) };
}

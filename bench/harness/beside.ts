import { once } from "node:events";
import { Worker } from "node:worker_threads";

export type Statement = {
  text: string /** Its parameter is a number below this; none where it is 0. */;
  spread: number;
};

/**
 * Runs `work` while somebody else sends statements at a fixed rate, each sequence one transaction. Returns what each
 * waited, in milliseconds from when it was due, so that a stall counts for all who would have come meanwhile.
 */
export async function beside<T>(
  load: { url: string; statements: readonly Statement[]; perSecond: number; clients: number },
  work: () => Promise<T>,
): Promise<{ result: T; waited: number[] }> {
  const worker = new Worker(new URL("./foreign.ts", import.meta.url), { workerData: load });
  await once(worker, "message");
  const result = await work();
  worker.postMessage("stop");
  const [waited] = (await once(worker, "message")) as [number[]];
  await worker.terminate();
  return { result, waited: waited.sort((a, b) => a - b) };
}

/** The value below which a share of sorted numbers lies. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

import { log } from "#lib/core/log.ts";
import { forecastAll } from "#lib/request/clocks/sweep/forecast.ts";
import { sweepClocks } from "#lib/request/clocks/sweep/sweep.ts";

/** One round of the clock at work. What fails is told and tried again in the next one. */
async function round(): Promise<void> {
  for (const step of [sweepClocks, forecastAll]) {
    try {
      await step();
    } catch (error) {
      log.warn({ err: error, step: step.name }, "the clocks are swept again");
    }
  }
}

/**
 * Sweeps the clocks at once, for what came due while no worker ran, and every `seconds` from then on. `stop` waits for
 * the round in hand; one that is cut off loses nothing, for each request is a transaction of its own.
 */
export function sweepClocksEvery(seconds: number): { stop(): Promise<void> } {
  let current = round();
  let busy = true;
  const free = () => {
    busy = false;
  };
  void current.then(free);
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    current = round();
    void current.then(free);
  }, seconds * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}

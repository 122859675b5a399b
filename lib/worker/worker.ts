import { log } from "#lib/core/log.ts";
import { answerRings } from "#lib/jobs/queue.ts";
import { sweep, sweepEvery } from "#lib/jobs/sweep.ts";
import { handlers } from "./handlers.ts";
import { lapseUnproven } from "./lapse.ts";

const sweepSeconds = 2;
const lapseMinutes = 10;

/** Starts answering rings and sweeping. `stop` lets work in hand finish for ten seconds, then leaves it to its leases. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const rings = await answerRings(handlers);
  const sweeping = sweepEvery(sweepSeconds);
  const lapsing = setInterval(() => {
    lapseUnproven().catch((error) => log.warn({ err: error }, "lapsing is tried again"));
  }, lapseMinutes * 60_000);
  // What was due while no worker ran is rung for at once.
  await sweep();
  return {
    async stop() {
      sweeping.stop();
      clearInterval(lapsing);
      await rings.stop();
    },
  };
}

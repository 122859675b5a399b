import { answerRings } from "#lib/jobs/queue.ts";
import { sweep, sweepEvery } from "#lib/jobs/sweep.ts";
import { tendChoicesEvery } from "./choices.ts";
import { sweepClocksEvery } from "./clocks.ts";
import { handlers } from "./handlers.ts";
import { keepHouse } from "./housekeeping.ts";
import { tendQueueEvery } from "./queue.ts";

const sweepSeconds = 2;
const clockSeconds = 60;
const choiceSeconds = 60;
const queueSeconds = 5;
const housekeepingMinutes = 10;

/** Starts answering rings and sweeping. `stop` lets work in hand finish for ten seconds, then leaves it to its leases. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const rings = await answerRings(handlers);
  const sweeping = sweepEvery(sweepSeconds);
  const keeping = setInterval(keepHouse, housekeepingMinutes * 60_000);
  // What was due while no worker ran is rung for at once.
  await sweep();
  await keepHouse();
  const clocks = sweepClocksEvery(clockSeconds);
  const choices = tendChoicesEvery(choiceSeconds);
  const queue = tendQueueEvery(queueSeconds);
  return {
    async stop() {
      sweeping.stop();
      clearInterval(keeping);
      await Promise.all([clocks.stop(), choices.stop(), queue.stop()]);
      await rings.stop();
    },
  };
}

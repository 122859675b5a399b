import { log } from "#lib/core/log.ts";
import { closeDatabase } from "#lib/db/database.ts";
import { closeQueue } from "#lib/jobs/queue.ts";
import { startWorker } from "./worker.ts";

const retrySeconds = 2;

/** Starts as soon as the database is there: a worker that comes up first waits for it. */
async function startWhenPossible() {
  for (;;) {
    try {
      return await startWorker();
    } catch (error) {
      log.warn({ err: error }, "the worker cannot start yet and tries again");
      await new Promise((resolve) => setTimeout(resolve, retrySeconds * 1000));
    }
  }
}

const worker = await startWhenPossible();
log.info("the worker is ready");

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await worker.stop();
    await closeQueue();
    await closeDatabase();
    process.exit(0);
  });
}

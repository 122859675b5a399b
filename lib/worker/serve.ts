import { RolledBack } from "#lib/audit/log/keeper.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { closeDatabase } from "#lib/db/database.ts";
import { refuseBadDatabase } from "#lib/db/start.ts";
import { misfit } from "#lib/health/fit.ts";
import { startTracing, type Tracing } from "#lib/health/trace/start.ts";
import { closeQueue } from "#lib/jobs/queue.ts";
import { openVault } from "#lib/vault/open.ts";
import { startWorker, type Worker } from "./worker.ts";

const retrySeconds = 2;
const startSeconds = 5;
const refusedSeconds = 5;

let worker: Worker | undefined;
let tracing: Tracing | null = null;
let stopping = false;
let starting: Promise<void> | undefined;

async function end(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  try {
    // Who is told to stop while it starts may have work in hand already: it finishes starting, if that does not take long.
    if (!worker)
      await Promise.race([starting, new Promise((resolve) => setTimeout(resolve, startSeconds * 1000))]);
    await worker?.stop();
    await closeQueue();
    await closeDatabase();
    await tracing?.end();
  } catch (error) {
    // What it had in hand is found by its leases.
    log.warn({ err: error }, "the worker could not end well");
  }
  process.exit(code);
}

// Before anything is begun: who is told to stop while it starts stops as well.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end(0));

function unfit(why: string): void {
  log.error(why);
  void end(1);
}

/** Works no further on a database that was put back to an older state, and stays up until somebody accepts it. */
async function refused(why: RolledBack): Promise<void> {
  const refusing = worker;
  if (!refusing || stopping) return;
  worker = undefined;
  log.error(why.message);
  await refusing.stop();
  await startWhenPossible();
}

/** Starts as soon as the database is there: a worker that comes up first waits for it. */
async function startWhenPossible(): Promise<void> {
  while (!stopping) {
    try {
      await refuseBadDatabase("worker");
      const fit = await misfit();
      if (fit?.database === "new") return unfit(fit.why);
      if (fit) throw new HabeasError("unavailable", fit.why);
      await openVault();
      worker = await startWorker(unfit, refused);
      log.info("the worker is ready");
      return;
    } catch (error) {
      log.warn({ err: error }, "the worker cannot start yet and tries again");
      const seconds = error instanceof RolledBack ? refusedSeconds : retrySeconds;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}

tracing = await startTracing("worker");
starting = startWhenPossible();
await starting;

import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import { environment } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import type { Transaction } from "#lib/db/database.ts";
import { asApp } from "#lib/db/roles/names.ts";
import { isRing, type JobName, type JobPayload, jobs, payloadVersion } from "./catalogue.ts";
import { Pool } from "./pool.ts";

let starting: Promise<PgBoss> | undefined;

/** Settings and traps: docs/decisions. Short policy: at most one waiting ring per row. */
const queueOptions = {
  policy: "short",
  notify: true,
  heartbeatSeconds: 10,
  retryLimit: 0,
  deleteAfterSeconds: 3600,
} as const;

/** NOTIFY wakes at once; polling is the fallback, and goes on at once after a full batch. */
const fetching = {
  batchSize: 50,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 10,
  burstWhenBatchFull: true,
} as const;

function newBoss(url: string, working: boolean): PgBoss {
  const made = new PgBoss({
    connectionString: asApp(url),
    application_name: "habeas-queue",
    max: working ? 6 : 2,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: working,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    useListenNotify: working,
  });
  made.on("error", (error) => log.warn({ err: error }, "the queue lost its database for a moment"));
  return made;
}

/** A queue for every name of the catalogue; made on first use, by whichever process comes first. */
async function ensureQueues(queue: PgBoss): Promise<void> {
  for (const name of Object.keys(jobs)) {
    if (!(await queue.getQueue(name))) await queue.createQueue(name, queueOptions);
  }
}

function started(): Promise<PgBoss> {
  starting ??= (async () => {
    const queue = newBoss(environment().HABEAS_DATABASE_URL, false);
    await queue.start();
    await ensureQueues(queue);
    return queue;
  })();
  // A failed start is tried again by the next caller.
  starting.catch(() => {
    starting = undefined;
  });
  return starting;
}

/**
 * Rings for a row inside the caller's transaction: the job exists exactly if the transaction commits.
 * A ring that is already waiting for the same row is enough.
 */
export async function ring(tx: Transaction, name: JobName, id: string): Promise<void> {
  const queue = await started();
  const payload: JobPayload = { id, v: payloadVersion };
  await queue.send(name, payload, { db: fromDrizzle(tx, sql), singletonKey: id });
}

/**
 * Answers rings until `stop` is called. A job is done as soon as its id is in this process's hands: the row and
 * its lease are what is kept, and the sweep finds whatever a killed process had in hand. So one fetch takes
 * fifty rings, and a slow piece of work holds up no other. What is no ring of ours is passed over: others came with it.
 */
export async function answerRings(handlers: Record<JobName, (id: string) => Promise<void>>): Promise<{
  /** Pieces of work under way. */
  busy(): number;
  /** Takes nothing new and waits for what is under way, at most `seconds`. */
  stop(seconds: number): Promise<void>;
}> {
  const queue = newBoss(environment().HABEAS_DATABASE_URL, true);
  await queue.start();
  await ensureQueues(queue);
  const pools: Pool[] = [];
  for (const name of Object.keys(jobs) as JobName[]) {
    const pool = new Pool(jobs[name].atOnce, handlers[name]);
    pools.push(pool);
    await queue.work<JobPayload>(name, fetching, async (rings) => {
      for (const { data } of rings) if (isRing(data)) pool.offer(data.id);
    });
  }
  return {
    busy: () => pools.reduce((sum, pool) => sum + pool.busy, 0),
    async stop(seconds) {
      const ended = pools.map((pool) => pool.stop(seconds));
      await queue.stop({ graceful: true, timeout: 2_000 });
      await Promise.all(ended);
    },
  };
}

/** Ends this process's sending side. */
export async function closeQueue(): Promise<void> {
  const closing = await starting;
  starting = undefined;
  await closing?.stop({ graceful: false });
}

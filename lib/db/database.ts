import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { environment } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import { AppPool } from "./pool.ts";
import { endWhenSilent } from "./silence.ts";

export type Database = NodePgDatabase;
/** A database or an open transaction of it: whatever statements can run on. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
export type Queryable = Database | Transaction;

let pool: pg.Pool | undefined;
let opened: Database | undefined;

/** The database of this process, opened on first use, as the role that owns nothing (docs/decisions/0048). */
export function database(): Database {
  if (opened) return opened;
  pool = new AppPool(environment().HABEAS_DATABASE_URL, {
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // A process that has lost the network in the middle of a transaction must not keep its locks.
    idle_in_transaction_session_timeout: 60_000,
    application_name: "habeas",
  });
  // An idle connection that the server closes must not end the process; the next query opens a new one.
  pool.on("error", (error) => log.warn({ err: error }, "an idle database connection was lost"));
  // Nor must one that is lost between two statements of a transaction: the next statement reports it.
  pool.on("connect", (client) => {
    client.on("error", () => {});
    endWhenSilent(client);
  });
  opened = drizzle(pool);
  return opened;
}

/** Runs `work` in one transaction: everything in it commits, or nothing does. */
export function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(work);
}

/** Closes every connection; for the end of a process or of a test. */
export async function closeDatabase(): Promise<void> {
  const closing = pool;
  pool = undefined;
  opened = undefined;
  await closing?.end();
}

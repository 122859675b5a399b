import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { environment } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import { database, type Transaction } from "#lib/db/database.ts";

/** Tables whose rows are durable work. */
const leasedTables = [
  "task",
  "bundle",
  "notice",
  "outgoing_message",
  "staff_ping",
  "erasure_system",
  "erasure_undo",
  "erasure_sweep",
  "erasure_batch",
  "erasure_batch_system",
  "rectification_system",
  "effect_system",
  "effect_plan",
  "recipient_notice",
  "redaction_scan",
  "transmission",
] as const;
export type LeasedTable = (typeof leasedTables)[number];

/** This process, as the holder of leases. */
export const processId = randomUUID();

/** A row of work that this process owns until `signal` aborts; every write must carry the fence. */
export type Lease = { table: LeasedTable; id: string; fence: number; signal: AbortSignal; end(): void };

/**
 * Takes a row of work if it is due and nobody holds it, or if its holder's lease ran out. Null where somebody
 * else has it: then there is nothing to do. The heartbeat renews the lease until `end` is called.
 */
export async function claim(table: LeasedTable, id: string): Promise<Lease | null> {
  const seconds = environment().HABEAS_LEASE_SECONDS;
  const name = sql.identifier(table);
  const taken = await database().execute<{ fence: string }>(
    sql`update ${name} set state = 'running', lease_owner = ${processId}, fence = fence + 1,
          lease_until = now() + make_interval(secs => ${seconds}),
          lost = lost + (case when state = 'running' then 1 else 0 end)
        where id = ${id}
          and ((state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()))
        returning fence`,
  );
  const row = taken.rows[0];
  if (!row) return null;
  const fence = Number(row.fence);
  const ended = new AbortController();
  const beat = setInterval(
    async () => {
      try {
        const kept = await database().execute(
          sql`update ${name} set lease_until = now() + make_interval(secs => ${seconds})
            where id = ${id} and fence = ${fence} and state = 'running' returning 1`,
        );
        if (kept.rows.length === 0) ended.abort(new LeaseLost());
      } catch (error) {
        // The next beat tries again; if the lease runs out meanwhile, the fence refuses our writes.
        log.warn({ err: error, table, id }, "a heartbeat did not reach the database");
      }
    },
    (seconds * 1000) / 3,
  );
  return { table, id, fence, signal: ended.signal, end: () => clearInterval(beat) };
}

/** Somebody else owns the work now; what was done is discarded. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/**
 * Makes sure, inside the transaction that writes a result, that this process still owns the row.
 * Throws LeaseLost otherwise, so that nothing of the transaction commits.
 */
export async function stillOurs(tx: Transaction, lease: Lease): Promise<void> {
  const held = await tx.execute(
    sql`select 1 from ${sql.identifier(lease.table)}
        where id = ${lease.id} and fence = ${lease.fence} and state = 'running' and lease_until > now() for update`,
  );
  if (held.rows.length === 0) throw new LeaseLost();
}

/**
 * Gives work back to be tried later, after a failure on our side that left no other word. Without it the row
 * would be taken again at the end of every lease, for ever and at full speed.
 */
export async function giveBack(lease: Lease): Promise<void> {
  const ceiling = environment().HABEAS_RETRY_CEILING_SECONDS;
  try {
    await database().execute(
      sql`update ${sql.identifier(lease.table)} set state = 'ready', attempts = attempts + 1,
            not_before = now() + make_interval(secs => least(power(2, least(attempts, 20)), ${ceiling}))
          where id = ${lease.id} and fence = ${lease.fence} and state = 'running'`,
    );
  } catch (error) {
    log.warn({ err: error, table: lease.table, id: lease.id }, "its lease will run out instead");
  }
}

/**
 * Gives back at once all that this process still owns, for one that stops and has no more time: another takes it now and
 * not at the end of its lease. The fence grows, so that nothing which is still under way here can write. Returns how many.
 */
export async function handBackAll(): Promise<number> {
  let back = 0;
  for (const table of leasedTables) {
    const given = await database().execute(
      sql`update ${sql.identifier(table)} set state = 'ready', fence = fence + 1, not_before = now()
          where state = 'running' and lease_owner = ${processId}`,
    );
    back += given.rowCount ?? 0;
  }
  return back;
}

/** Seconds to wait before try number `attempts`: doubling from one second up to the ceiling. */
export function pauseBefore(attempts: number): number {
  return Math.min(2 ** Math.min(attempts - 1, 20), environment().HABEAS_RETRY_CEILING_SECONDS);
}

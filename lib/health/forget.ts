import { eq, sql } from "drizzle-orm";
import { houseRound } from "#drizzle/schema/health.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import type { KeptName } from "./kept.ts";
import { recordRound } from "./rounds.ts";

const worker: Actor = { kind: "worker", requestId: "" };

/**
 * Runs one deletion by schedule and writes it down with its count and its cut-off, so that it can be proved: once a day
 * what went since is an event of the log. `days`: the age after which records go. What `run` deletes by the transaction that
 * it is given commits together with the count.
 */
export async function forgetInRound(
  name: KeptName,
  days: number | null,
  run: (tx: Transaction) => Promise<number>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const gone = await run(tx);
    const [before] = await tx
      .select({
        handled: houseRound.handled,
        cutOff: houseRound.cutOff,
        today: sql<boolean>`(${houseRound.ranAt} at time zone 'UTC')::date = (now() at time zone 'UTC')::date`,
      })
      .from(houseRound)
      .where(eq(houseRound.name, name))
      .for("update");
    const cutOff = days === null ? null : await daysAgo(tx, days);
    if (before && !before.today && before.handled > 0) {
      const until = before.cutOff?.toISOString().slice(0, 10) ?? null;
      await audit(tx, null, worker, {
        kind: "records_forgotten",
        what: name,
        records: before.handled,
        until,
      });
    }
    const since = before?.today ? before.handled : 0;
    await recordRound(name, { ok: true, handled: gone, handledSince: since + gone, cutOff }, tx);
  });
}

/** That many days ago, by the database's clock. */
async function daysAgo(tx: Transaction, days: number): Promise<Date> {
  const { rows } = await tx.execute<{ at: Date }>(sql`select now() - make_interval(days => ${days}) as at`);
  return new Date(rows[0]?.at ?? 0);
}

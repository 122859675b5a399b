import { eq, sql } from "drizzle-orm";
import { ConnectorError } from "#connectors/errors.ts";
import { erasureSweep } from "#drizzle/schema/undo.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { proposeEnding, runsNightly, systemsWithEnds } from "../retention/propose.ts";
import { proposeAgain } from "./batch-again.ts";
import { findIn } from "./find.ts";
import { noteFound } from "./note.ts";

const hoursBetween = 24;

/**
 * Looks through one system for people who were erased. What is found becomes an alert and, where that is safe, a plan
 * that two people must approve; nothing is erased. Harmless to call at any time and to begin anew.
 */
export async function runSweep(id: string): Promise<void> {
  const lease = await claim("erasure_sweep", id);
  if (!lease) return;
  try {
    const [row] = await database().select().from(erasureSweep).where(eq(erasureSweep.id, id));
    const system = currentMap().systems.find((one) => one.id === row?.systemId);
    if (!row) return;
    if (system) await attempt(lease, row.attempts, system);
    else await inTransaction((tx) => tx.delete(erasureSweep).where(eq(erasureSweep.id, id)));
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.warn({ err: error, sweep: id }, "a sweep will be begun again");
      await giveBack(lease);
    }
  } finally {
    lease.end();
  }
}

async function attempt(lease: Lease, attempts: number, system: System): Promise<void> {
  const begunAt = new Date();
  try {
    if (runsNightly() && systemsWithEnds().includes(system)) await proposeEnding(null, system, lease.signal);
    const session = await openSession(system, lease.signal, { kind: "locate" });
    try {
      if (!session.identifiers) {
        return await ended(lease, { begunAt, cannot: "This kind of system cannot list who is known in it." });
      }
      const found = await findIn(system, session.identifiers(), lease.signal);
      const rows =
        (await noteFound(system, found.hits, begunAt)) + (await proposeAgain(system, found.batchHits));
      await ended(lease, { begunAt, cannot: null, identifiers: found.identifiers, found: rows });
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof LeaseLost || lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError)) throw error;
    await inTransaction(async (tx) => {
      await stillOurs(tx, lease);
      await tx.update(erasureSweep).set(laterTry(attempts, error)).where(eq(erasureSweep.id, lease.id));
    });
  }
}

async function ended(
  lease: Lease,
  said: { begunAt: Date; cannot: string | null; identifiers?: number; found?: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await tx
      .update(erasureSweep)
      .set({
        ...{ identifiers: 0, found: 0, ...said },
        ...{ state: "ready", attempts: 0, lost: 0, troubleCode: null, trouble: null },
        sweptAt: sql`now()`,
        notBefore: sql`now() + make_interval(hours => ${hoursBetween})`,
      })
      .where(eq(erasureSweep.id, lease.id));
  });
}

import { eq } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { erasureSystem } from "#drizzle/schema/erasure.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction } from "#lib/db/database.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { claim, giveBack, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { actOnSystem } from "./act.ts";
import { deedOf } from "./deed.ts";
import { finishSystem } from "./finish.ts";
import { listSystem } from "./list-system.ts";
import { proofOf } from "./prove.ts";
import { begun } from "./start.ts";
import { keeperFor } from "./undo/keep.ts";
import { failWork, type SystemWork, stopSystem, stopWords, workOf } from "./work.ts";

/** So many workers may die in a row without getting on, before it is left for staff to look at. */
const mostLost = 3;

/**
 * Works on one system of an erasure: lists it, acts as approved, looks it up again. Harmless to call at any time:
 * without a lease it does nothing, and a holder that lost its lease writes nothing.
 */
export async function runErasure(id: string): Promise<void> {
  const lease = await claim("erasure_system", id);
  if (!lease) return;
  try {
    const work = await workOf(lease);
    if (!work) return;
    if (!canGoOn(work)) await leave(work);
    else if (work.row.lost >= mostLost) await stopSystem(work, "worker_died");
    else await attempt(work);
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.warn({ err: error, erasure: id }, "an erasure will be picked up again");
      await giveBack(lease);
    }
  } finally {
    lease.end();
  }
}

function canGoOn({ row, erasure }: SystemWork): boolean {
  if (row.phase === "plan") return erasure.state === "planning";
  return erasure.state === "approved" || erasure.state === "acting";
}

/** Nobody waits for it now: staff stopped it, or it is not approved. */
async function leave({ lease, row, erasure }: SystemWork): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    const code = erasure.state === "stopped" ? "stopped" : null;
    await tx
      .update(erasureSystem)
      .set({ state: "parked", ...(code ? { troubleCode: code, trouble: stopWords[code] } : {}) })
      .where(eq(erasureSystem.id, row.id));
  });
}

async function attempt(work: SystemWork): Promise<void> {
  try {
    const system = systemOf(currentMap(), work.row.systemId);
    // What must wait, or may not begin, asks nothing of the system.
    if (work.row.phase !== "plan" && !(await begun(work))) return;
    const session = await openSession(system, work.lease.signal, { taskId: work.row.taskId, kind: "erase" });
    try {
      if (!session.eraser) {
        throw new ConnectorError(
          "misconfigured",
          "This kind of system cannot be erased by machine any more.",
        );
      }
      await step(work, session.eraser, system);
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof LeaseLost || work.lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError))
      log.error({ err: error, erasure: work.row.id }, "an erasure failed");
    await failWork(work, error instanceof ConnectorError ? error : null);
  }
}

async function step(work: SystemWork, eraser: Eraser, system: System): Promise<void> {
  if (work.row.phase === "plan") return listSystem(work, eraser);
  if (work.row.phase === "act" && !(await actOnSystem(deedOf(work, await keeperFor(work, eraser)), eraser)))
    return;
  await finishSystem(work, system, await proofOf(work, eraser, system));
}

import { eq } from "drizzle-orm";
import type { Session } from "#connectors/contract.ts";
import type { Corrector } from "#connectors/correct.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { rectificationSystem } from "#drizzle/schema/rectification.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { readFacts, storeFacts } from "#lib/fanout/facts.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { claim, giveBack, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { actOnSystem } from "./act.ts";
import { finishSystem } from "./finish.ts";
import { listSystem } from "./list-system.ts";
import { proofOf } from "./prove.ts";
import { commitWork, failWork, type SystemWork, stopSystem, workOf } from "./work.ts";

/** So many workers may die in a row without getting on, before it is left for staff to look at. */
const mostLost = 3;

/**
 * Works on one system of a rectification: lists it, changes what was approved, reads it again. Harmless to call at any
 * time: without a lease it does nothing, and a holder that lost its lease writes nothing.
 */
export async function runRectification(id: string): Promise<void> {
  const lease = await claim("rectification_system", id);
  if (!lease) return;
  try {
    const work = await workOf(lease);
    if (!work) return;
    if (work.plan.state !== (work.row.phase === "plan" ? "planning" : "acting")) await leave(work);
    else if (work.row.lost >= mostLost) await stopSystem(work);
    else await attempt(work);
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.warn({ err: error, rectification: id }, "a rectification will be picked up again");
      await giveBack(lease);
    }
  } finally {
    lease.end();
  }
}

/** Nobody waits for it now. */
async function leave({ lease, row }: SystemWork): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await tx.update(rectificationSystem).set({ state: "parked" }).where(eq(rectificationSystem.id, row.id));
  });
}

async function attempt(work: SystemWork): Promise<void> {
  let session: Session | undefined;
  try {
    const system = systemOf(currentMap(), work.row.systemId);
    if (system.connector !== "human") {
      session = await openSession(system, work.lease.signal, { taskId: work.row.taskId, kind: "correct" });
    }
    const corrector = session?.corrector;
    if (work.row.phase === "plan") return await listSystem(work, corrector, system);
    if (work.row.phase === "act" && !(await actOnSystem(work, corrector, system))) return;
    const proof = await proofOf(work, corrector, system);
    if (corrector) await readAnew(work, corrector, system);
    await finishSystem(work, system, proof);
  } catch (error) {
    if (error instanceof LeaseLost || work.lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError))
      log.error({ err: error, rectification: work.row.id }, "a rectification failed");
    await failWork(work, error instanceof ConnectorError ? error : null);
  } finally {
    await session?.close();
  }
}

/** From now on everybody who looks sees what the system says after the act, and not what it said before. */
async function readAnew(work: SystemWork, corrector: Corrector, system: System): Promise<void> {
  const { taskId, requestId, systemId } = work.row;
  const keys = await confirmedKeys(database(), taskId, work.key);
  const facts = await readFacts(corrector, system, keys);
  await commitWork(work, (tx) =>
    storeFacts(tx, { taskId, requestId, systemId, key: work.key, actor: work.actor }, facts),
  );
}

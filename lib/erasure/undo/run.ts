import { desc, eq, sql } from "drizzle-orm";
import type { PutBack, Undoing } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { erasure, erasureSystem } from "#drizzle/schema/erasure.ts";
import { erasureImage, erasureUndo } from "#drizzle/schema/undo.ts";
import { audit } from "#lib/audit/append.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { hashOfText, signText } from "#lib/vault/sign.ts";
import type { ErasureRow, SystemRow } from "../work.ts";
import { removeShredded } from "./end.ts";
import { readImages, undoKeyOf } from "./images.ts";
import { shred } from "./window.ts";

type UndoRow = typeof erasureUndo.$inferSelect;
type Work = { lease: Lease; undo: UndoRow; row: SystemRow; erasure: ErasureRow };

/**
 * Puts back what one system's part removed, what was done last first. Harmless to call at any time and to begin anew:
 * what stands already stays as it is.
 */
export async function runUndo(id: string): Promise<void> {
  const lease = await claim("erasure_undo", id);
  if (!lease) return;
  try {
    const [found] = await database()
      .select({ undo: erasureUndo, row: erasureSystem, erasure })
      .from(erasureUndo)
      .innerJoin(erasureSystem, eq(erasureUndo.systemRow, erasureSystem.id))
      .innerJoin(erasure, eq(erasureSystem.erasureId, erasure.id))
      .where(eq(erasureUndo.id, id));
    if (found) await attempt({ ...found, lease });
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.warn({ err: error, undo: id }, "putting back will be picked up again");
      await giveBack(lease);
    }
  } finally {
    lease.end();
  }
}

async function attempt(work: Work): Promise<void> {
  try {
    const system = systemOf(currentMap(), work.row.systemId);
    const session = await openSession(system, work.lease.signal, { taskId: work.row.taskId, kind: "erase" });
    try {
      const undo = session.eraser?.undo;
      if (!undo)
        throw new ConnectorError("misconfigured", "This kind of system cannot take it back any more.");
      await finish(work, await putAllBack(work, undo));
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof LeaseLost || work.lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError)) throw error;
    await inTransaction(async (tx) => {
      await stillOurs(tx, work.lease);
      const later = laterTry(work.undo.attempts, error);
      await tx.update(erasureUndo).set(later).where(eq(erasureUndo.id, work.undo.id));
    });
  }
}

async function putAllBack({ lease, undo }: Work, system: Undoing): Promise<PutBack> {
  if (undo.wrapped === null) throw new Error("the key of what was erased is destroyed");
  const key = undoKeyOf(undo.id, undo.wrapped);
  const files = await database()
    .select()
    .from(erasureImage)
    .where(eq(erasureImage.undoId, undo.id))
    .orderBy(desc(erasureImage.number));
  const whole: PutBack = { back: 0, already: 0, altered: 0, not: [] };
  const lost = new Set<string>();
  for (const file of files) {
    if (lease.signal.aborted) throw new LeaseLost();
    add(whole, await system.putBack(await readImages(key, file.storageKey), file.sure, lost), file.sure);
  }
  return whole;
}

/** What stands already was put back by an earlier try, where it is sure that it was taken. */
function add(whole: PutBack, part: PutBack, sure: boolean): void {
  whole.back += part.back + (sure ? part.already : 0);
  whole.already += sure ? 0 : part.already;
  whole.altered += part.altered;
  for (const one of part.not) {
    const known = whole.not.find((each) => each.table === one.table && each.why === one.why);
    if (known) known.rows += one.rows;
    else whole.not.push({ ...one });
  }
}

/** Where everything is back, nothing needs to be kept for it any more; else staff can try again until the days are over. */
async function finish(work: Work, result: PutBack): Promise<void> {
  const { undo, row, erasure: of } = work;
  const left = result.not.reduce((sum, one) => sum + one.rows, 0);
  const body = canonical({
    format: "habeas-erasure-put-back/1",
    erasure: of.id,
    number: of.number,
    system: row.systemId,
    at: new Date().toISOString(),
    back: result.back,
    altered_by_system: result.altered,
    not_back: result.not,
  });
  await inTransaction(async (tx) => {
    await lockRequest(tx, row.requestId);
    await stillOurs(tx, work.lease);
    await tx
      .update(erasureUndo)
      .set({
        state: "parked",
        ...{ attempts: 0, lost: 0, troubleCode: null, trouble: null },
        ...{
          result,
          body,
          ...signText(body),
          endedAt: sql`now()`,
          outcome: left === 0 ? "undone" : "partly",
        },
      })
      .where(eq(erasureUndo.id, undo.id));
    if (left === 0) await shred(tx, undo, "undone");
    const rows = { back: result.back + result.altered, left };
    await told(tx, work, { ...rows, receipt: hashOfText(body) });
  });
  if (left === 0) await removeShredded();
}

async function told(
  tx: Transaction,
  { row, erasure: of }: Work,
  rows: { back: number; left: number; receipt: string },
): Promise<void> {
  await audit(
    tx,
    row.requestId,
    { kind: "worker", requestId: row.requestId },
    {
      kind: "erasure_put_back",
      number: of.number,
      system: row.systemId,
      ...rows,
    },
  );
}

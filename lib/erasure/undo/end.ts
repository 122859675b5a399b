import { and, eq, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import { erasure, erasureSystem } from "#drizzle/schema/erasure.ts";
import { erasureImage, erasureUndo } from "#drizzle/schema/undo.ts";
import { audit } from "#lib/audit/append.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { lockRequest } from "#lib/request/move.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { imagesOf } from "./images.ts";
import { shred } from "./window.ts";

const atOnce = 200;

/**
 * Makes erasures final whose days to take them back are over: first the key is destroyed, then the files go. What is
 * being put back at this moment is let be. Returns how many became final.
 */
export async function endUndoWindows(): Promise<number> {
  const due = await database()
    .select({ undo: erasureUndo, systemId: erasureSystem.systemId, number: erasure.number })
    .from(erasureUndo)
    .innerJoin(erasureSystem, eq(erasureUndo.systemRow, erasureSystem.id))
    .innerJoin(erasure, eq(erasureSystem.erasureId, erasure.id))
    .where(isOver())
    .limit(atOnce);
  let ended = 0;
  for (const { undo, systemId, number } of due) {
    await inTransaction(async (tx) => {
      await lockRequest(tx, undo.requestId);
      const [still] = await tx
        .select({ undo: erasureUndo })
        .from(erasureUndo)
        .innerJoin(erasureSystem, eq(erasureUndo.systemRow, erasureSystem.id))
        .innerJoin(erasure, eq(erasureSystem.erasureId, erasure.id))
        .where(and(eq(erasureUndo.id, undo.id), isOver()))
        .for("update", { of: erasureUndo });
      if (!still) return;
      await shred(tx, still.undo, still.undo.outcome === "partly" ? "partly" : "expired");
      const actor = { kind: "worker", requestId: undo.requestId } as const;
      await audit(tx, undo.requestId, actor, { kind: "erasure_final", number, system: systemId });
      ended++;
    });
  }
  await removeShredded();
  return ended;
}

/**
 * Of an erasure that stopped and was left so, the days count from the last that was taken. What somebody asked to be put
 * back in time, and the system does not take, is tried for as many days again.
 */
function isOver() {
  const today = companyToday();
  const ended = or(
    eq(erasureSystem.state, "settled"),
    inArray(erasure.state, ["done", "dropped"]),
    and(
      eq(erasure.state, "stopped"),
      sql`not exists (select 1 from ${erasureImage} i where i.undo_id = ${erasureUndo.id}
            and i.at >= ${today}::date - ${erasureUndo.days})`,
    ),
  );
  const kept = and(eq(erasureUndo.state, "parked"), lt(erasureUndo.untilDay, today));
  const inVain = and(
    sql`(${erasureUndo.state} = 'ready' or (${erasureUndo.state} = 'running' and ${erasureUndo.leaseUntil} < now()))`,
    sql`${erasureUndo.untilDay} + ${erasureUndo.days} < ${today}::date`,
  );
  return and(isNotNull(erasureUndo.wrapped), or(kept, inVain), ended);
}

/** Removes files whose key is destroyed, also where our process died between the two. */
export async function removeShredded(): Promise<void> {
  const left = await database()
    .selectDistinct({ id: erasureUndo.id, requestId: erasureUndo.requestId })
    .from(erasureUndo)
    .innerJoin(erasureImage, eq(erasureImage.undoId, erasureUndo.id))
    .where(eq(erasureUndo.state, "settled"))
    .limit(atOnce);
  for (const undo of left) {
    await removeSpool(imagesOf(undo));
    await database().delete(erasureImage).where(eq(erasureImage.undoId, undo.id));
  }
}

import { and, eq, inArray, isNotNull, lt } from "drizzle-orm";
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
    .where(
      and(
        isNotNull(erasureUndo.wrapped),
        eq(erasureUndo.state, "parked"),
        lt(erasureUndo.untilDay, companyToday()),
        inArray(erasure.state, ["done", "dropped"]),
      ),
    )
    .limit(atOnce);
  for (const { undo, systemId, number } of due) {
    await inTransaction(async (tx) => {
      await lockRequest(tx, undo.requestId);
      const [still] = await tx
        .select()
        .from(erasureUndo)
        .where(
          and(eq(erasureUndo.id, undo.id), eq(erasureUndo.state, "parked"), isNotNull(erasureUndo.wrapped)),
        )
        .for("update");
      if (!still) return;
      await shred(tx, still, still.outcome === "partly" ? "partly" : "expired");
      await audit(
        tx,
        undo.requestId,
        { kind: "worker", requestId: undo.requestId },
        {
          kind: "erasure_final",
          number,
          system: systemId,
        },
      );
    });
  }
  await removeShredded();
  return due.length;
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

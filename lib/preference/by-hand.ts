import { eq, sql } from "drizzle-orm";
import { effectSystem } from "#drizzle/schema/effect.ts";
import { request } from "#drizzle/schema/request.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { goOn } from "./finish.ts";

export const noteContext = (id: string) => `effect_system/${id}/note`;

/**
 * Staff write down what they set (or took back) by hand in a system that waits for people; the note is the evidence.
 * Throws HabeasError `invalid` without a note, `conflict` where nothing waits for people.
 */
export async function recordEffectByHand(actor: Actor, effectId: string, note: string): Promise<void> {
  const said = note.trim();
  if (said === "") throw new HabeasError("invalid", "Say in a sentence what you did: it is the evidence.");
  await inTransaction(async (tx) => {
    const [found] = await tx
      .select({ reference: request.reference })
      .from(effectSystem)
      .innerJoin(request, eq(effectSystem.requestId, request.id))
      .where(eq(effectSystem.id, rowId(effectId)));
    if (!found) notFound();
    const seen = await requestFor(tx, actor, found.reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, seen.id);
    const [row] = await tx.select().from(effectSystem).where(eq(effectSystem.id, effectId)).for("update");
    if (row?.state !== "parked") throw new HabeasError("conflict", "Nothing waits for people here.");
    await tx
      .update(effectSystem)
      .set({
        state: "settled",
        outcome: "by_hand",
        byHandBy: actorName(actor),
        sealedNote: seal(await keyOf(tx, locked.id), noteContext(row.id), said.slice(0, 4000)),
        endedAt: sql`now()`,
      })
      .where(eq(effectSystem.id, row.id));
    await audit(tx, locked.id, actor, {
      kind: "effect_by_hand",
      system: row.systemId,
      act: row.act as "set" | "lift",
    });
    await goOn(tx, locked.id);
  });
}

import { and, eq, isNull, sql } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { request } from "#drizzle/schema/request.ts";
import { foundKey, sharedIdentifier, task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { identifierContext } from "#lib/request/plan.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal, tokenOf } from "#lib/vault/seal.ts";
import { keyContext, keyToken } from "./known.ts";
import { mostToChooseFrom } from "./shared.ts";

export type SharedDecision = { sharedId: string; keys: string[]; reason: string };

/**
 * Staff say which of the people behind a shared identifier is the one who asks (or that none is). The chosen
 * keys become known by decision, with a reason, and the walk goes on from them.
 * Throws HabeasError `invalid` for a key that was not among them or a missing reason, `conflict` if decided.
 */
export async function decideShared(actor: Actor, decision: SharedDecision): Promise<void> {
  if (decision.reason.trim() === "")
    throw new HabeasError("invalid", "Say how you know: the reason is the evidence.");
  await inTransaction(async (tx) => {
    const [row] = await tx
      .select({ shared: sharedIdentifier, task, reference: request.reference })
      .from(sharedIdentifier)
      .innerJoin(task, eq(sharedIdentifier.taskId, task.id))
      .innerJoin(request, eq(task.requestId, request.id))
      .where(eq(sharedIdentifier.id, rowId(decision.sharedId)));
    if (!row) notFound();
    await requestFor(tx, actor, row.reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, row.task.requestId);
    const key = await keyOf(tx, locked.id);
    const candidates = JSON.parse(open(key, keyContext(row.task.id), row.shared.sealedKeys)) as string[];
    if (decision.keys.some((chosen) => !candidates.includes(chosen))) {
      throw new HabeasError("invalid", "That record is not one of those to choose from.");
    }
    const decided = await tx
      .update(sharedIdentifier)
      .set({
        onePerson:
          candidates.length < mostToChooseFrom && candidates.every((one) => decision.keys.includes(one)),
        decidedAt: sql`now()`,
        decidedBy: actorName(actor),
        sealedReason: seal(key, `shared/${row.shared.id}`, decision.reason.trim()),
      })
      .where(and(eq(sharedIdentifier.id, row.shared.id), isNull(sharedIdentifier.decidedAt)))
      .returning();
    if (decided.length === 0 || locked.status !== "collecting") {
      throw new HabeasError("conflict", "Somebody has decided this already.");
    }
    for (const chosen of decision.keys) await keep(tx, row.task, row.shared, chosen, key);
    const known = await tx.select({ id: foundKey.id }).from(foundKey).where(eq(foundKey.taskId, row.task.id));
    await tx
      .update(task)
      // Asked afresh: what was reached by a good and by a stopped identifier is reached by the good one again.
      .set({ state: "ready", notBefore: sql`now()`, keysKnown: known.length, seenIdentifier: 0 })
      .where(and(eq(task.id, row.task.id), eq(task.state, "parked")));
    if (decided[0]?.onePerson) {
      // It may be walked again: every system that has gone past it meanwhile is asked by it after all.
      const before = row.shared.identifierId - 1;
      await tx
        .update(task)
        .set({ seenIdentifier: sql`least(${task.seenIdentifier}, ${before})` })
        .where(eq(task.requestId, locked.id));
    }
    await audit(tx, locked.id, actor, {
      kind: "shared_decided",
      system: row.task.systemId,
      kept: decision.keys.length,
    });
    await ring(tx, "task.run", row.task.id);
  });
}

async function keep(
  tx: Transaction,
  row: typeof task.$inferSelect,
  shared: typeof sharedIdentifier.$inferSelect,
  chosen: string,
  key: DataKey,
): Promise<void> {
  await tx
    .insert(foundKey)
    .values({
      taskId: row.id,
      collection: shared.collection,
      token: keyToken(row.systemId, chosen),
      sealed: seal(key, keyContext(row.id), chosen),
      viaIdentifier: shared.identifierId,
      origin: "decided",
    })
    .onConflictDoNothing();
  const root = systemOf(currentMap(), row.systemId).collections.find((one) => one.name === shared.collection);
  // Where the key is an identifier too (a customer number), systems can be asked by it from here on.
  const kind = root?.match.find(
    (one) => one.fields.map((path) => path.text).join() === root.subject_key.join(),
  )?.kind;
  if (!kind) return;
  await tx
    .insert(identifier)
    .values({
      requestId: row.requestId,
      kind,
      token: tokenOf(kind, chosen),
      sealed: seal(key, identifierContext(row.requestId, kind), chosen),
      origin: "decided",
      confidence: "confirmed",
      fromKey: keyToken(row.systemId, chosen),
      systemId: row.systemId,
      collection: shared.collection,
      fromId: shared.identifierId,
    })
    .onConflictDoNothing();
}

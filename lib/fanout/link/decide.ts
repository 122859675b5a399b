import { and, eq, inArray } from "drizzle-orm";
import { linkDecision, proposedLink } from "#drizzle/schema/link.ts";
import { foundKey, task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { keyContext } from "../known.ts";
import { forget } from "../shared.ts";
import { linkKey } from "./look-alike.ts";
import { personTokens, reasonContext } from "./remember.ts";
import { reopen } from "./take-back.ts";
import { reasonFrom, type TaskForStaff, taskFor } from "./task-for.ts";

export type LinksDecision = { taskId: string; accepted: readonly string[]; reason: string };

/**
 * Staff say which of the people who are alike in a system are the one who asks; all others that are open there are
 * rejected. What is accepted is collected anew, and only then the walk goes on from it. The word is remembered for
 * later requests of the same person. Throws HabeasError `invalid` without a reason, `conflict` where nothing is open.
 */
export async function decideLinks(actor: Actor, decision: LinksDecision): Promise<void> {
  const reason = reasonFrom(decision.reason);
  await inTransaction(async (tx) => {
    const place = await taskFor(tx, actor, decision.taskId);
    const openLinks = await tx
      .select()
      .from(proposedLink)
      .where(and(eq(proposedLink.taskId, place.row.id), inArray(proposedLink.state, ["proposed", "used"])));
    if (openLinks.length === 0) throw new HabeasError("conflict", "Somebody has decided this already.");
    if (decision.accepted.some((id) => !openLinks.some((link) => link.id === id))) {
      throw new HabeasError("conflict", "One of these links is not open any more.");
    }
    for (const link of openLinks) {
      await decideOne(tx, actor, place, link, decision.accepted.includes(link.id), reason);
    }
    // Accepted, it is read once more: its identifiers may lead on. Rejected, nothing of it stays.
    await forget(tx, place.row.id, {
      state: "ready",
      outcome: null,
      likeness: "done",
      notBefore: new Date(0),
    });
    await reopen(tx, place.locked, actor, place.row.systemId);
    await ring(tx, "task.run", place.row.id);
  });
}

async function decideOne(
  tx: Transaction,
  actor: Actor,
  { locked, row, key }: TaskForStaff,
  link: typeof proposedLink.$inferSelect,
  accepted: boolean,
  reason: string,
): Promise<void> {
  const verdict = accepted ? "accepted" : "rejected";
  const [written] = await tx
    .insert(linkDecision)
    .values({
      requestId: locked.id,
      systemId: row.systemId,
      verdict,
      keyToken: link.token,
      personTokens: await personTokens(tx, locked.id),
      sealedReason: seal(key, reasonContext(locked.id), reason),
      decidedBy: actorName(actor),
    })
    .returning({ id: linkDecision.id });
  await tx
    .update(proposedLink)
    .set({ state: verdict, decisionId: written?.id ?? null })
    .where(eq(proposedLink.id, link.id));
  if (accepted) {
    const found = open(key, keyContext(row.id), link.sealedKey);
    await linkKey(tx, { taskId: row.id, systemId: row.systemId, collection: link.collection }, found, key);
  } else {
    await tx
      .delete(foundKey)
      .where(
        and(eq(foundKey.taskId, row.id), eq(foundKey.token, link.token), eq(foundKey.origin, "likeness")),
      );
  }
  await audit(tx, locked.id, actor, {
    kind: "link_decided",
    system: row.systemId,
    verdict,
    remembered: false,
  });
}

/** What staff may do with a system that knows more identifiers than a person has. */
export type LimitDecision = { taskId: string; use: "all" | "none"; reason: string };

/** Staff let all or none of a system's many identifiers be used. Throws `invalid`, `conflict`. */
export async function decideLimit(actor: Actor, decision: LimitDecision): Promise<void> {
  const reason = reasonFrom(decision.reason);
  await inTransaction(async (tx) => {
    const { locked, row, key } = await taskFor(tx, actor, decision.taskId);
    const [due] = await tx
      .update(task)
      .set({
        state: "ready",
        yields: decision.use,
        troubleCode: null,
        trouble: null,
        notBefore: new Date(0),
      })
      .where(and(eq(task.id, row.id), eq(task.state, "parked"), eq(task.troubleCode, "too_many_identifiers")))
      .returning({ id: task.id });
    if (!due || locked.status !== "collecting") {
      throw new HabeasError("conflict", "Somebody has decided this already.");
    }
    await tx.insert(linkDecision).values({
      requestId: locked.id,
      systemId: row.systemId,
      verdict: decision.use,
      personTokens: await personTokens(tx, locked.id),
      sealedReason: seal(key, reasonContext(locked.id), reason),
      decidedBy: actorName(actor),
    });
    await audit(tx, locked.id, actor, { kind: "limit_decided", system: row.systemId, use: decision.use });
    await ring(tx, "task.run", row.id);
  });
}

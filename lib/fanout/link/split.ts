import { and, eq, inArray } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { linkDecision } from "#drizzle/schema/link.ts";
import { foundKey } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId, rowNumber } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { personTokens, reasonContext } from "./remember.ts";
import { takeBack } from "./take-back.ts";
import { reasonFrom, taskFor } from "./task-for.ts";

/**
 * Staff take a key of one system off the person, whatever led to it, with everything that came by it. It is not
 * found again, in this request and in later ones of the same person, until somebody takes that back.
 * Throws HabeasError `invalid` without a reason, `conflict` for an answer of a person, `not_found`.
 */
export async function splitKey(actor: Actor, keyId: string, typed: string): Promise<void> {
  const reason = reasonFrom(typed);
  await inTransaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(foundKey)
      .where(eq(foundKey.id, rowId(keyId)));
    if (!found) notFound();
    const { locked, row, key } = await taskFor(tx, actor, found.taskId);
    if (row.answeredBy !== "machine") {
      throw new HabeasError("conflict", "A person gave this answer. Ask them again instead.");
    }
    if (found.origin === "likeness") {
      throw new HabeasError("conflict", "This was reached by likeness: reject that link instead.");
    }
    await tx.insert(linkDecision).values({
      requestId: locked.id,
      systemId: row.systemId,
      verdict: "split",
      keyToken: found.token,
      personTokens: await personTokens(tx, locked.id),
      sealedReason: seal(key, reasonContext(locked.id), reason),
      decidedBy: actorName(actor),
    });
    await audit(tx, locked.id, actor, { kind: "split", system: row.systemId, what: "key" });
    const wrong = { keys: [{ taskId: row.id, token: found.token }], identifiers: [] };
    await takeBack(tx, locked, actor, wrong, row.systemId);
  });
}

/**
 * Staff take an identifier that a system yielded off the person, with everything that came by it. What the person
 * has proven stays theirs. Throws HabeasError `invalid`, `conflict`, `not_found`.
 */
export async function splitIdentifier(
  actor: Actor,
  reference: string,
  identifierId: number,
  typed: string,
): Promise<void> {
  const reason = reasonFrom(typed);
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, seen.id);
    const key = await keyOf(tx, locked.id);
    const [row] = await tx
      .update(identifier)
      .set({ origin: "detached" })
      .where(
        and(
          eq(identifier.id, rowNumber(identifierId)),
          eq(identifier.requestId, locked.id),
          inArray(identifier.origin, ["found", "decided"]),
        ),
      )
      .returning();
    if (!row?.systemId) throw new HabeasError("conflict", "This cannot be taken off the person.");
    await tx.insert(linkDecision).values({
      requestId: locked.id,
      systemId: row.systemId,
      verdict: "split",
      identifierKind: row.kind,
      identifierToken: row.token,
      personTokens: await personTokens(tx, locked.id),
      sealedReason: seal(key, reasonContext(locked.id), reason),
      decidedBy: actorName(actor),
    });
    await audit(tx, locked.id, actor, { kind: "split", system: row.systemId, what: row.kind });
    await takeBack(tx, locked, actor, { keys: [], identifiers: [row.id] }, row.systemId);
  });
}

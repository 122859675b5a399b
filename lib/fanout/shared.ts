import { and, eq, inArray, sql } from "drizzle-orm";
import type { KnownIdentifier, SharedIdentifier } from "#connectors/contract.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { finding, foundKey, humanTask, sharedIdentifier, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Transaction } from "#lib/db/database.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap, matchedKinds } from "#lib/map/current.ts";
import { identifierContext } from "#lib/request/plan.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import { countryOf, keyContext, type Located, type Work } from "./known.ts";

/** A shop's own address may lead to everybody. No more are shown, and so many are never found to be one person. */
export const mostToChooseFrom = 100;

/**
 * Writes down identifiers that lead to several people in a system. Each stops the walk everywhere, not only
 * there: whatever was reached through it before is taken back, and those systems are asked afresh without it.
 */
export async function storeShared(
  tx: Transaction,
  work: Work,
  answer: Located,
  idOf: (known: KnownIdentifier) => number | null,
): Promise<void> {
  for (const shared of answer.shared) {
    const identifierId = idOf(shared) ?? (await known(tx, work, shared));
    if (identifierId === null) continue;
    const [before] = await tx
      .select()
      .from(sharedIdentifier)
      .where(and(eq(sharedIdentifier.taskId, work.taskId), eq(sharedIdentifier.identifierId, identifierId)));
    if (before) continue;
    await tx.insert(sharedIdentifier).values({
      taskId: work.taskId,
      identifierId,
      collection: shared.collection,
      sealedKeys: seal(
        work.key,
        keyContext(work.taskId),
        JSON.stringify(shared.keys.slice(0, mostToChooseFrom)),
      ),
    });
    await audit(tx, work.requestId, work.actor, {
      kind: "shared_identifier",
      system: work.systemId,
      identifierKind: shared.kind,
      people: shared.keys.length,
    });
    await takeBack(tx, work, identifierId);
  }
}

/** Writes down an identifier that nobody was asked by: a system that yields it knows already that it is shared. */
async function known(tx: Transaction, work: Work, shared: SharedIdentifier): Promise<number | null> {
  const value = canonicalIdentifier(shared.kind, shared.value, countryOf(work.systemId, shared.kind));
  if (value === null) return null;
  const [row] = await tx
    .insert(identifier)
    .values({
      requestId: work.requestId,
      kind: shared.kind,
      token: tokenOf(shared.kind, value),
      sealed: seal(work.key, identifierContext(work.requestId, shared.kind), value),
      origin: "found",
      systemId: work.systemId,
      collection: shared.collection,
    })
    .onConflictDoUpdate({
      target: [identifier.requestId, identifier.kind, identifier.token],
      set: {
        origin: sql`case when ${identifier.origin} = 'claimed' then 'found' else ${identifier.origin} end`,
      },
    })
    .returning({ id: identifier.id });
  return row?.id ?? null;
}

/** Everything that was reached through an identifier, at any distance, and that nothing else vouches for. */
async function reachedThrough(tx: Transaction, requestId: string, identifierId: number): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(
    sql`with recursive reached as (
          select id from identifier where id = ${identifierId}
          union
          select i.id from identifier i join reached r on i.from_id = r.id
            where i.request_id = ${requestId} and i.origin = 'found')
        select id::text as id from reached where id <> ${identifierId}`,
  );
  return rows.rows.map((row) => Number(row.id));
}

async function takeBack(tx: Transaction, work: Work, identifierId: number): Promise<void> {
  const derived = await reachedThrough(tx, work.requestId, identifierId);
  const tainted = [identifierId, ...derived];
  if (derived.length > 0) {
    await tx.update(identifier).set({ origin: "tainted" }).where(inArray(identifier.id, derived));
  }
  const tasks = await tx.select().from(task).where(eq(task.requestId, work.requestId));
  const ids = tasks.map((row) => row.id);
  const lost = await tx
    .delete(foundKey)
    .where(and(inArray(foundKey.taskId, ids), inArray(foundKey.viaIdentifier, tainted)))
    .returning({ taskId: foundKey.taskId });
  const kinds = await tx
    .select({ kind: identifier.kind })
    .from(identifier)
    .where(inArray(identifier.id, tainted));
  for (const row of tasks) {
    const lostKeys = lost.some((one) => one.taskId === row.id);
    if (row.id === work.taskId) {
      if (lostKeys) await forget(tx, row.id, {});
      continue;
    }
    const system = currentMap().systems.find((one) => one.id === row.systemId);
    const mayHaveAsked = system !== undefined && kinds.some(({ kind }) => matchedKinds(system).has(kind));
    // A person who has been asked by it answered for somebody else too, perhaps: they are asked again without it.
    if (row.answeredBy === "person" && mayHaveAsked && row.seenIdentifier >= identifierId) {
      await askPersonAfresh(tx, row.id);
    }
    // One that is being asked right now is fenced off, so that its answer is not written.
    if (row.answeredBy === "machine" && (lostKeys || (mayHaveAsked && row.state === "running"))) {
      await forget(tx, row.id, { state: "ready", outcome: null, notBefore: new Date(0) });
      await ring(tx, "task.run", row.id);
    }
  }
}

/** Takes a question to a person and its answer back: they are asked again by what is known then. */
export async function askPersonAfresh(tx: Transaction, taskId: string): Promise<void> {
  await tx
    .update(humanTask)
    .set({ answeredAt: sql`now()`, answer: "withdrawn", sealedAsk: null, sealedDraft: null })
    .where(and(eq(humanTask.taskId, taskId), sql`${humanTask.answeredAt} is null`));
  await tx.delete(foundKey).where(eq(foundKey.taskId, taskId));
  await forget(tx, taskId, { state: "held", outcome: null, askedAt: null });
}

/** Empties what a task has found, so that it is collected again from what is still known. */
export async function forget(
  tx: Transaction,
  taskId: string,
  set: Partial<typeof task.$inferInsert>,
): Promise<void> {
  await tx.delete(finding).where(eq(finding.taskId, taskId));
  const [kept] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(foundKey)
    .where(eq(foundKey.taskId, taskId));
  const fresh = set.state === undefined ? {} : { seenIdentifier: 0, fence: sql`${task.fence} + 1` };
  await tx
    .update(task)
    .set({ ...set, ...fresh, keysKnown: kept?.count ?? 0, keysCollected: 0, records: 0, files: 0 })
    .where(eq(task.id, taskId));
}

import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { proposedLink } from "#drizzle/schema/link.ts";
import { foundKey, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap, matchedKinds } from "#lib/map/current.ts";
import { move } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { askPersonAfresh, forget } from "../shared.ts";

/** What a decision takes off a person: keys of systems, and identifiers. */
export type Wrong = { keys: readonly { taskId: string; token: Buffer }[]; identifiers: readonly number[] };

type Reached = { keyIds: Set<string>; identifierIds: Set<number> };

/** Everything that came by these keys and identifiers, at any distance, with themselves. */
async function reachedBy(tx: Transaction, requestId: string, wrong: Wrong): Promise<Reached> {
  const tasks = await tx.select().from(task).where(eq(task.requestId, requestId));
  const systemOfTask = new Map(tasks.map((row) => [row.id, row.systemId]));
  const keys = await tx
    .select()
    .from(foundKey)
    .where(inArray(foundKey.taskId, [...systemOfTask.keys()]));
  const identifiers = await tx.select().from(identifier).where(eq(identifier.requestId, requestId));
  const inSystem = (systemId: string | null, token: Buffer | null) =>
    `${systemId ?? ""}/${token?.toString("hex") ?? ""}`;
  const reached: Reached = { keyIds: new Set(), identifierIds: new Set(wrong.identifiers) };
  const places = new Set(wrong.keys.map((one) => inSystem(systemOfTask.get(one.taskId) ?? null, one.token)));
  for (let before = -1; before !== reached.keyIds.size + reached.identifierIds.size; ) {
    before = reached.keyIds.size + reached.identifierIds.size;
    for (const one of keys) {
      const place = inSystem(systemOfTask.get(one.taskId) ?? null, one.token);
      if (!places.has(place) && !reached.identifierIds.has(one.viaIdentifier ?? -1)) continue;
      places.add(place);
      reached.keyIds.add(one.id);
    }
    for (const one of identifiers) {
      // What is proven or was merely typed came from nobody's rows.
      if (one.origin === "proven" || one.origin === "claimed") continue;
      const came =
        reached.identifierIds.has(one.fromId ?? -1) ||
        (one.fromKey !== null && places.has(inSystem(one.systemId, one.fromKey)));
      if (came) reached.identifierIds.add(one.id);
    }
  }
  return reached;
}

/**
 * Takes keys and identifiers off a person with everything that came by them, and has every system asked afresh:
 * what something else vouches for is found again.
 */
export async function takeBack(
  tx: Transaction,
  locked: RequestRow,
  actor: Actor,
  wrong: Wrong,
  system: string,
): Promise<void> {
  const { keyIds, identifierIds } = await reachedBy(tx, locked.id, wrong);
  if (identifierIds.size > 0) {
    await tx
      .update(identifier)
      .set({ origin: "tainted" })
      .where(
        and(inArray(identifier.id, [...identifierIds]), inArray(identifier.origin, ["found", "decided"])),
      );
  }
  if (keyIds.size > 0) await tx.delete(foundKey).where(inArray(foundKey.id, [...keyIds]));
  await askAfresh(tx, locked, actor, system, identifierIds);
}

/**
 * Has every system asked afresh by what is known now. Likenesses that nobody has decided on rested on facts that
 * may be gone: they are looked for anew. People are asked again only where they were asked by what is gone.
 */
export async function askAfresh(
  tx: Transaction,
  locked: RequestRow,
  actor: Actor,
  system: string,
  gone: ReadonlySet<number> = new Set(),
): Promise<void> {
  const tasks = await tx.select().from(task).where(eq(task.requestId, locked.id));
  const ids = tasks.map((row) => row.id);
  const undecided = await tx
    .delete(proposedLink)
    .where(
      and(
        inArray(proposedLink.taskId, ids),
        // One that staff have looked at before waits for their next word.
        or(
          eq(proposedLink.state, "used"),
          and(eq(proposedLink.state, "proposed"), isNull(proposedLink.decisionId)),
        ),
      ),
    )
    .returning({ taskId: proposedLink.taskId, token: proposedLink.token });
  for (const one of undecided) {
    await tx
      .delete(foundKey)
      .where(
        and(eq(foundKey.taskId, one.taskId), eq(foundKey.token, one.token), eq(foundKey.origin, "likeness")),
      );
  }
  const goneKinds = gone.size
    ? await tx
        .select({ kind: identifier.kind })
        .from(identifier)
        .where(inArray(identifier.id, [...gone]))
    : [];
  for (const row of tasks) {
    if (row.answeredBy === "machine") {
      await forget(tx, row.id, {
        state: "ready",
        outcome: null,
        notBefore: new Date(0),
        troubleCode: null,
        trouble: null,
        likeness: "not",
      });
      await ring(tx, "task.run", row.id);
    } else if (row.answeredBy === "person") {
      const known = currentMap().systems.find((one) => one.id === row.systemId);
      const asked = goneKinds.some(({ kind }) => known && matchedKinds(known).has(kind));
      if (asked && row.seenIdentifier > 0) await askPersonAfresh(tx, row.id);
    }
  }
  await reopen(tx, locked, actor, system);
}

/** Opens a request again that had all its answers: one of them is asked for anew. */
export async function reopen(
  tx: Transaction,
  locked: RequestRow,
  actor: Actor,
  system: string,
): Promise<void> {
  await move(tx, locked.id, "reopen", actor, { kind: "collect_again_asked", system });
}

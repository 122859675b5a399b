import { and, eq, exists, inArray, notExists, notInArray, or, sql } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { request } from "#drizzle/schema/request.ts";
import { sharedIdentifier, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { answersWithBundle, type Right } from "#lib/law/rights.ts";
import { currentMap, matchedKinds } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { switchesEffects } from "#lib/request/effects.ts";
import { move } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { orderScan } from "./order-scan.ts";
import { nextOf, type WalkTask } from "./walk.ts";

/** What many people share is compared, never asked by: whoever it leads to may be anybody. */
const weakKinds = ["name", "birth_date", "postal_address"] as const;

/**
 * Identifiers of a request that systems may be asked by, oldest first: not what was merely claimed, nor what came
 * from somebody else's rows, nor one that leads to several people anywhere, unless staff found them to be one. An
 * opt-out is followed by what was claimed: nothing of it is shown, and no proof may be asked for. What a correction wrote
 * is remembered and not asked by: nobody has proven that it is theirs, and it may lead to whom it belongs to.
 */
export function walkable(tx: Queryable, requestId: string) {
  const stopped = tx
    .select({ one: sql`1` })
    .from(sharedIdentifier)
    .where(and(eq(sharedIdentifier.identifierId, identifier.id), eq(sharedIdentifier.onePerson, false)));
  const unproven = tx
    .select({ one: sql`1` })
    .from(request)
    .where(and(eq(request.id, requestId), inArray(request.right, ["opt_out", "limit_sensitive"])));
  return tx
    .select()
    .from(identifier)
    .where(
      and(
        eq(identifier.requestId, requestId),
        notInArray(identifier.origin, ["tainted", "detached", "corrected"]),
        or(notInArray(identifier.origin, ["claimed"]), exists(unproven)),
        notInArray(identifier.kind, [...weakKinds]),
        notExists(stopped),
      ),
    )
    .orderBy(identifier.id);
}

/**
 * After any task's answer, in the same transaction and under the request's lock: asks systems again that have
 * not seen a new identifier, lets the questions to people out when machines have said what they know, and
 * moves the request on once every system on the plan has a terminal outcome.
 */
export async function advance(tx: Transaction, locked: RequestRow, actor: Actor): Promise<void> {
  if (locked.status !== "collecting") return;
  const rows = await tx.select().from(task).where(eq(task.requestId, locked.id));
  const systems = new Map(currentMap().systems.map((system) => [system.id, system]));
  const tasks = rows.map((row) => ({
    id: row.id,
    answeredBy: row.answeredBy as WalkTask["answeredBy"],
    state: row.state as WalkTask["state"],
    attempts: row.attempts,
    seenIdentifier: row.seenIdentifier,
    stopped: row.state === "parked" && row.troubleCode !== null,
    mayLookAlike:
      row.outcome === "nothing_held" &&
      row.likeness === "not" &&
      // Nothing is written to somebody who is only alike, so nobody is looked for by likeness.
      !switchesEffects(locked.right as Right) &&
      comparesPeople(systems.get(row.systemId)),
    kinds: kindsOf(systems.get(row.systemId)),
  }));
  const next = nextOf(tasks, await walkable(tx, locked.id));
  if (next.lookAlike.length > 0) {
    await tx.update(task).set({ likeness: "due" }).where(inArray(task.id, next.lookAlike));
  }
  const again = [...next.askAgain, ...next.lookAlike, ...next.askPeople];
  if (again.length > 0) {
    await tx
      .update(task)
      .set({ state: "ready", outcome: null, notBefore: new Date(0) })
      .where(inArray(task.id, again));
    for (const id of again) await ring(tx, "task.run", id);
    return;
  }
  if (next.complete) {
    const records = rows.reduce((sum, row) => sum + row.records, 0);
    await move(tx, locked.id, "collected", actor, { kind: "all_collected", systems: rows.length, records });
    if (answersWithBundle(locked.right as Right) && records > 0) await orderScan(tx, locked.id);
  }
}

function kindsOf(system: System | undefined): ReadonlySet<string> {
  return system ? matchedKinds(system) : new Set();
}

/** True of a system in which people are compared where no key is shared. */
export function comparesPeople(system: System | undefined): boolean {
  return system?.collections.some((one) => one.likeness !== undefined) ?? false;
}

import { and, eq, inArray, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { AuditEvent } from "#lib/audit/events.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Transaction } from "#lib/db/database.ts";
import { type Move, moves, type requestStatuses } from "./moves.ts";
import type { RequestRow } from "./sealed.ts";
import { turnClocks } from "./turns.ts";

const final = new Set<string>([
  "closed",
  "cancelled",
  "lapsed",
  "refused",
] satisfies (typeof requestStatuses)[number][]);

/**
 * The single writer of a request's status (promise 3): makes one move of the table, guarded by the state it
 * starts from and, where given, by the version that the caller read; the audit event and what it means to the
 * clocks are in the same transaction.
 * Throws HabeasError `conflict` where somebody else was faster or the move is not allowed.
 */
export async function move(
  tx: Transaction,
  requestId: string,
  name: Move,
  actor: Actor,
  event: AuditEvent,
  options: { expectVersion?: number; set?: Partial<RequestRow> } = {},
): Promise<RequestRow> {
  const { from, to } = moves[name];
  const guards = [eq(request.id, requestId), inArray(request.status, [...from])];
  if (options.expectVersion !== undefined) guards.push(eq(request.version, options.expectVersion));
  const [row] = await tx
    .update(request)
    .set({
      ...options.set,
      status: to,
      version: sql`${request.version} + 1`,
      updatedAt: sql`now()`,
      ...(final.has(to) ? { endedAt: sql`now()` } : {}),
    })
    .where(and(...guards))
    .returning();
  if (!row) throw new HabeasError("conflict", "This request has changed in the meantime. Please look again.");
  await audit(tx, requestId, actor, event);
  return turnClocks(tx, row, name, actor);
}

/** Reads a request and keeps every other writer of it waiting until this transaction ends. */
export async function lockRequest(tx: Transaction, requestId: string): Promise<RequestRow> {
  const [row] = await tx.select().from(request).where(eq(request.id, requestId)).for("update");
  if (!row) throw new HabeasError("not_found", "There is no such request.");
  return row;
}

import { desc, eq } from "drizzle-orm";
import { erasure, erasureSystem } from "#drizzle/schema/erasure.ts";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import type { StaffAction } from "#lib/staff/permissions.ts";
import { type ErasureRow, lockErasure, type SystemRow } from "./work.ts";

/** An erasure that a member of staff may touch, with its request; both locked. Throws the uniform `not_found`. */
export async function lockedErasure(
  tx: Transaction,
  actor: Actor,
  id: string,
  need: StaffAction,
): Promise<{ request: RequestRow; erasure: ErasureRow }> {
  const { reference } = await referenceOf(tx, id);
  const seen = await requestFor(tx, actor, reference, { person: "never", staff: need });
  const locked = await lockRequest(tx, seen.id);
  return { request: locked, erasure: await lockErasure(tx, rowId(id)) };
}

/** One system of an erasure that a member of staff may touch; request and erasure locked. */
export async function lockedSystem(
  tx: Transaction,
  actor: Actor,
  systemRow: string,
  need: StaffAction,
): Promise<{ request: RequestRow; erasure: ErasureRow; row: SystemRow }> {
  const [found] = await tx
    .select({ erasureId: erasureSystem.erasureId })
    .from(erasureSystem)
    .where(eq(erasureSystem.id, rowId(systemRow)));
  if (!found) notFound();
  const locked = await lockedErasure(tx, actor, found.erasureId, need);
  const [row] = await tx.select().from(erasureSystem).where(eq(erasureSystem.id, systemRow)).for("update");
  return row ? { ...locked, row } : notFound();
}

async function referenceOf(tx: Queryable, id: string): Promise<{ reference: string }> {
  const [found] = await tx
    .select({ reference: request.reference })
    .from(erasure)
    .innerJoin(request, eq(erasure.requestId, request.id))
    .where(eq(erasure.id, rowId(id)));
  return found ?? notFound();
}

/** The newest erasure of a request. */
export async function newestErasure(tx: Queryable, requestId: string): Promise<ErasureRow | undefined> {
  const [row] = await tx
    .select()
    .from(erasure)
    .where(eq(erasure.requestId, requestId))
    .orderBy(desc(erasure.number))
    .limit(1);
  return row;
}

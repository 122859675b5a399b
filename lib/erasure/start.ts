import { and, eq, inArray, sql } from "drizzle-orm";
import { erasure, erasureSystem, legalHold } from "#drizzle/schema/erasure.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Role } from "#lib/core/role.ts";
import { database, type Queryable, type Transaction } from "#lib/db/database.ts";
import { unconfirmedSystems } from "#lib/fanout/link/confirmed.ts";
import { companyToday } from "#lib/map/today.ts";
import { openProof } from "#lib/request/proofs/keep.ts";
import { isRestricted } from "#lib/request/restricted.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { isHeld } from "./holds.ts";
import { commitWork, type ErasureRow, type StopCode, type SystemWork, stopWhole, stopWords } from "./work.ts";

/**
 * Makes sure that the erasure has begun, by whichever of its systems comes first: both who approved may still approve,
 * the waiting period is over, nothing forbids it. True where this system may act; false where the row was left in
 * another state, which says why.
 */
export async function begun(work: SystemWork): Promise<boolean> {
  let may = false;
  await commitWork(work, async (tx, locked) => {
    if (locked.erasure.state === "acting") {
      may = true;
      return;
    }
    if (locked.erasure.state !== "approved") {
      return park(tx, work, (locked.erasure.stoppedWhy ?? "stopped") as StopCode);
    }
    if (await waits(tx, work, locked.erasure)) return;
    const hindrance = await hindranceOf(tx, locked);
    if (hindrance) {
      await stopWhole(tx, locked.erasure, work.actor, hindrance);
      return park(tx, work, hindrance);
    }
    await tx
      .update(erasure)
      .set({ state: "acting", startedAt: sql`clock_timestamp()` })
      .where(eq(erasure.id, locked.erasure.id));
    await audit(tx, work.row.requestId, work.actor, {
      kind: "erasure_started",
      number: locked.erasure.number,
      hash: locked.erasure.hash?.toString("hex") ?? "",
    });
    may = true;
  });
  return may;
}

async function park(tx: Transaction, { row }: SystemWork, why: StopCode): Promise<void> {
  await tx
    .update(erasureSystem)
    .set({ state: "parked", troubleCode: why, trouble: stopWords[why] })
    .where(eq(erasureSystem.id, row.id));
}

/** The person can still take it back: looked at again when the time is over. */
async function waits(tx: Transaction, { row }: SystemWork, { id }: ErasureRow): Promise<boolean> {
  const [waiting] = await tx
    .select({ until: erasure.waitUntil })
    .from(erasure)
    .where(and(eq(erasure.id, id), sql`${erasure.waitUntil} > clock_timestamp()`));
  if (!waiting) return false;
  await tx
    .update(erasureSystem)
    .set({ state: "ready", notBefore: waiting.until ?? sql`now()` })
    .where(eq(erasureSystem.id, row.id));
  return true;
}

async function hindranceOf(
  tx: Transaction,
  locked: { request: RequestRow; erasure: ErasureRow },
): Promise<StopCode | null> {
  if (await isHeld(tx, locked.request)) return "held";
  if (await isRestricted(tx, locked.request)) return "restricted";
  if (!(await bothMayApprove(tx, locked.erasure))) return "approver_revoked";
  if ((await unconfirmedSystems(tx, locked.request.id)).length > 0) return "unconfirmed";
  if (await openProof(tx, locked.request.id)) return "unproven";
  const ended = ["cancelled", "lapsed", "refused", "received"].includes(locked.request.status);
  return ended ? "withdrawn" : null;
}

/** True while both people who approved are still staff that may approve. */
export async function bothMayApprove(
  tx: Queryable,
  { firstBy, secondBy }: Pick<ErasureRow, "firstBy" | "secondBy">,
): Promise<boolean> {
  const ids = [firstBy, secondBy].flatMap((name) => (name?.startsWith("staff/") ? [name.slice(6)] : []));
  if (new Set(ids).size !== 2) return false;
  const rows = await tx.select().from(staff).where(inArray(staff.id, ids));
  return rows.filter((row) => !row.disabled && allowed(row.role as Role, "approve")).length === 2;
}

/** What keeps the next chunk from beginning: null, or why. Read before every chunk; a stop by staff counts at once. */
export async function stopBefore(work: SystemWork): Promise<"stopped" | "held" | "restricted" | null> {
  const [now] = await database()
    .select({
      state: erasure.state,
      request: { id: request.id, mailboxToken: request.mailboxToken },
      held: sql<boolean>`exists (select 1 from ${legalHold} h where h.lifted_at is null
        and h.until_day >= ${companyToday()}::date
        and (h.mailbox_token = ${request.mailboxToken} or h.dossier_id = ${request.dossierId}))`,
      anybody: sql<boolean>`exists (select 1 from restriction where restriction.state <> 'lifted')`,
    })
    .from(erasure)
    .innerJoin(request, eq(erasure.requestId, request.id))
    .where(eq(erasure.id, work.row.erasureId));
  if (now?.state !== "acting") return "stopped";
  if (now.held) return "held";
  return now.anybody && (await isRestricted(database(), now.request)) ? "restricted" : null;
}

import { and, eq, inArray, sql } from "drizzle-orm";
import { retained } from "#drizzle/schema/erasure.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { lockRequest } from "#lib/request/move.ts";
import { openPlan } from "./plan.ts";

const atOnce = 100;

/**
 * Opens an erasure of what was kept and need not be any more: its plan is approved by two people like every other.
 * While a hold forbids it, or another one is open, it is looked at again. Returns how many were opened.
 */
export async function openEnded(): Promise<number> {
  const due = await database().execute<{ id: string }>(
    sql`select distinct r.request_id as id from ${retained} r
        join request_key k on k.request_id = r.request_id and k.wrapped is not null
        where r.state = 'held' and r.until < ${companyToday()}::date and r.until >= r.created_at::date
          and not exists (select 1 from erasure e where e.request_id = r.request_id and e.state not in ('done','dropped'))
        limit ${atOnce}`,
  );
  let opened = 0;
  for (const { id } of due.rows) {
    try {
      await inTransaction(async (tx) => {
        const locked = await lockRequest(tx, id);
        await openPlan(tx, locked, { kind: "worker", requestId: id }, "hold_ended");
        await tx
          .update(retained)
          .set({ state: "due" })
          .where(
            and(
              eq(retained.requestId, id),
              inArray(retained.state, ["held"]),
              sql`${retained.until} < ${companyToday()}::date`,
            ),
          );
      });
      opened++;
    } catch (error) {
      if (!(error instanceof HabeasError && error.code === "conflict")) throw error;
    }
  }
  return opened;
}

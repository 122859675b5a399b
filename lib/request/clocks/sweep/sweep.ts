import { and, asc, gt, lte, sql } from "drizzle-orm";
import { clock } from "#drizzle/schema/clock.ts";
import type { Day } from "#lib/core/day.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { lockRequest } from "../../move.ts";
import { acknowledgeDue } from "./acknowledge.ts";
import { keepNext, raiseDue } from "./raise.ts";
import { tellStaff } from "./tell-staff.ts";

/** What one sweep did: requests with something due, alerts raised, and requests that could not be swept. */
export type Swept = { requests: number; alerts: number; failed: number };

const page = 200;

/**
 * Raises what is due about the clocks of all requests by `today`, and sends what is due. By one range of an index,
 * never a timer per request: what passed while nothing swept is raised now, in order and marked late. May run in
 * several processes at once, and be killed anywhere: nothing is raised twice, nothing is lost. A request that fails
 * keeps no other from its turn.
 */
export async function sweepClocks(today: Day = companyToday()): Promise<Swept> {
  const swept: Swept = { requests: 0, alerts: 0, failed: 0 };
  const done = new Set<string>();
  for (let after: Due | undefined; ; ) {
    const due = await duePage(today, after);
    for (const { requestId } of due) {
      if (done.has(requestId)) continue;
      done.add(requestId);
      try {
        const alerts = await sweepRequest(requestId, today);
        swept.requests++;
        swept.alerts += alerts;
      } catch (error) {
        swept.failed++;
        log.error({ err: error, request: requestId }, "the clocks of a request could not be swept");
      }
    }
    after = due.at(-1);
    if (!after || due.length < page) return swept;
  }
}

type Due = { on: Day | null; requestId: string };

/** The next requests with a mark that has come. Read from the index alone. */
function duePage(today: Day, after: Due | undefined): Promise<Due[]> {
  const beyond =
    after && gt(sql`(next_mark_on, request_id)`, sql`(${after.on}::date, ${after.requestId}::uuid)`);
  return database()
    .selectDistinct({ on: clock.nextMarkOn, requestId: clock.requestId })
    .from(clock)
    .where(and(lte(clock.nextMarkOn, today), beyond))
    .orderBy(asc(clock.nextMarkOn), asc(clock.requestId))
    .limit(page);
}

/** One request in a transaction of its own, under its lock: read anew, for somebody may have been faster. */
function sweepRequest(requestId: string, today: Day): Promise<number> {
  return inTransaction(async (tx) => {
    const row = await lockRequest(tx, requestId);
    const { raised, next } = await raiseDue(tx, row, today);
    await tellStaff(tx, row, raised, today);
    // Where receipt is confirmed now, the clocks are judged anew, with what comes next.
    if (!(await acknowledgeDue(tx, row, raised, today))) await keepNext(tx, requestId, next);
    return raised.length;
  });
}

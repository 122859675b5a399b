import { sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";
import { dueWork } from "#lib/jobs/due.ts";
import { handlers } from "./handlers.ts";

const atOnce = 6;

/**
 * Does all work that is due, and all that it brings about, until nothing is left to do now. What waits for a
 * person or for a later try stays waiting. Returns how many pieces of work were done.
 */
export async function drain(): Promise<{ done: number; waiting: number }> {
  let done = 0;
  for (;;) {
    const due = await dueWork();
    if (due.length === 0) {
      if (!(await othersAtWork())) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    for (let at = 0; at < due.length; at += atOnce) {
      await Promise.all(due.slice(at, at + atOnce).map(({ job, id }) => handlers[job](id)));
    }
    done += due.length;
  }
  const waiting = await database().execute<{ count: number }>(
    sql`select count(*)::int as count from task where state in ('held', 'ready', 'parked')`,
  );
  return { done, waiting: waiting.rows[0]?.count ?? 0 };
}

/** True while another process holds a lease that is still good. */
async function othersAtWork(): Promise<boolean> {
  const running = await database().execute(
    sql`select 1 from task where state = 'running' union all select 1 from erasure_system where state = 'running'
        union all select 1 from erasure_batch where state = 'running'
        union all select 1 from erasure_batch_system where state = 'running'
        union all select 1 from rectification_system where state = 'running'
        union all select 1 from effect_system where state = 'running'
        union all select 1 from effect_plan where state = 'running'
        union all select 1 from erasure_undo where state = 'running'
        union all select 1 from recipient_notice where state = 'running'
        union all select 1 from redaction_scan where state = 'running'
        union all select 1 from outgoing_message where state = 'running'
        union all select 1 from bundle where state = 'running'
        union all select 1 from notice where state = 'running' limit 1`,
  );
  return running.rows.length > 0;
}

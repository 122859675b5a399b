import { sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";

const atOnce = 1000;

/**
 * Puts away reminders that nobody has looked at and that nobody needs any more, because the clock they were about has come
 * to its end. A breach stays until somebody has seen it, and so does what no clock is about. Returns how many.
 */
export async function putAwayAlerts(): Promise<number> {
  const away = await database().execute(sql`
    update alert set seen_at = now(), seen_by = 'worker' where id in (
      select a.id from alert a join request r on r.id = a.request_id
        left join clock c on c.request_id = a.request_id and c.law = a.law and c.kind = a.kind
        where a.seen_at is null and a.mark not in ('breached', 'notice_failed', 'recipient_silent', 'message')
          and (r.ended_at is not null or r.status = 'ready' or coalesce(c.state, 'done') in ('done', 'not_needed'))
        limit ${atOnce})`);
  return away.rowCount ?? 0;
}

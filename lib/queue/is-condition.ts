import { type SQL, sql } from "drizzle-orm";
import { column } from "./columns.ts";
import type { IsValue } from "./keys.ts";
import type { Reader } from "./scope.ts";

const open = sql`${column.endedAt} is null and ${column.status} <> 'ready'`;

/** What one value of `is:` asks of a request. Whatever is open sorts and alarms by the safe due day. */
export function isCondition(value: string, { today }: Reader): SQL {
  const day = sql`${today}::date`;
  switch (value as IsValue) {
    case "open":
      return open;
    case "done":
      return sql`(${column.endedAt} is not null or ${column.status} = 'ready')`;
    case "overdue":
      return sql`${open} and ${column.clockState} = 'running' and ${column.safeDue} < ${day}`;
    case "late":
      return sql`exists (select 1 from request_record c where c.request_id = ${column.id} and c.leads and not c.on_time)`;
    case "new":
      return sql`${open} and ${column.triagedAt} is null and ${column.status} <> 'received'`;
    case "waiting_person":
      return sql`${open} and ${column.waitsFor} = 'person'`;
    case "waiting_system":
      return sql`${open} and ${column.waitsFor} = 'system'`;
    case "review":
      return sql`${open} and ${column.status} = 'reviewing'`;
    case "approval":
      return sql`exists (select 1 from queue_standing s where s.request_id = ${column.id} and s.approval)`;
    case "snoozed":
      return sql`${open} and ${column.snoozedUntil} > ${day}`;
    case "paused":
      return sql`${open} and ${column.clockState} in ('paused', 'not_started')`;
    case "at_risk":
      return sql`${open} and ${column.clockState} = 'running' and ${column.forecastDay} > ${column.safeDue}`;
    case "spam":
      return sql`${column.spamAt} is not null`;
    case "reopened":
      return sql`exists (select 1 from request_link l where l.to_id = ${column.id} and l.kind = 'reopened'
        and l.undone_at is null)`;
    case "hidden":
      return sql`exists (select 1 from redaction_group g where g.request_id = ${column.id} and g.count > 0
        and coalesce(g.decision, g.proposal) = 'hide')`;
  }
}

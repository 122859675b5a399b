import { type SQL, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import type { IsValue } from "./keys.ts";
import type { Reader } from "./scope.ts";

const open = sql`${request.endedAt} is null and ${request.status} <> 'ready'`;

/** What one value of `is:` asks of a request. Whatever is open sorts and alarms by the safe due day. */
export function isCondition(value: string, { today }: Reader): SQL {
  const day = sql`${today}::date`;
  switch (value as IsValue) {
    case "open":
      return open;
    case "done":
      return sql`(${request.endedAt} is not null or ${request.status} = 'ready')`;
    case "overdue":
      return sql`${open} and ${request.clockState} = 'running' and ${request.safeDue} < ${day}`;
    case "late":
      return sql`exists (select 1 from request_record c where c.request_id = ${request.id} and c.leads and not c.on_time)`;
    case "new":
      return sql`${open} and ${request.triagedAt} is null and ${request.status} <> 'received'`;
    case "waiting_person":
      return sql`${open} and ${request.waitsFor} = 'person'`;
    case "waiting_system":
      return sql`${open} and ${request.waitsFor} = 'system'`;
    case "review":
      return sql`${open} and ${request.status} = 'reviewing'`;
    case "approval":
      return sql`exists (select 1 from queue_standing s where s.request_id = ${request.id} and s.approval)`;
    case "snoozed":
      return sql`${open} and ${request.snoozedUntil} > ${day}`;
    case "paused":
      return sql`${open} and ${request.clockState} in ('paused', 'not_started')`;
    case "at_risk":
      return sql`${open} and ${request.clockState} = 'running' and ${request.forecastDay} > ${request.safeDue}`;
    case "spam":
      return sql`${request.spamAt} is not null`;
    case "hidden":
      return sql`exists (select 1 from redaction_group g where g.request_id = ${request.id} and g.count > 0
        and coalesce(g.decision, g.proposal) = 'hide')`;
  }
}

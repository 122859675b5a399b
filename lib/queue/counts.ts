import { and, type SQL, sql } from "drizzle-orm";
import type { Actor } from "#lib/core/actor.ts";
import type { Queryable } from "#lib/db/database.ts";
import { database } from "#lib/db/database.ts";
import { withinScope } from "#lib/request/access.ts";
import { type Reader, readerOf } from "./scope.ts";
import type { QueueView } from "./views.ts";

export type QueueCounts = Record<QueueView, number>;

/** What is counted, added up from rows of `kind`, `owner_id`, `day` and `requests`. */
const sums = ({ today, staffId }: Reader): SQL => sql`
  coalesce(sum(requests) filter (where kind = 'open' and (day is null or day <= ${today}::date)), 0)::int as due,
  coalesce(sum(requests) filter (where kind = 'late' and day < ${today}::date), 0)::int as overdue,
  coalesce(sum(requests) filter (where kind = 'mine' and owner_id = ${staffId}::uuid), 0)::int as mine,
  coalesce(sum(requests) filter (where kind = 'new' and (day is null or day <= ${today}::date)), 0)::int as new,
  coalesce(sum(requests) filter (where kind = 'person'), 0)::int as waiting_person,
  coalesce(sum(requests) filter (where kind = 'system'), 0)::int as waiting_system,
  coalesce(sum(requests) filter (where kind = 'review'), 0)::int as review,
  coalesce(sum(requests) filter (where kind = 'approval'), 0)::int as approval,
  coalesce(sum(requests) filter (where kind = 'open' and day > ${today}::date), 0)::int as snoozed,
  coalesce(sum(requests) filter (where kind = 'done'), 0)::int as done`;

/**
 * How many requests each view of the queue has for a reader, from the counts that triggers keep: nothing is counted here,
 * however many requests there are. Throws HabeasError `forbidden`.
 */
export async function readCounts(actor: Actor, db: Queryable = database()): Promise<QueueCounts> {
  const reader = readerOf(actor);
  const { rows } = await db.execute<QueueCounts>(sql`
    select ${sums(reader)} from (${tallied(reader)} union all ${untallied(reader)}) as counted`);
  const [counts] = rows;
  if (!counts) throw new TypeError("sums are one row");
  return counts;
}

/** How many open requests each member of staff has, by their id, of those that the reader may know of. */
export async function readOwnerCounts(
  actor: Actor,
  db: Queryable = database(),
): Promise<Map<string, number>> {
  const reader = readerOf(actor);
  const { rows } = await db.execute<{ id: string; open: number }>(sql`
    select owner_id as id, sum(requests)::int as open
      from (${tallied(reader, sql`kind = 'mine'`)} union all ${untallied(reader)}) as counted
      where kind = 'mine' group by owner_id having sum(requests) > 0`);
  return new Map(rows.map(({ id, open }) => [id, open]));
}

/** The kept counts: of everything, or of the brands and places that the reader sees. */
function tallied({ actor, staffId, today }: Reader, only?: SQL): SQL {
  const scope = actor.kind === "staff" ? withinScope(actor.scope, sql`brand`, sql`place`) : undefined;
  const layer = scope ? sql`brand <> '*' and ${scope}` : sql`brand = '*'`;
  // Days that cannot be late yet, and what others have, are not read.
  const concerns = sql`(kind not in ('late', 'mine') or kind = 'late' and day < ${today}::date
    or kind = 'mine' and owner_id = ${staffId}::uuid)`;
  return sql`select kind, owner_id, day, requests from queue_tally where ${layer} and ${only ?? concerns}`;
}

/**
 * What lies outside the kept counts and is the reader's to see all the same: requests closed to all but them, those of
 * other brands or places at which they are named, and those for which they broke the glass. A few at most.
 */
function untallied({ actor, staffId }: Reader): SQL {
  const scope = actor.kind === "staff" ? withinScope(actor.scope, sql`s.brand`, sql`s.place`) : undefined;
  const named = sql`s.request_id in (select c.request_id from request_confidant c where c.staff_id = ${staffId}::uuid
    union select g.request_id from broken_glass g where g.staff_id = ${staffId}::uuid and g.until > now())`;
  const whose =
    actor.kind === "operator" ? sql`s.request_id in (select id from request where confidential)` : named;
  return sql`select split_part(part, '|', 1) as kind, nullif(split_part(part, '|', 2), '')::uuid as owner_id,
      nullif(split_part(part, '|', 3), '')::date as day, 1 as requests
    from queue_standing s, unnest(s.parts) as part
    where ${whose} and not ${and(sql`s.counted`, scope) ?? sql`true`}`;
}

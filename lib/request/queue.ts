import { and, arrayContains, asc, eq, gt, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { bundle, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayOf, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { isRowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { initialsOf } from "#lib/staff/initials.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { deadlinesOf } from "./clocks/deadline.ts";
import type { RequestStatus } from "./moves.ts";
import { nameTokens } from "./name-tokens.ts";
import { progressOf, usualSpans } from "./progress.ts";
import { answersIfKept } from "./sealed.ts";
import type { QueueRow } from "./views.ts";

export const queueViews = [
  "due",
  "overdue",
  "mine",
  "new",
  "waiting_person",
  "waiting_system",
  "review",
  "done",
] as const;
export type QueueView = (typeof queueViews)[number];

const pageSize = 50;

/** What each view shows. Open requests sort by the safe due day; one that is answered has nothing due. */
function conditionOf(view: QueueView, today: string, staffId: string | null): SQL | undefined {
  const ours = ne(request.channel, "canary");
  const open = and(ours, isNull(request.endedAt), sql`${request.status} <> 'ready'`);
  const parked = sql`exists (select 1 from ${task} where ${task.requestId} = ${request.id} and ${task.state} = 'parked')`;
  const trouble = sql`exists (select 1 from ${task} where ${task.requestId} = ${request.id} and ${task.state} in ('ready', 'running', 'held'))`;
  // A bundle that could not be built waits for a system of ours.
  const stuck = sql`exists (select 1 from ${bundle} where ${bundle.requestId} = ${request.id} and ${bundle.troubleCode} is not null and ${bundle.state} <> 'failed')`;
  switch (view) {
    case "due":
      return open;
    case "overdue":
      return and(open, eq(request.clockState, "running"), sql`${request.safeDue} < ${today}`);
    case "mine":
      return and(open, staffId === null ? sql`false` : eq(request.ownerId, staffId));
    case "new":
      return and(open, isNull(request.ownerId), sql`${request.status} <> 'received'`);
    case "waiting_person":
      return and(open, or(eq(request.status, "received"), and(eq(request.status, "collecting"), parked)));
    case "waiting_system":
      return and(open, or(and(eq(request.status, "collecting"), trouble), stuck));
    case "review":
      return and(open, eq(request.status, "reviewing"));
    case "done":
      return and(ours, or(isNotNull(request.endedAt), eq(request.status, "ready")));
  }
}

/**
 * The desk's queue: fifty requests of a view by safe due day, the count of every view, and where the next page
 * begins. `search` is a reference, a whole e-mail address, or part of a name among the requests of the view.
 */
export async function readQueue(
  actor: Actor,
  query: { view: QueueView; search?: string | undefined; after?: string | undefined },
): Promise<{ rows: QueueRow[]; counts: Record<QueueView, number>; next: string | null }> {
  const may = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_requests"));
  if (!may) throw new HabeasError("forbidden", "Only the privacy team sees the queue.");
  const staffId = actor.kind === "staff" ? actor.staffId : null;
  const today = dayOf(new Date(), currentMap().company.timezone);
  return inTransaction(async (tx) => {
    const found = await page(tx, query, conditionOf(query.view, today, staffId));
    const shown = found.slice(0, pageSize);
    const deadlines = await deadlinesOf(
      tx,
      shown.map((one) => one.request),
      await usualSpans(tx),
    );
    const rows: QueueRow[] = [];
    for (const { request: row, owner } of shown) {
      const deadline = deadlines.get(row.id);
      if (!deadline) continue;
      const asked = await answersIfKept(tx, row);
      rows.push({
        reference: row.reference,
        person: asked?.name ?? "(destroyed on schedule)",
        right: row.right as Right,
        regime: row.regime,
        status: row.status as RequestStatus,
        deadline,
        systems: await progressOf(tx, row.id),
        owner: owner && { name: owner.name, initials: initialsOf(owner.name) },
      });
    }
    const last = found.length > pageSize ? found[pageSize - 1] : undefined;
    return {
      rows,
      counts: await counts(tx, today, staffId),
      next: last ? `${last.request.safeDue}_${last.request.id}` : null,
    };
  });
}

async function page(
  tx: Transaction,
  query: { view: QueueView; search?: string | undefined; after?: string | undefined },
  condition: SQL | undefined,
) {
  const after = query.after ? afterPlace(query.after) : undefined;
  const rows = await tx
    .select({ request, owner: staff })
    .from(request)
    .leftJoin(staff, eq(request.ownerId, staff.id))
    .where(and(condition, after, exactSearch(query.search)))
    .orderBy(asc(request.safeDue), asc(request.id))
    .limit(pageSize + 1);
  return rows;
}

/** What comes after a place that an earlier page ended at. Throws HabeasError `invalid` for anything else. */
function afterPlace(place: string): SQL {
  const [day = "", id = ""] = place.split("_");
  if (!isDay(day) || !isRowId(id)) throw new HabeasError("invalid", "This page of the queue does not exist.");
  return gt(sql`(${request.safeDue}, ${request.id})`, sql`(${day}::date, ${id}::uuid)`);
}

/** Part of a reference, a whole address, or whole words of a name; the last two by keyed tokens. */
function exactSearch(search: string | undefined): SQL | undefined {
  const text = search?.trim() ?? "";
  if (text === "") return undefined;
  const mailbox = canonicalMailbox(text);
  if (mailbox) return eq(request.mailboxToken, tokenOf("email", mailbox));
  const part = text.toUpperCase();
  const words = nameTokens(text);
  return (
    or(
      /^[0-9A-Z-]{1,20}$/.test(part) ? sql`${request.reference} like ${`%${part}%`}` : undefined,
      words.length > 0 ? arrayContains(request.nameTokens, words) : undefined,
    ) ?? sql`false`
  );
}

/**
 * How many requests each view has. Open ones are counted by the index of what is open, once; what is done is a tally
 * that is kept, for it grows for ever.
 */
async function counts(
  tx: Transaction,
  today: string,
  staffId: string | null,
): Promise<Record<QueueView, number>> {
  const mine = staffId === null ? sql`false` : sql`r.owner_id = ${staffId}`;
  const result = await tx.execute<Record<QueueView, number>>(sql`
    with open as (
      select r.id, r.status, r.owner_id is null and r.status <> 'received' as unowned,
          ${mine} as mine, r.clock_state = 'running' and r.safe_due < ${today}::date as late
        from request r where r.ended_at is null and r.status <> 'ready'
    ), work as (
      select request_id, bool_or(state = 'parked') as parked, bool_or(state <> 'parked') as trouble
        from task where state <> 'settled' group by request_id
    ), stuck as (
      select distinct request_id from bundle where trouble_code is not null and state <> 'failed'
    )
    select count(*)::int as due, count(*) filter (where late)::int as overdue,
        count(*) filter (where mine)::int as mine, count(*) filter (where unowned)::int as new,
        count(*) filter (where status = 'received' or (status = 'collecting' and parked))::int as waiting_person,
        count(*) filter (where (status = 'collecting' and trouble) or stuck.request_id is not null)::int
          as waiting_system,
        count(*) filter (where status = 'reviewing')::int as review,
        (select coalesce(sum(requests), 0)::int from queue_tally where kind = 'done' and brand = '*') as done
      from open left join work on work.request_id = open.id left join stuck on stuck.request_id = open.id`);
  const row = result.rows[0];
  if (!row) throw new HabeasError("unavailable", "The queue could not be counted.");
  return row;
}

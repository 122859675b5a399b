import { and, eq, isNull, sql } from "drizzle-orm";
import { alert } from "#drizzle/schema/clock.ts";
import { request } from "#drizzle/schema/request.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import {
  type AlertMark,
  forecastMark,
  messageMark,
  noticeFailedMark,
  recipientSilentMark,
} from "#lib/clock/marks.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { requestFor, visibleTo } from "../../access.ts";

/** An alert that nobody has seen, as the desk shows it. */
export type UnseenAlert = {
  id: string;
  reference: string;
  right: Right;
  law: string;
  kind: string;
  mark: AlertMark;
  dueDay: Day;
  late: boolean;
  /** Who the request belongs to. */
  owner: string | null;
};

/** Every mark, the worst first: the order in which alerts are listed. */
const worstFirst: AlertMark[] = [
  "breached",
  noticeFailedMark,
  messageMark,
  recipientSilentMark,
  "due",
  forecastMark,
  "nine_tenths",
  "extension_decision",
  "three_quarters",
  "half",
];
const most = 100;

/** A reminder of what has come to its end tells nobody anything; a breach does, a letter that never arrived, a message, and silence. */
const stillTold = sql`(a.mark in ('breached', 'notice_failed', 'recipient_silent', 'message') or (r.ended_at is null and r.status <> 'ready'))`;

/**
 * Alerts that nobody has seen, the worst first and of those the earliest day: a hundred at most, and whether there are
 * more. Read from the index of what is unseen. Throws HabeasError `forbidden`.
 */
export async function listAlerts(actor: Actor): Promise<{ alerts: UnseenAlert[]; more: boolean }> {
  mustSee(actor);
  const seen = visibleTo(actor, "r") ?? sql`true`;
  const { rows } = await database().execute<UnseenAlert>(sql`
    select a.id, a.reference, a."right", a.law, a.kind, a.mark, a.due_day::text as "dueDay", a.late, s.name as owner
      from unnest(${sql.param(worstFirst)}::text[]) with ordinality as m (mark, place)
      cross join lateral (
        select a.*, r.reference, r.right_asked as "right", r.owner_id from alert a join request r on r.id = a.request_id
          where a.seen_at is null and a.mark = m.mark and ${stillTold} and ${seen}
          order by a.due_day, a.id limit ${most + 1}) a
      left join staff s on s.id = a.owner_id
      order by m.place, a.due_day, a.id limit ${most + 1}`);
  return { alerts: rows.slice(0, most), more: rows.length > most };
}

/** How many alerts nobody has seen, counted to a hundred. */
export async function countAlerts(actor: Actor): Promise<number> {
  mustSee(actor);
  const seen = visibleTo(actor, "r") ?? sql`true`;
  const { rows } = await database().execute<{ unseen: number }>(sql`
    select count(*)::int as unseen from (
      select 1 from alert a join request r on r.id = a.request_id
        where a.seen_at is null and ${stillTold} and ${seen} limit ${most}) as u`);
  return rows[0]?.unseen ?? 0;
}

/** A member of staff has seen an alert. Once is enough: who comes second changes nothing. */
export async function seeAlert(actor: Actor, alertId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const [found] = await tx
      .select({ reference: request.reference })
      .from(alert)
      .innerJoin(request, eq(alert.requestId, request.id))
      .where(eq(alert.id, rowId(alertId)));
    if (!found) return notFound();
    const row = await requestFor(tx, actor, found.reference, { person: "never", staff: "work" });
    const [seen] = await tx
      .update(alert)
      .set({ seenAt: new Date(), seenBy: actorName(actor) })
      .where(and(eq(alert.id, alertId), isNull(alert.seenAt)))
      .returning({ mark: alert.mark });
    if (seen) await audit(tx, row.id, actor, { kind: "alert_seen", mark: seen.mark });
  });
}

function mustSee(actor: Actor): void {
  const may = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_requests"));
  if (!may) throw new HabeasError("forbidden", "Only the privacy team sees alerts.");
}

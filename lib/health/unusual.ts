import { and, desc, eq, isNull, like, ne, type SQL, sql } from "drizzle-orm";
import { healthAlert } from "#drizzle/schema/health.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { AuditEvent } from "#lib/audit/events.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { tellRoomOfHouse } from "#lib/jobs/staff-room.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { initialsOf } from "#lib/staff/initials.ts";
import { allowed } from "#lib/staff/permissions.ts";

/** Acts that show a member of staff what is held of somebody. */
const looks = [
  "revealed",
  "findings_viewed",
  "snapshot_viewed",
  "document_viewed",
  "attachment_viewed",
  "links_viewed",
  "hidden_viewed",
  "system_sampled",
  "glass_read",
] as const satisfies readonly AuditEvent["kind"][];

/** Acts by which something leaves the desk as a file. */
const taken = [
  "queue_exported",
  "log_exported",
  "evidence_taken",
] as const satisfies readonly AuditEvent["kind"][];

type Limit = {
  kinds: readonly AuditEvent["kind"][];
  hours: number;
  most: number;
  night?: true;
  title: string;
};

/** What one member of staff does at most before it is told. The one table of these limits. */
export const unusualLimits = {
  many_looks: { kinds: looks, hours: 1, most: 60, title: "More than 60 looks at people's data in an hour" },
  many_files: { kinds: taken, hours: 24, most: 3, title: "More than 3 files taken out in a day" },
  at_night: {
    ...{ kinds: looks, hours: 24, most: 5, night: true },
    title: "More than 5 looks at people's data between 22 and 6 o'clock",
  },
  many_refusals: {
    ...{ kinds: ["refused_at_desk"], hours: 1, most: 20 },
    title: "More than 20 refusals in an hour",
  },
} as const satisfies Record<string, Limit>;

export type UnusualName = keyof typeof unusualLimits;

const worker: Actor = { kind: "worker", requestId: "" };
const prefix = "unusual.";

/**
 * Looks in the log for members of staff who did more of something than is usual, and tells of each once in 24 hours: an
 * alert, a word to the staff room, and an event. Safe in several workers at once.
 */
export async function watchUnusual(): Promise<void> {
  await freshMap();
  for (const name of Object.keys(unusualLimits) as UnusualName[]) {
    for (const found of await above(name)) await raise(name, found);
  }
}

type Found = { id: string; count: number; first: Date };

async function above(name: UnusualName): Promise<Found[]> {
  const { kinds, hours, most, night }: Limit = unusualLimits[name];
  const hour = sql`extract(hour from at at time zone ${currentMap().company.timezone})`;
  const when: SQL = night ? sql`and (${hour} >= 22 or ${hour} < 6)` : sql``;
  const { rows } = await database().execute<Found>(
    sql`select split_part(actor, '/', 2) as id, count(*)::int as count, min(at) as first
        from audit_event
        where at > now() - make_interval(hours => ${hours}) and actor like 'staff/%'
          and kind = any(${sql.param([...kinds])}::text[]) ${when}
        group by actor having count(*) > ${most}`,
  );
  return rows;
}

async function raise(what: UnusualName, { id, count, first }: Found): Promise<void> {
  const name = `${prefix}${what}.${id}`;
  await inTransaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
    // What was told covers the same hours: nobody is told of one act twice.
    const told = and(eq(healthAlert.name, name), sql`${healthAlert.raisedAt} > now() - interval '24 hours'`);
    const [before] = await tx.select({ id: healthAlert.id }).from(healthAlert).where(told).limit(1);
    if (before) return;
    await tx.insert(healthAlert).values({ name, brokenAt: new Date(first), endedAt: sql`now()` });
    await tellRoomOfHouse(tx, "house_unusual", "");
    await audit(tx, null, worker, { kind: "unusual_noticed", what, staff: id, count });
  });
}

export type UnusualAlert = { id: string; title: string; initials: string; since: Date };

/** What is unusual and nobody has seen yet, the newest first. For those who read the log; never what oneself did. */
export async function listUnusual(actor: Actor): Promise<UnusualAlert[]> {
  if (actor.kind !== "operator" && (actor.kind !== "staff" || !allowed(actor.role, "see_log"))) return [];
  const own = actor.kind === "staff" ? `%.${actor.staffId}` : "";
  const rows = await database()
    .select({ id: healthAlert.id, name: healthAlert.name, since: healthAlert.brokenAt, who: staff.name })
    .from(healthAlert)
    .leftJoin(staff, sql`${staff.id}::text = split_part(${healthAlert.name}, '.', 3)`)
    .where(
      and(
        like(healthAlert.name, `${prefix}%`),
        isNull(healthAlert.seenAt),
        sql`${healthAlert.name} not like ${own}`,
      ),
    )
    .orderBy(desc(healthAlert.raisedAt))
    .limit(50);
  return rows.flatMap(({ id, name, since, who }) => {
    const what = name.split(".")[1] ?? "";
    if (!(what in unusualLimits)) return [];
    const { title } = unusualLimits[what as UnusualName];
    return [{ id, title, since, initials: who === null ? "?" : initialsOf(who) }];
  });
}

/** An officer has seen it. Throws HabeasError `forbidden` for others, and for whoever did it themself. */
export async function seeUnusual(actor: Actor, id: string): Promise<void> {
  const may =
    actor.kind === "operator" ||
    (actor.kind === "staff" && allowed(actor.role, "see_log") && allowed(actor.role, "work"));
  if (!may) throw new HabeasError("forbidden", "Only officers say that they have seen this.");
  const own = actor.kind === "staff" ? actor.staffId : "";
  await inTransaction(async (tx) => {
    const [seen] = await tx
      .update(healthAlert)
      .set({ seenAt: sql`now()`, seenBy: actorName(actor) })
      .where(
        and(
          ...[
            eq(healthAlert.id, rowId(id)),
            isNull(healthAlert.seenAt),
            like(healthAlert.name, `${prefix}%`),
          ],
          ne(sql`split_part(${healthAlert.name}, '.', 3)`, own),
        ),
      )
      .returning();
    if (!seen) throw new HabeasError("conflict", "This is about you, or somebody else has seen it.");
    const [, what = "", who = ""] = seen.name.split(".");
    await audit(tx, null, actor, { kind: "unusual_seen", what, staff: who });
  });
}

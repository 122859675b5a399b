import { and, eq, inArray, or, sql } from "drizzle-orm";
import { staffSetting } from "#drizzle/schema/desk.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { Role } from "#lib/core/role.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { awayFromDesk } from "#lib/staff/away.ts";
import { readCounts } from "./counts.ts";
import { readQueue } from "./read.ts";

/** The hour of the company's day from which the mail goes, so that it is there when work begins. */
const fromHour = 7;

/**
 * Owes each of staff who wants it one mail a working day about how much waits for them. Numbers only: what they are
 * stands on the desk. Nothing waits: no mail. Returns how many were owed.
 */
export async function oweDigests(now: Date = new Date()): Promise<number> {
  const today = companyToday();
  const hour = Number(
    now.toLocaleString("en-GB", {
      hour: "2-digit",
      hourCycle: "h23",
      timeZone: currentMap().company.timezone,
    }),
  );
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  if (hour < fromHour || weekday === 0 || weekday === 6) return 0;
  const due = or(sql`${staffSetting.digestDay} is null`, sql`${staffSetting.digestDay} < ${today}::date`);
  const rows = await database()
    .select({ person: staff })
    .from(staffSetting)
    .innerJoin(staff, eq(staff.id, staffSetting.staffId))
    .where(and(eq(staffSetting.digest, true), due, eq(staff.disabled, false), inArray(staff.role, readers)));
  let owed = 0;
  for (const { person } of rows) if (await oweOne(person, today)) owed++;
  return owed;
}

/** Who sees the queue. */
const readers: Role[] = ["officer", "analyst", "approver"];

async function oweOne(person: typeof staff.$inferSelect, today: string): Promise<boolean> {
  const actor = awayFromDesk(person);
  const { staffId } = actor;
  const counts = await readCounts(actor);
  const week = await readQueue(actor, { query: "is:open due:<7d" });
  return inTransaction(async (tx) => {
    const [mine] = await tx
      .update(staffSetting)
      .set({ digestDay: today })
      .where(
        and(
          eq(staffSetting.staffId, staffId),
          eq(staffSetting.digest, true),
          or(sql`${staffSetting.digestDay} is null`, sql`${staffSetting.digestDay} < ${today}::date`),
        ),
      )
      .returning();
    const some = counts.overdue + counts.mine + counts.new + counts.approval + week.rows.length;
    if (!mine || some === 0) return false;
    const vars = {
      ...{ late: String(counts.overdue), mine: String(counts.mine), fresh: String(counts.new) },
      ...{ approve: String(counts.approval), week: `${week.rows.length}${week.next ? " or more" : ""}` },
    };
    await owe(tx, null, "en", person.email, { kind: "staff_digest", vars });
    return true;
  });
}

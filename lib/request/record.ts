import { and, desc, eq, sql } from "drizzle-orm";
import { clock } from "#drizzle/schema/clock.ts";
import { decision, requestRecord } from "#drizzle/schema/decision.ts";
import { task } from "#drizzle/schema/task.ts";
import { addDays, addMonths, type Day, daysBetween } from "#lib/core/day.ts";
import { database, type Queryable, type Transaction } from "#lib/db/database.ts";
import { recordRule } from "#lib/law/duties/records.ts";
import type { Counted } from "#lib/law/period.ts";
import { companyToday } from "#lib/map/today.ts";
import { type FrozenLaw, frozenLaws } from "./clocks/frozen-laws.ts";
import { leadKind } from "./clocks/judge.ts";
import type { Move } from "./moves.ts";
import type { RequestRow } from "./sealed.ts";

type Response = "complied" | "complied_partly" | "denied" | "not_held" | "withdrawn" | "lapsed";

const decided: Readonly<Record<string, Response>> = {
  granted: "complied",
  partly: "complied_partly",
  refused: "denied",
  not_held: "not_held",
};

/**
 * Keeps the record that the law asks for, in the transaction of the move that answers or ends a request, after the
 * clocks were told: one row for each law that governs, with the six fields of 11 CCR 7101 and nothing of the person.
 * Closing, and whatever comes of an appeal or a complaint about a request, is a later entry: its record is kept longer.
 */
export async function keepRecord(tx: Transaction, row: RequestRow, name: Move): Promise<void> {
  if (!["hand_over", "refuse", "cancel", "lapse", "close"].includes(name)) return;
  // Nobody asked: it is our own test of the path.
  if (row.channel === "canary") return;
  const today = companyToday();
  const laws = await frozenLaws(tx, row.id);
  const keepUntil = longestKept(laws, today);
  for (const entered of [row.id, row.aboutId]) {
    if (entered === null) continue;
    await tx
      .update(requestRecord)
      .set({ keepUntil: sql`greatest(${requestRecord.keepUntil}, ${keepUntil}::date)` })
      .where(eq(requestRecord.requestId, entered));
  }
  if (name === "close") return;
  const { response, basis } = await responseOf(tx, row, name);
  const respondedDay = name === "hand_over" ? row.answeredDay : name === "refuse" ? row.refusedDay : null;
  const onTime = await onTimeByLaw(tx, row);
  await tx
    .insert(requestRecord)
    .values(
      laws.map(({ law }) => ({
        requestId: row.id,
        law,
        leads: law === row.regime,
        right: row.right,
        receivedDay: row.receivedDay,
        manner: row.channel,
        respondedDay,
        response,
        basis,
        days: respondedDay === null ? null : daysBetween(row.receivedDay, respondedDay),
        onTime: respondedDay === null ? null : (onTime.get(law) ?? true),
        keepUntil,
      })),
    )
    .onConflictDoNothing();
}

async function responseOf(
  tx: Queryable,
  row: RequestRow,
  name: Move,
): Promise<{ response: Response; basis: string[] }> {
  if (name === "cancel") return { response: "withdrawn", basis: [] };
  if (name === "lapse") return { response: "lapsed", basis: [] };
  const [told] = await tx
    .select({ outcome: decision.outcome, grounds: decision.grounds })
    .from(decision)
    .where(and(eq(decision.requestId, row.id), eq(decision.state, "sent")))
    .orderBy(desc(decision.at))
    .limit(1);
  const known = told && decided[told.outcome];
  if (told && known) return { response: known, basis: told.grounds };
  const tasks = await tx.select({ outcome: task.outcome }).from(task).where(eq(task.requestId, row.id));
  const nothing = tasks.length > 0 && tasks.every(({ outcome }) => outcome === "nothing_held");
  return { response: nothing ? "not_held" : "complied", basis: [] };
}

/** Whether each law's own clock was met; a law that names no day, or whose clock waited for the person, is not missed. */
async function onTimeByLaw(tx: Queryable, row: RequestRow): Promise<Map<string, boolean>> {
  const rows = await tx
    .select({ law: clock.law, late: clock.late })
    .from(clock)
    .where(and(eq(clock.requestId, row.id), eq(clock.kind, leadKind(row.right))));
  return new Map(rows.map(({ law, late }) => [law, !late]));
}

/** Of all laws that govern, the longest: a record that one of them still wants is not thrown away for another. */
function longestKept(laws: readonly FrozenLaw[], from: Day): Day {
  const ends = laws.flatMap(({ regime }) => (regime ? [after(from, recordRule(regime).keep)] : []));
  return [addMonths(from, 24), ...ends].reduce((a, b) => (a > b ? a : b));
}

const after = (day: Day, { unit, n }: Counted): Day =>
  unit === "month" ? addMonths(day, n) : addDays(day, n);

const atOnce = 1000;

/** Deletes records whose time is over, whatever became of their requests. Returns how many. */
export async function forgetRecords(): Promise<number> {
  const gone = await database().execute(
    sql`delete from ${requestRecord} where ctid = any(array(select ctid from ${requestRecord}
          where keep_until < ${companyToday()}::date order by keep_until limit ${atOnce}))`,
  );
  return gone.rowCount ?? 0;
}

import { eq, max, sql } from "drizzle-orm";
import { alert, clock, question } from "#drizzle/schema/clock.ts";
import { audit } from "#lib/audit/append.ts";
import { type Day, dayOf } from "#lib/core/day.ts";
import type { Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import type { RequestRow } from "../../sealed.ts";
import { type DueMark, dueMarks, type NextMarks } from "./due-marks.ts";

/** Work on the marks of one request: what was raised now, and what is next by it. */
export type Raised = { raised: DueMark[]; next: NextMarks };

/**
 * Raises everything about the clocks of a locked request that had to be by `today`: an alert and an entry in the log
 * each. A request that has come to its end raises nothing but that it was answered too late. What comes next is kept by `keepNext`.
 */
export async function raiseDue(tx: Transaction, row: RequestRow, today: Day): Promise<Raised> {
  const clocks = await tx.select().from(clock).where(eq(clock.requestId, row.id));
  const before = await tx.select().from(alert).where(eq(alert.requestId, row.id));
  const over = row.endedAt !== null || row.status === "ready";
  const watched = over ? clocks.filter(({ state }) => state === "done") : clocks;
  const found = dueMarks(watched, row.regime, before, today);
  const next: NextMarks = new Map([...clocks.map((one) => [one, null] as const), ...found.next]);
  const since = found.due.some(({ on }) => on < today) ? await sweptSince(tx, row, today) : "";
  const due = found.due.map((one) => (one.on < since ? { ...one, on: since } : one));
  if (due.length > 0) await tx.insert(alert).values(due.map((one) => alertOf(one, today)));
  for (const one of due) await record(tx, row, one, today);
  return { raised: due, next };
}

/**
 * The day since which marks can have been raised at all: when staff entered the request, or when the person's answer let
 * its clock go on. What lies before it is not late.
 */
async function sweptSince(tx: Transaction, row: RequestRow, today: Day): Promise<Day> {
  const [answered] = await tx
    .select({ day: max(question.answeredDay) })
    .from(question)
    .where(eq(question.requestId, row.id));
  const entered = dayOf(row.enteredAt, currentMap().company.timezone);
  const days = [entered, answered?.day ?? ""].filter((day) => day <= today).sort();
  return days.at(-1) ?? "";
}

function alertOf({ clock: { requestId, law, kind, segment, safeDue }, mark, on }: DueMark, today: Day) {
  return { requestId, law, kind, segment, mark, dueDay: safeDue ?? on, onDay: on, late: on < today };
}

async function record(tx: Transaction, row: RequestRow, { clock, mark, on }: DueMark, today: Day) {
  const actor = { kind: "worker", requestId: row.id } as const;
  const late = on < today;
  await audit(tx, row.id, actor, { kind: "alert_raised", clock: clock.kind, mark, late });
  if (mark !== "breached") return;
  const { kind, law, legalDue } = clock;
  await audit(tx, row.id, actor, {
    kind: "deadline_breached",
    clock: kind,
    law,
    legalDue: legalDue ?? row.legalDue,
  });
}

/** Keeps the next mark of each clock, in one statement; none where they stand so already. */
export async function keepNext(tx: Transaction, requestId: string, next: NextMarks): Promise<void> {
  const changed = [...next].filter(
    ([one, at]) => one.nextMark !== (at?.mark ?? null) || one.nextMarkOn !== (at?.on ?? null),
  );
  if (changed.length === 0) return;
  const list = (values: (string | null)[]) => sql.param(values);
  await tx.execute(sql`
    update clock set next_mark = v.mark, next_mark_on = v.at
      from unnest(${list(changed.map(([one]) => one.law))}::text[], ${list(changed.map(([one]) => one.kind))}::text[],
        ${list(changed.map(([, at]) => at?.mark ?? null))}::text[],
        ${list(changed.map(([, at]) => at?.on ?? null))}::date[]) as v (law, kind, mark, at)
      where clock.request_id = ${requestId}::uuid and clock.law = v.law and clock.kind = v.kind`);
}

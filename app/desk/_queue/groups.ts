import { addDays, type Day, daysBetween, weekdayOf } from "#lib/core/day.ts";
import type { QueueRow } from "#lib/request/views.ts";
import { isOver } from "../_kit/words.ts";

export type Group = { title: string; late: boolean; rows: QueueRow[] };

/**
 * Rows in groups by the week they are due in, overdue on top, in the order they came. Sorting and alarms use the
 * safe due day, which is never later than any reading of the law. What is over stands in one group at the end.
 */
export function groupByWeek(rows: readonly QueueRow[]): Group[] {
  const groups = new Map<string, Group & { order: number }>();
  for (const row of rows) {
    const { order, title } = placeOf(row);
    const group = groups.get(title) ?? { title, late: order < 0, order, rows: [] };
    group.rows.push(row);
    groups.set(title, group);
  }
  return [...groups.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ title, late, rows }) => ({ title, late, rows }));
}

function placeOf(row: QueueRow): { order: number; title: string } {
  const { today, state } = row.deadline;
  const safeDue = earliestDue(row.deadline);
  if (isOver(row.status)) return { order: Number.MAX_SAFE_INTEGER, title: "No longer due" };
  if (state === "running" && safeDue < today) return { order: -1, title: "Overdue" };
  const week = Math.floor(daysBetween(mondayOf(today), safeDue) / 7);
  if (week === 0) return { order: 0, title: "This week" };
  if (week === 1) return { order: 1, title: "Next week" };
  return { order: week, title: `Week of ${shortDay(mondayOf(safeDue))}` };
}

/** The safe day; while the clock waits for the person, the one that an answer today would give. */
function earliestDue({ state, safeDue, ifAnsweredToday, today }: QueueRow["deadline"]): Day {
  if (state === "running") return safeDue;
  const earliest = ifAnsweredToday ?? safeDue;
  return earliest < today ? today : earliest;
}

function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** "13 April". */
function shortDay(day: Day): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

const waits = { paused: "Paused", not_started: "Not begun" } as const;

/** How long is left until the safe due day, short enough for a column. */
export function leftInWords(row: Pick<QueueRow, "deadline" | "status">): string {
  if (isOver(row.status)) return "—";
  const { today, state } = row.deadline;
  const left = daysBetween(today, earliestDue(row.deadline));
  if (state === "withdrawn") return "Withdrawn";
  if (state !== "running") return `${waits[state]}, ${left === 1 ? "1 day" : `${left} days`} left`;
  if (left === 0) return "Due today";
  if (left < 0) return left === -1 ? "1 day late" : `${-left} days late`;
  return left === 1 ? "1 day" : `${left} days`;
}

import { addDays, type Day, daysBetween, weekdayOf } from "#lib/core/day.ts";
import type { Grouping, SortOrder } from "#lib/queue/keys.ts";
import type { QueueRow } from "#lib/queue/row.ts";
import { isOver, regimeWords, rightWords, statusWords } from "../_kit/words.ts";

/** What the ledger needs of a row of the queue to say where it stands. */
export type Dated = Pick<QueueRow, "deadline" | "status">;
type Sorted = Dated & Pick<QueueRow, "right" | "regime" | "owner" | "reference">;
export type Group<Row extends Sorted = QueueRow> = { title: string; rows: Row[] };

/**
 * Rows in groups, each in the order they came. By week: overdue is pinned on top where the list runs by the due day. Where
 * it runs otherwise the groups stand as their first rows come, so that a further page goes on where this one ends.
 */
export function groupsOf<Row extends Sorted>(
  rows: readonly Row[],
  by: Grouping,
  sort: SortOrder = "due",
): Group<Row>[] {
  const groups = new Map<string, Group<Row> & { order: number }>();
  for (const row of rows) {
    const { order, title } = by === "week" ? weekOf(row) : { order: 0, title: titleOf(row, by) };
    const group = groups.get(title) ?? { title, order, rows: [] };
    group.rows.push(row);
    groups.set(title, group);
  }
  const found = [...groups.values()];
  if (by === "week" && sort === "due") found.sort((a, b) => a.order - b.order);
  return found.map(({ title, rows }) => ({ title, rows }));
}

function titleOf(row: Sorted, by: Exclude<Grouping, "week">): string {
  switch (by) {
    case "right":
      return rightWords[row.right];
    case "law":
      return regimeWords(row.regime);
    case "owner":
      return row.owner?.name ?? "Nobody";
    case "stage":
      return statusWords[row.status].word;
    case "none":
      return "Requests";
  }
}

/** True for what should have been answered before today, and nobody but us is waited for. */
export function isLate({ deadline, status }: Dated): boolean {
  return !isOver(status) && deadline.state === "running" && deadline.safeDue < deadline.today;
}

function weekOf(row: Dated): { order: number; title: string } {
  const { today } = row.deadline;
  const safeDue = earliestDue(row.deadline);
  if (isOver(row.status)) return { order: Number.MAX_SAFE_INTEGER, title: "No longer due" };
  if (isLate(row)) return { order: -1, title: "Overdue" };
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
export function leftInWords(row: Dated): string {
  if (isOver(row.status)) return "—";
  const { today, state } = row.deadline;
  const left = daysBetween(today, earliestDue(row.deadline));
  if (state === "withdrawn") return "Withdrawn";
  if (state !== "running") return `${waits[state]}, ${left === 1 ? "1 day" : `${left} days`} left`;
  if (left === 0) return "Due today";
  if (left < 0) return left === -1 ? "1 day late" : `${-left} days late`;
  return left === 1 ? "1 day" : `${left} days`;
}

import type { clock } from "#drizzle/schema/clock.ts";
import { type AlertMark, type Mark, marks, nextMark, type Watched } from "#lib/clock/marks.ts";
import type { Day } from "#lib/core/day.ts";
import { raisedOf } from "../keep.ts";

type ClockRow = typeof clock.$inferSelect;
type Seen = { law: string; kind: string; mark: string; segment: string };

/** A mark that has come and was not raised: of which clock, and the day on which it had to be. */
export type DueMark = { clock: ClockRow; mark: Mark; on: Day };

/** The next mark of each clock of one request, as it is kept. */
export type NextMarks = Map<ClockRow, { mark: Mark; on: Day } | null>;

/**
 * Everything about the clocks of one request that had to be raised by `today`, in the order of its days, and what
 * comes next after that. Pure. `leading` is the law that leads; `alerts` is what was raised before.
 */
export function dueMarks(
  clocks: readonly ClockRow[],
  leading: string,
  alerts: readonly Seen[],
  today: Day,
): { due: DueMark[]; next: NextMarks } {
  const seen: Seen[] = [...alerts];
  const due: DueMark[] = [];
  for (;;) {
    const next = nextMarks(clocks, leading, raisedOf(seen), today);
    const [first] = [...next]
      .flatMap(([one, at]) => (at !== null && at.on <= today ? [{ clock: one, ...at }] : []))
      .sort(inOrder);
    if (!first) return { due, next };
    due.push(first);
    const { law, kind, segment } = first.clock;
    seen.push({ law, kind, segment, mark: first.mark });
  }
}

const inOrder = (a: DueMark, b: DueMark) =>
  a.on.localeCompare(b.on) || marks.indexOf(a.mark) - marks.indexOf(b.mark);

function nextMarks(
  clocks: readonly ClockRow[],
  leading: string,
  raised: ReturnType<typeof raisedOf>,
  today: Day,
): NextMarks {
  return new Map(
    clocks.map((one) => {
      const beside = clocks.filter((other) => other.law === one.law).map(watched);
      const seen: ReadonlySet<AlertMark> = raised(one.law, one.kind, one.segment);
      return [one, nextMark(watched(one), { beside, leads: one.law === leading, raised: seen, today })];
    }),
  );
}

const watched = ({ kind, state, startDay, safeDue, legalDue, late }: ClockRow): Watched => ({
  kind,
  state,
  start: startDay,
  safeDue,
  legalDue,
  late,
});

import type { Day } from "#lib/core/day.ts";
import { isCounted, type Period, type PeriodRule } from "#lib/law/period.ts";
import type { Source } from "#lib/law/source.ts";
import type { AnswerClock } from "./answer.ts";
import { count } from "./count.ts";
import type { History } from "./history.ts";
import type { Due, Step, Warning } from "./step.ts";
import { lastWorkingDay } from "./working-days.ts";

export type ClockKind =
  | "acknowledge"
  | "answer"
  | "extension_notice"
  | "refusal_notice"
  | "opt_out_effect"
  | "appeal"
  | "complaint_acknowledgement"
  | "complaint_outcome"
  | "consent_stop"
  | "no_ask"
  | "retention";

/**
 * not_needed: something else made it needless. expired: a time has run out in which something was allowed, and nothing
 * was owed. policy: the law gives no number.
 */
export type ClockState = AnswerClock["state"] | "done" | "overdue" | "not_needed" | "expired";

/** One clock of a request. Days are civil days in the controller's place; overdue begins after the legal one. */
export type Clock = {
  kind: ClockKind;
  state: ClockState;
  start: Day | null;
  legalDue: Day | null;
  safeDue: Day | null;
  /** Last working day on or before the safe one. */
  actBy: Day | null;
  /** While a question is open: the legal day if it were answered today. */
  ifAnsweredToday: Day | null;
  /** When what it asks for was done, and whether that was too late. */
  metOn: Day | null;
  late: boolean;
  /** Where silence counts as a refusal: the first day on which it does. */
  deemedRefusedFrom: Day | null;
  period: Period | null;
  source: Source;
  steps: Step[];
  warnings: Warning[];
};

/** A clock of which nothing is known yet. */
export const blank = {
  start: null,
  legalDue: null,
  safeDue: null,
  actBy: null,
  ifAnsweredToday: null,
  metOn: null,
  late: false,
  deemedRefusedFrom: null,
  period: null,
  steps: [] as Step[],
  warnings: [] as Warning[],
};

/** The state and outcome of a clock with a day, given when what it asks for was done. */
export function outcome(legalDue: Day, met: Day | undefined, today: Day) {
  if (met !== undefined) return { state: "done" as const, metOn: met, late: met > legalDue };
  return { state: today > legalDue ? ("overdue" as const) : ("running" as const) };
}

/** Clocks that begin with something else than a receipt. */
const beginsWith: Partial<Record<ClockKind, Extract<Step, { op: "begins" }>["because"]>> = {
  no_ask: "followed",
  retention: "last_entry",
  consent_stop: "withdrawn",
};

/** A clock that nothing stops: a period from a day. */
export function plain(
  kind: ClockKind,
  start: Day,
  { source, ...period }: PeriodRule,
  { calendar }: History,
  met: Day | undefined,
  today: Day,
): Clock {
  const because = beginsWith[kind];
  const head: Step = because
    ? { op: "begins", because, from: start, to: start }
    : { op: "received", from: start, to: start };
  if (!isCounted(period)) {
    const done = met === undefined ? {} : { metOn: met, state: "done" as const };
    return { ...blank, kind, state: "policy", start, period, source, steps: [head], ...done };
  }
  const due = count(start, period, calendar, { source });
  return {
    ...blank,
    kind,
    start,
    period,
    source,
    ...daysOf(due, calendar),
    ...outcome(due.legal, met, today),
    steps: [head, ...due.steps, ...due.safeSteps],
    warnings: due.warnings,
  };
}

/** The days of a due, and the last working day on or before the safe one. */
export function daysOf({ legal, safe }: Pick<Due, "legal" | "safe">, calendar: History["calendar"]) {
  const known = calendar.knows(Number(safe.slice(0, 4)));
  return { legalDue: legal, safeDue: safe, actBy: known ? lastWorkingDay(safe, calendar) : safe };
}

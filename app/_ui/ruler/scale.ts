import { type Day, daysBetween } from "#lib/core/day.ts";

/** What the ruler shows, in civil dates of the controller's place. */
export type RulerInput = {
  received: Day;
  /** The day we promise to answer by; null while the clock is paused. */
  due: Day | null;
  today: Day;
  /** The day the request came to its end: the fill stops there and "today" is no longer shown. */
  ended?: Day | null;
  /** True where it ended with our answer. */
  answered?: boolean;
  /** Usual span in days after receipt. */
  usual?: { from: number; to: number } | null;
  /** Spans in which the clock stood still; an open one has no end yet. */
  pauses?: readonly { from: Day; to: Day | null }[];
  /** The first deadline, where the time was extended: what follows it is the second segment. */
  firstDue?: Day | null;
  /** Internal targets, desk only. */
  targets?: readonly Day[];
};

export type RulerTone = "steady" | "soon" | "late" | "ended";

export type Span = { from: number; to: number };

/** The same facts as whole days after receipt, clipped to the ruler's length. */
export type RulerScale = {
  /** Length of the ruler in days, at least 1. */
  days: number;
  /** Where the fill ends: today, or the day the request ended. */
  now: number;
  due: number | null;
  firstDue: number | null;
  usual: Span | null;
  pauses: Span[];
  targets: number[];
  tone: RulerTone;
};

/** Days before the deadline from which it counts as "due soon". */
const soon = 7;

/** Turns civil dates into day numbers: day 0 is the day of receipt. */
export function rulerScale(input: RulerInput): RulerScale {
  const day = (date: Day) => daysBetween(input.received, date);
  const ended = input.ended ? day(input.ended) : null;
  const now = Math.max(0, ended ?? day(input.today));
  const due = input.due === null ? null : Math.max(0, day(input.due));
  const firstDue = input.firstDue ? day(input.firstDue) : null;
  const days = Math.max(1, now, due ?? 0, firstDue ?? 0, due === null ? (input.usual?.to ?? 0) : 0);
  const clip = (at: number) => Math.min(days, Math.max(0, at));
  const span = (from: number, to: number): Span | null =>
    clip(to) > clip(from) ? { from: clip(from), to: clip(to) } : null;
  const pauses = (input.pauses ?? [])
    .map((pause) => span(day(pause.from), pause.to === null ? now : day(pause.to)))
    .filter((pause) => pause !== null)
    .sort((a, b) => a.from - b.from);
  return {
    days,
    now,
    due,
    firstDue: firstDue !== null && due !== null && firstDue < due ? clip(firstDue) : null,
    usual: input.usual ? span(input.usual.from, input.usual.to) : null,
    pauses,
    targets: (input.targets ?? []).map(day).filter((at) => at >= 0 && at <= days),
    tone: toneOf(now, due, ended !== null),
  };
}

function toneOf(now: number, due: number | null, ended: boolean): RulerTone {
  if (due !== null && now > due) return "late";
  if (ended) return "ended";
  if (due !== null && due - now <= soon) return "soon";
  return "steady";
}

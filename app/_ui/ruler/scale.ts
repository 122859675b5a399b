import { type Day, daysBetween } from "#lib/core/day.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";

/** What the ruler shows, in civil dates of the controller's place. */
export type RulerInput = {
  received: Day;
  /** The day we promise to answer by; null while the clock does not run. */
  due: Day | null;
  today: Day;
  /** Why there is no due day. */
  standstill?: "paused" | "not_started" | "withdrawn";
  /** While the clock stands still: the day we would answer by if the answer came today. */
  ifAnsweredToday?: Day | null;
  /** The day the request came to its end: the fill stops there and "today" is no longer shown. */
  ended?: Day | null;
  /** True where it ended with our answer. */
  answered?: boolean;
  /** Usual span in days after receipt. */
  usual?: { from: number; to: number } | null;
  /** Spans in which the clock stood still, in any order; an open one has no end yet. */
  pauses?: readonly { from: Day; to: Day | null }[];
  /** Where the time was extended: the first deadline, what the person was told when, and how that law counts. */
  extension?: { firstDue: Day; sent: Day; reason: ExtensionReason; inMonths: boolean } | null;
  /** Internal targets, desk only. */
  targets?: readonly Day[];
  /** The day it will likely be answered, desk only. */
  forecast?: Day | null;
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
  /** Where the second segment begins; null where the time was not extended or has no end. */
  firstDue: number | null;
  usual: Span | null;
  /** In order, none touching another. */
  pauses: Span[];
  /** In order, each once. */
  targets: number[];
  forecast: number | null;
  tone: RulerTone;
};

/** Days before the deadline from which it counts as "due soon". */
const soon = 7;

/** A forecast far behind the deadline is drawn at the end of the ruler, so that it does not squeeze all else. */
const farthest = 1.5;

/** Turns civil dates into day numbers: day 0 is the day of receipt. */
export function rulerScale(input: RulerInput): RulerScale {
  const day = (date: Day) => daysBetween(input.received, date);
  const ended = input.ended ? day(input.ended) : null;
  const now = Math.max(0, ended ?? day(input.today));
  const due = input.due === null ? null : Math.max(0, day(input.due));
  const firstDue = input.extension && due !== null ? day(input.extension.firstDue) : null;
  // A clock that stands still gets room for the time that is left once it goes on.
  const ahead = due ?? Math.max(input.usual?.to ?? 0, input.ifAnsweredToday ? day(input.ifAnsweredToday) : 0);
  // A question asked today already takes this day: its hatch is seen at once.
  const open = (from: number) => (ended === null ? Math.max(now, from + 1) : now);
  // Before the clock has started no day counts.
  const before = input.standstill === "not_started" ? [{ from: input.received, to: null }] : [];
  const stops = [...before, ...(input.pauses ?? [])].map(({ from, to }) => ({
    from: day(from),
    to: to === null ? open(day(from)) : day(to),
  }));
  const least = Math.max(1, now, ahead, ...stops.map((stop) => Math.min(stop.to, now + 1)));
  const forecast = input.forecast && ended === null ? Math.max(0, day(input.forecast)) : null;
  const days = Math.max(least, Math.min(forecast ?? 0, Math.ceil(least * farthest)));
  const clip = (at: number) => Math.min(days, Math.max(0, at));
  const span = (from: number, to: number): Span | null =>
    clip(to) > clip(from) ? { from: clip(from), to: clip(to) } : null;
  const targets = (input.targets ?? []).map(day).filter((at) => at >= 0 && at <= days);
  return {
    days,
    now,
    due,
    firstDue: firstDue !== null && due !== null && firstDue < due ? clip(firstDue) : null,
    usual: input.usual ? span(input.usual.from, input.usual.to) : null,
    pauses: union(stops.map((stop) => span(stop.from, stop.to)).filter((stop) => stop !== null)),
    targets: [...new Set(targets)].sort((a, b) => a - b),
    forecast: forecast === null ? null : clip(forecast),
    tone: toneOf(now, due, ended !== null),
  };
}

/** `whole` with the given spans cut out: they are in order and apart. */
export function without(whole: Span, holes: readonly Span[]): Span[] {
  const parts: Span[] = [];
  let from = whole.from;
  for (const hole of holes) {
    const to = Math.min(hole.from, whole.to);
    if (to > from) parts.push({ from, to });
    from = Math.max(from, hole.to);
  }
  if (from < whole.to) parts.push({ from, to: whole.to });
  return parts;
}

/** Spans in order, those that meet made one. */
function union(spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}

function toneOf(now: number, due: number | null, ended: boolean): RulerTone {
  if (due !== null && now > due) return "late";
  if (ended) return "ended";
  if (due !== null && due - now <= soon) return "soon";
  return "steady";
}

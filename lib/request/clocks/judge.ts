import type { Clock } from "#lib/clock/clock.ts";
import { blank, daysOf } from "#lib/clock/clock.ts";
import { clocksOf } from "#lib/clock/clocks.ts";
import { calendarFor } from "#lib/clock/deadline.ts";
import type { Unlawful } from "#lib/clock/may.ts";
import { refusalInWords } from "#lib/clock/refusals.ts";
import { ownTarget } from "#lib/clock/target.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { calendarOf } from "#lib/law/holidays/calendar.ts";
import { currentMap } from "#lib/map/current.ts";
import { type ClockFacts, historyUnder } from "./facts.ts";
import type { FrozenLaw } from "./frozen-laws.ts";

/** Every clock of a request under one of its laws, judged on a day; the days of an own target where it names none. */
export type Judged = { law: FrozenLaw; clocks: Clock[]; unlawful: Unlawful[]; extended: boolean };

/** The clock that says by when a request itself is answered. */
export const leadKind = (right: string) => (right === "appeal" ? "appeal" : "answer");

const policy = { cite: "Own policy: the law names no day", confidence: "confirmed" } as const;

/**
 * Judges a request under every law that was frozen with it. Pure but for the data map. Throws HabeasError `invalid`
 * with every reason where the history cannot be: then nothing may change. A machine whose clock went back, or stands
 * behind the one that wrote, judges on the last day that is written: what happened has happened, and can be read.
 */
export function judge(facts: ClockFacts, laws: readonly FrozenLaw[], day: Day): Judged[] {
  const today = lastDay(facts, day);
  return laws.map((law) => {
    if (law.regime === null) return { law, clocks: [targetOnly(facts, law)], unlawful: [], extended: false };
    const told = clocksOf(historyUnder(facts, law.regime), today);
    if (!told.possible)
      throw new HabeasError("invalid", told.refused.map((one) => refusalInWords(one)).join(" "));
    const clocks = told.clocks.map((one) =>
      one.kind === leadKind(facts.row.right) && one.legalDue === null && one.state === "policy"
        ? { ...one, ...daysOfTarget(facts, law) }
        : one,
    );
    return {
      law,
      clocks,
      unlawful: told.unlawful,
      extended: facts.extensions.some((one) => one.law === law.law),
    };
  });
}

/** The day itself, or the last one on which something happened, where that is later. */
function lastDay({ row, questions, extensions, fee, about }: ClockFacts, day: Day): Day {
  const written = [
    ...[row, ...about].flatMap((one) => [
      one.receivedDay,
      one.acknowledgedDay,
      one.answeredDay,
      one.refusedDay,
    ]),
    row.effectiveDay,
    ...questions.flatMap((one) => [one.askedDay, one.answeredDay]),
    ...extensions.map((one) => one.sentDay),
    fee?.askedDay,
    fee?.paidDay,
  ];
  return written.reduce<Day>((last, one) => (one && one > last ? one : last), day);
}

function daysOfTarget({ row }: ClockFacts, { regime }: FrozenLaw) {
  const place = currentMap().company.controller_place;
  const calendar = regime === null ? calendarOf(place) : calendarFor(regime, place);
  const due = ownTarget(regime, row.place, row.receivedDay, calendar);
  return daysOf({ legal: due, safe: due }, calendar);
}

function targetOnly(facts: ClockFacts, law: FrozenLaw): Clock {
  const { row } = facts;
  const met = row.answeredDay ?? row.refusedDay;
  return {
    ...blank,
    kind: leadKind(row.right),
    state: met === null ? "policy" : "done",
    start: row.receivedDay,
    ...daysOfTarget(facts, law),
    ...(met === null ? {} : { metOn: met, late: met > (daysOfTarget(facts, law).legalDue ?? met) }),
    source: policy,
    steps: [{ op: "received", from: row.receivedDay, to: row.receivedDay }],
  };
}

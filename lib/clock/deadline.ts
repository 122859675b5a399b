import { addDays, addMonths, type Day, dayInWords } from "#lib/core/day.ts";
import { governing } from "#lib/law/choose.ts";
import { type Calendar, calendarOf } from "#lib/law/holidays/calendar.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import { answerClock } from "./answer.ts";
import { count } from "./count.ts";
import { inWords } from "./words.ts";

/** What the clock is asked: what was asked for, where the person lives, the civil day of receipt, where we must act. */
export type ClockQuestion = { right: Right; place: string; receivedDay: Day; controllerPlace: string };

/** What it answers: the law that leads, its version, the two due days, and every step of the derivation in words. */
export type ClockAnswer = {
  regime: string;
  ruleVersion: string;
  legalDue: Day;
  /** Never later than any reading of any law that governs; queues sort by it. */
  safeDue: Day;
  steps: string[];
};

/** The holidays that count: those of the place where the company must act, California's for its business days. */
function calendarFor(regime: Regime, controllerPlace: string): Calendar {
  if (regime.places.includes("US-CA")) return calendarOf("US-CA");
  return calendarOf(controllerPlace === "GB" ? "GB-ENG" : controllerPlace);
}

/**
 * The due days of a request under every law that governs it on its day of receipt; the earliest safe day leads. Where
 * a law gives no number, or none that we know governs, the days are the company's own target and say so.
 */
export function deadline({ right, place, receivedDay, controllerPlace }: ClockQuestion): ClockAnswer {
  const answers = governing({ right, place, received: receivedDay, companyKinds: ["business"] }).map(
    ({ regime }) => under(regime, right, receivedDay, calendarFor(regime, controllerPlace)),
  );
  const [first] = answers.sort((a, b) => (a.safeDue < b.safeDue ? -1 : a.safeDue > b.safeDue ? 1 : 0));
  return first ?? byPolicy(place, receivedDay);
}

function under(regime: Regime, right: Right, receivedDay: Day, calendar: Calendar): ClockAnswer {
  const ruleVersion = `${regime.id}@${regime.version}`;
  const clock = answerClock({ regime, right, received: receivedDay, calendar, questions: [] }, receivedDay);
  if (clock.legalDue !== null && clock.safeDue !== null) {
    const { legalDue, safeDue } = clock;
    return { regime: regime.id, ruleVersion, legalDue, safeDue, steps: inWords(clock.steps) };
  }
  const general = regime.answer.unit === "words" ? null : count(receivedDay, regime.answer, calendar);
  const due = general?.safe ?? addDays(receivedDay, 30);
  const steps = [
    ...inWords(clock.steps),
    `${regime.name} asks for an answer without delay and names no day. We aim for ${dayInWords(due, "en")} at the latest.`,
  ];
  return { regime: regime.id, ruleVersion, legalDue: due, safeDue: due, steps };
}

function byPolicy(place: string, receivedDay: Day): ClockAnswer {
  const due =
    place === "US" || place.startsWith("US-") ? addDays(receivedDay, 45) : addMonths(receivedDay, 1);
  return {
    regime: "OWN_POLICY",
    ruleVersion: "OWN_POLICY@1",
    legalDue: due,
    safeDue: due,
    steps: [
      `We received this on ${dayInWords(receivedDay, "en")}.`,
      `We know of no law that sets a day for this. We answer by ${dayInWords(due, "en")} all the same.`,
    ],
  };
}

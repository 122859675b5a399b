import { addDays, addMonths, type Day, dayInWords } from "#lib/core/day.ts";
import { type CompanyLaw, type Governing, governing } from "#lib/law/choose.ts";
import { type Calendar, calendarOf } from "#lib/law/holidays/calendar.ts";
import type { CompanyKind, Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import { answerClock } from "./answer.ts";
import { count } from "./count.ts";
import { choiceInWords, inWords } from "./words.ts";

/**
 * What the clock is asked: what was asked for, where the person lives, the civil day of receipt, where we must act, and
 * what the company says of itself: the laws that bind it and its kind.
 */
export type ClockQuestion = {
  right: Right;
  place: string;
  receivedDay: Day;
  controllerPlace: string;
  laws?: readonly CompanyLaw[] | undefined;
  kinds?: readonly CompanyKind[] | undefined;
};

type LawsAnswer = { regime: string; ruleVersion: string; legalDue: Day; safeDue: Day };

/** What it answers: the law that leads, its version, the two due days, and every step of the derivation in words. */
export type ClockAnswer = LawsAnswer & {
  /** Ends with why this law was chosen and what the others say. `safeDue` is never later than any of them. */
  steps: string[];
  /** The other laws that govern, earliest first. */
  others: LawsAnswer[];
};

/** The holidays that count: those of the place where the company must act, California's for its business days. */
export function calendarFor(regime: Regime, controllerPlace: string): Calendar {
  if (regime.places.includes("US-CA")) return calendarOf("US-CA");
  return calendarOf(controllerPlace === "GB" ? "GB-ENG" : controllerPlace);
}

/**
 * The due days of a request under every law that governs it on its day of receipt; the earliest safe day leads. Where
 * a law gives no number, or none that we know governs, the days are the company's own target and say so.
 */
export function deadline(asked: ClockQuestion): ClockAnswer {
  const { right, place, receivedDay, controllerPlace, laws, kinds = ["business"] } = asked;
  const answers = governing({ right, place, received: receivedDay, companyKinds: kinds, companyLaws: laws })
    .map((chosen) => ({
      chosen,
      answer: under(chosen.regime, right, receivedDay, calendarFor(chosen.regime, controllerPlace)),
    }))
    .sort(
      (a, b) => earlier(a.answer.safeDue, b.answer.safeDue) || earlier(a.answer.legalDue, b.answer.legalDue),
    );
  const [first, ...others] = answers;
  if (!first) return { ...byPolicy(place, receivedDay), others: [] };
  return {
    ...first.answer,
    steps: [...first.answer.steps, choiceInWords(first.chosen, place), ...others.map(alsoInWords)],
    others: others.map(({ answer: { steps: _steps, ...days } }) => days),
  };
}

const earlier = (a: Day, b: Day) => (a < b ? -1 : a > b ? 1 : 0);

function alsoInWords({ chosen, answer }: { chosen: Governing; answer: LawsAnswer }): string {
  const last = dayInWords(answer.legalDue, "en");
  return `${chosen.regime.name} counts too, with ${last} as its last day. We work towards the earliest day.`;
}

type Answered = LawsAnswer & { steps: string[] };

function under(regime: Regime, right: Right, receivedDay: Day, calendar: Calendar): Answered {
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

function byPolicy(place: string, receivedDay: Day): Answered {
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

import type { Day } from "#lib/core/day.ts";
import { type CompanyLaw, chooseLaws, type LawRefused, type Residence } from "#lib/law/choose.ts";
import { type Calendar, calendarOf } from "#lib/law/holidays/calendar.ts";
import type { CompanyKind, Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import { answerClock } from "./answer.ts";
import type { Step } from "./step.ts";
import { ownTarget } from "./target.ts";
import { alsoInWords, choiceInWords, inWords, targetInWords } from "./words.ts";

/**
 * What the clock is asked: what was asked for, where the person lives, the civil day of receipt, where we must act, and
 * what the company says of itself: the laws that bind it and its kind.
 */
export type ClockQuestion = {
  right: Right;
  place: string;
  /** How the place is known; without it, as the person said. */
  residence?: Residence | undefined;
  receivedDay: Day;
  controllerPlace: string;
  laws?: readonly CompanyLaw[] | undefined;
  kinds?: readonly CompanyKind[] | undefined;
  /** The ids of the laws that staff chose by correction; they overrule choosing. */
  only?: readonly string[] | undefined;
  /** The language of the steps; English without it. */
  language?: string | undefined;
};

type LawsAnswer = { regime: string; ruleVersion: string; legalDue: Day; safeDue: Day };

/** What it answers: the law that leads, its version, the two due days, and every step of the derivation in words. */
export type ClockAnswer = LawsAnswer & {
  /** Ends with why this law was chosen and what the others say. `safeDue` is never later than any of them. */
  steps: string[];
  /** The other laws that govern, earliest first. */
  others: LawsAnswer[];
  /** Laws that staff chose and that cannot govern, each with the reason; empty where staff chose none. */
  refused: LawRefused[];
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
  const { right, place, receivedDay, controllerPlace, laws, kinds = ["business"], language } = asked;
  const { governing, refused } = chooseLaws({
    right,
    place,
    residence: asked.residence,
    received: receivedDay,
    companyKinds: kinds,
    companyLaws: laws,
    only: asked.only,
  });
  const answers = governing
    .map((chosen) => ({
      chosen,
      answer: under(chosen.regime, asked, calendarFor(chosen.regime, controllerPlace)),
    }))
    .sort(
      (a, b) => earlier(a.answer.safeDue, b.answer.safeDue) || earlier(a.answer.legalDue, b.answer.legalDue),
    );
  const [first, ...others] = answers;
  if (!first) return { ...byPolicy(asked), others: [], refused };
  return {
    ...first.answer,
    steps: [
      ...first.answer.steps,
      choiceInWords(first.chosen, place, language),
      ...others.map(({ chosen, answer }) => alsoInWords(chosen.regime.name, answer.legalDue, language)),
    ],
    others: others.map(({ answer: { steps: _steps, ...days } }) => days),
    refused,
  };
}

const earlier = (a: Day, b: Day) => (a < b ? -1 : a > b ? 1 : 0);

type Answered = LawsAnswer & { steps: string[] };

function under(regime: Regime, asked: ClockQuestion, calendar: Calendar): Answered {
  const { right, place, receivedDay, language } = asked;
  const ruleVersion = `${regime.id}@${regime.version}`;
  const clock = answerClock({ regime, right, received: receivedDay, calendar, questions: [] }, receivedDay);
  const steps = inWords(clock.steps, language);
  if (clock.legalDue !== null && clock.safeDue !== null) {
    const { legalDue, safeDue } = clock;
    return { regime: regime.id, ruleVersion, legalDue, safeDue, steps };
  }
  const due = ownTarget(regime, place, receivedDay, calendar);
  steps.push(targetInWords(regime.name, due, language));
  return { regime: regime.id, ruleVersion, legalDue: due, safeDue: due, steps };
}

function byPolicy({ place, receivedDay, language, controllerPlace }: ClockQuestion): Answered {
  const due = ownTarget(null, place, receivedDay, calendarOf(controllerPlace));
  const received: Step = { op: "received", from: receivedDay, to: receivedDay };
  return {
    regime: "OWN_POLICY",
    ruleVersion: "OWN_POLICY@1",
    legalDue: due,
    safeDue: due,
    steps: [...inWords([received], language), targetInWords(null, due, language)],
  };
}

import type { Day } from "#lib/core/day.ts";
import { answerClock, answerPeriod, extensionNotice, extensionRule } from "./answer.ts";
import { blank, type Clock, daysOf, outcome, plain } from "./clock.ts";
import { count } from "./count.ts";
import { type History, impossible } from "./history.ts";
import { lawful, type Unlawful } from "./may.ts";
import type { Question } from "./pauses.ts";
import type { Refusal } from "./refusals.ts";
import { sideClocks } from "./side-clocks.ts";
import type { Step, Warning } from "./step.ts";
import { workingDaysBetween } from "./working-days.ts";

export type Clocks =
  | { possible: false; refused: Refusal[] }
  | { possible: true; clocks: Clock[]; unlawful: Unlawful[] };

/** Working days after receipt in which a question is asked promptly (product policy; clock.md, section 7). */
const promptly = 5;

/** All clocks of one request under one law, judged on a day. Pure. A history that cannot be is refused with every reason. */
export function clocksOf(told: History, today: Day): Clocks {
  const refused = impossible(told, today);
  if (refused.length > 0) return { possible: false, refused };
  const { facts, unlawful } = lawful(told);
  const answer = answerOf(facts, today, unlawful.length > 0);
  const clocks = [
    acknowledge(facts, today),
    answer,
    ...extendable(facts, answer, today),
    refusal(facts, answer, today),
    optOut(facts, today),
    facts.right === "appeal" ? null : appeal(facts, today),
    ...sideClocks(facts, today),
  ];
  return { possible: true, clocks: clocks.filter((one) => one !== null), unlawful };
}

const earliest = (...days: (Day | undefined)[]): Day | undefined =>
  days.filter((day) => day !== undefined).sort()[0];

function answerOf(facts: History, today: Day, somePausesRefused: boolean): Clock {
  const { first: _first, extended: _extended, ...clock } = answerClock(facts, today);
  const { source, ...period } = answerPeriod(facts.regime, facts.right, facts.received);
  const met = earliest(facts.answered, facts.refused);
  const { legalDue } = clock;
  const judged =
    legalDue !== null
      ? outcome(legalDue, met, today)
      : met !== undefined
        ? { state: "done" as const, metOn: met }
        : {};
  const warnings: Warning[] = [
    ...clock.warnings,
    ...(facts.questions.some((one) => isAskedLate(facts, one)) ? ["undue_delay" as const] : []),
    ...(somePausesRefused ? ["pause_refused" as const] : []),
  ];
  const silence = facts.regime.deemedRefusal && legalDue !== null && met === undefined;
  const deemedRefusedFrom = silence ? nextDay(legalDue, facts) : null;
  return {
    ...blank,
    ...clock,
    kind: facts.right === "appeal" ? "appeal" : "answer",
    period,
    source,
    ...judged,
    deemedRefusedFrom,
    warnings,
  };
}

const nextDay = (day: Day, { calendar }: History) =>
  count(day, { unit: "day", n: 1, roll: false }, calendar).legal;

/** Asked later than promptly: after receipt, or after the answer that was not enough. The pause stands, with a reason. */
export function isAskedLate(
  { regime, questions, received, calendar }: History,
  one: Pick<Question, "about" | "asked">,
): boolean {
  if (regime.pause[one.about].effect === "none") return false;
  const before = questions
    .filter((other) => other.about === one.about && other.answered !== null && other.answered <= one.asked)
    .map((other) => other.answered ?? received);
  const since = [received, ...before].sort().at(-1) ?? received;
  return workingDaysBetween(since, one.asked, calendar) > promptly;
}

function acknowledge(facts: History, today: Day): Clock | null {
  const rule = facts.regime.acknowledgement;
  if (!rule?.rights.includes(facts.right)) return null;
  if (rule.from !== undefined && facts.received < rule.from) return null;
  const { rights: _rights, contents: _contents, from: _from, ...period } = rule;
  const clock = plain("acknowledge", facts.received, period, facts, facts.acknowledged, today);
  return neededUntil(clock, earliest(facts.answered, facts.refused));
}

/** A clock that an answer in time makes needless. */
function neededUntil(clock: Clock, answered: Day | undefined): Clock {
  const inTime = answered !== undefined && (clock.legalDue === null || answered <= clock.legalDue);
  return clock.metOn === null && inTime ? { ...clock, state: "not_needed" } : clock;
}

/** By when the person must have been told of an extension. Not where the law knows none, or no day to extend. */
function extendable(facts: History, answer: Clock, today: Day): Clock[] {
  const rule = extensionRule(facts.regime, facts.right);
  if (rule === null || answer.state === "policy" || answer.state === "withdrawn") return [];
  const { extension: sent, ...unextended } = facts;
  const base = answerClock(unextended, today);
  const common = { ...blank, kind: "extension_notice" as const, start: base.start, source: rule.source };
  if (base.first === null) {
    const { state, ifAnsweredToday, steps } = base;
    return [neededUntil({ ...common, state, ifAnsweredToday, steps }, facts.answered)];
  }
  const due = extensionNotice(facts, rule, base.first);
  const { received, dated = received } = facts;
  const head: Step[] = [
    { op: "received", from: received, to: received },
    ...(dated < received ? [{ op: "dated" as const, from: received, to: dated }] : []),
  ];
  const steps = rule.noticeBy === "first_period" ? base.steps : [...head, ...due.steps, ...due.safeSteps];
  const clock: Clock = {
    ...common,
    state: today > due.legal ? "expired" : "running",
    ...daysOf(due, facts.calendar),
    ...(sent ? outcome(due.legal, sent.sent, today) : {}),
    steps,
    warnings: due.warnings,
  };
  return [neededUntil(clock, earliest(facts.answered, facts.refused))];
}

/** By when a refusal must be told: the first day even where the answer was extended, or with the answer. */
function refusal(facts: History, answer: Clock, today: Day): Clock {
  const { by, source } = facts.regime.refusal;
  const kind = "refusal_notice" as const;
  if (by === "words") return { ...blank, kind, state: "policy", start: facts.received, source };
  const { extension: _extension, ...unextended } = facts;
  const base = by === "with_answer" ? answer : answerClock(unextended, today);
  const { start, legalDue, safeDue, actBy, ifAnsweredToday, steps } = base;
  const state = legalDue !== null && today > legalDue ? "expired" : base.state;
  const clock: Clock = {
    ...blank,
    kind,
    state: state === "overdue" ? "expired" : state,
    start,
    legalDue,
    safeDue,
    actBy,
    ifAnsweredToday,
    steps,
    source,
    ...(facts.refused !== undefined && legalDue !== null ? outcome(legalDue, facts.refused, today) : {}),
  };
  return facts.refused === undefined && facts.answered !== undefined
    ? { ...clock, state: "not_needed", metOn: null, late: false }
    : clock;
}

/** No proof and no question holds up an opt-out: it runs from receipt, always. */
function optOut(facts: History, today: Day): Clock | null {
  if (facts.right !== "opt_out" && facts.right !== "limit_sensitive") return null;
  const period = answerPeriod(facts.regime, facts.right, facts.received);
  return plain("opt_out_effect", facts.received, period, facts, facts.effective, today);
}

function appeal(facts: History, today: Day): Clock | null {
  const rule = facts.regime.appeal;
  if (rule === null) return null;
  if (!facts.appeal) {
    const { source, ...period } = rule.within;
    return { ...blank, kind: "appeal", state: "not_started", period, source };
  }
  const { received, extension, answered } = facts.appeal;
  const asked = { regime: facts.regime, right: "appeal" as const, received, calendar: facts.calendar };
  return answerOf(
    { ...asked, questions: [], ...(extension ? { extension } : {}), ...(answered ? { answered } : {}) },
    today,
    false,
  );
}

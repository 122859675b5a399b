import type { Day } from "#lib/core/day.ts";
import type { Calendar } from "#lib/law/holidays/calendar.ts";
import { type Counted, isCounted, type PeriodRule } from "#lib/law/period.ts";
import type { ExtensionRule, Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import { count, type Paused } from "./count.ts";
import { pausedDays, type Question } from "./pauses.ts";
import type { Due, Step, Warning } from "./step.ts";
import { lastWorkingDay } from "./working-days.ts";

/** What happened to one request, as far as clocks care. Civil days in the controller's place. */
export type Facts = {
  regime: Regime;
  right: Right;
  received: Day;
  /** The day of receipt where the person lives, when it is an earlier one. */
  receivedThere?: Day;
  /** The day written on the request, which may lie before its receipt. */
  dated?: Day;
  calendar: Calendar;
  questions: readonly Question[];
  /** Really required before work could begin, and when it came; null while it is missing. */
  fee?: { asked: Day; paid: Day | null };
  authority?: { asked: Day; received: Day | null };
  extension?: { sent: Day; until?: Day };
};

export type State = "not_started" | "running" | "paused" | "policy" | "withdrawn";

/** The clock for the answer itself. Days are null while a question is open or where the law gives no number. */
export type AnswerClock = {
  state: State;
  start: Day | null;
  /** Before any extension. */
  first: Due | null;
  legalDue: Day | null;
  safeDue: Day | null;
  /** Last working day on or before the safe one. */
  actBy: Day | null;
  /** While a question is open: the legal due day if it were answered today. */
  ifAnsweredToday: Day | null;
  extended: boolean;
  steps: Step[];
  warnings: Warning[];
};

/** The period for the answer to a right on a day of receipt: the right's own, else the regime's with its changes. */
export function answerPeriod(regime: Regime, right: Right, received: Day): PeriodRule {
  const own = regime.rights[right]?.answer;
  if (own) return own;
  if (right === "appeal" && regime.appeal) return regime.appeal.within;
  const changed = (regime.changes ?? []).flatMap((one) =>
    "answer" in one && one.from <= received ? [one.answer] : [],
  );
  return changed.at(-1) ?? regime.answer;
}

/** How the answer to a right may be extended; an appeal has a rule of its own. Null where no extension exists. */
export function extensionRule(regime: Regime, right: Right): ExtensionRule | null {
  if (right === "appeal") {
    const { appeal } = regime;
    return appeal?.extension
      ? {
          total: appeal.extension,
          noticeBy: "first_period",
          reasons: regime.extension?.reasons ?? [],
          source: appeal.within.source,
        }
      : null;
  }
  return regime.rights[right]?.extendable === false ? null : regime.extension;
}

/** Judges what happened by the day `today`. Pure: the same facts and day always give the same clock. */
export function answerClock(facts: Facts, today: Day): AnswerClock {
  const { regime, right, received } = facts;
  const period = answerPeriod(regime, right, received);
  const began = startOf(facts, today);
  const head: Step[] = [
    { op: "received", from: received, to: received },
    ...(began.step ? [began.step] : []),
  ];
  const idle = {
    start: null,
    first: null,
    legalDue: null,
    safeDue: null,
    actBy: null,
    extended: false,
    warnings: [],
  };
  if (began.state === "withdrawn") return { ...idle, state: "withdrawn", ifAnsweredToday: null, steps: head };
  if (!isCounted(period))
    return { ...idle, state: "policy", start: received, ifAnsweredToday: null, steps: head };
  if (began.start === null) {
    const then = answerClock(answeredToday(facts, today), today);
    return { ...idle, state: "not_started", ifAnsweredToday: then.legalDue, steps: head };
  }
  if (suspending(facts).some((one) => one.answered === null)) {
    const then = answerClock(answeredToday(facts, today), today);
    return { ...idle, state: "paused", start: began.start, ifAnsweredToday: then.legalDue, steps: head };
  }
  return running(facts, period, began.start, head);
}

function running(facts: Facts, period: Counted & PeriodRule, start: Day, head: Step[]): AnswerClock {
  const { calendar } = facts;
  const paused = pausesOf(facts, start);
  const first = count(start, period, calendar, { paused, source: period.source });
  const steps = [...head, ...first.steps];
  const warnings = [...first.warnings];
  const { legal, safe, extended, step, invalid } = extendedDue(facts, start, first, paused);
  if (step) steps.push(...step);
  if (invalid) warnings.push("extension_invalid");
  const there = facts.receivedThere;
  const early =
    there !== undefined && there < facts.received && start === facts.received && !extended
      ? count(there, period, calendar, { paused }).safe
      : safe;
  const safeDue = early < safe ? early : safe;
  steps.push(...(extended ? [] : first.safeSteps));
  if (safeDue < safe) steps.push({ op: "person_day", from: safe, to: safeDue });
  return {
    state: "running",
    start,
    first,
    legalDue: legal,
    safeDue,
    actBy: calendar.knows(Number(safeDue.slice(0, 4))) ? lastWorkingDay(safeDue, calendar) : safeDue,
    ifAnsweredToday: null,
    extended,
    steps,
    warnings,
  };
}

/** The extended day, counted from the original start, where a notice was sent while that was still allowed. */
function extendedDue(facts: Facts, start: Day, first: Due, paused: Paused) {
  const none = { legal: first.legal, safe: first.safe, extended: false, step: null, invalid: false };
  const { regime, right, calendar, extension: sent } = facts;
  const rule = extensionRule(regime, right);
  if (!sent) return none;
  if (!rule) return { ...none, invalid: true };
  if (sent.sent > extensionNotice(facts, rule, first).legal) return { ...none, invalid: true };
  if (rule.total === null) {
    if (sent.until === undefined || sent.until < first.legal) return { ...none, invalid: true };
    const step: Step[] = [{ op: "received", from: sent.sent, to: sent.until, source: rule.source }];
    return { legal: sent.until, safe: sent.until, extended: true, step, invalid: false };
  }
  const longer = count(start, rule.total, calendar, { paused, source: rule.source });
  const legal = longer.legal > first.legal ? longer.legal : first.legal;
  const safe = longer.safe > first.safe ? longer.safe : first.safe;
  return { legal, safe, extended: true, step: [...longer.steps, ...longer.safeSteps], invalid: false };
}

/** By when the notice of an extension must have gone out. */
export function extensionNotice(facts: Facts, rule: ExtensionRule, first: Due): Due {
  if (rule.noticeBy === "first_period") return first;
  const { dated = facts.received, received, calendar } = facts;
  return count(dated < received ? dated : received, rule.noticeBy.afterRequestDate, calendar, {
    source: rule.source,
  });
}

function startOf(facts: Facts, today: Day): { start: Day | null; state?: "withdrawn"; step?: Step } {
  const { regime, received, fee, authority } = facts;
  if (regime.fee.reflection && fee) {
    const end = count(fee.asked, regime.fee.reflection, facts.calendar).legal;
    if (fee.paid === null && today <= end) return { start: null };
    if (fee.paid === null || fee.paid > end) return { start: null, state: "withdrawn" };
    return { start: end, step: { op: "starts_later", because: "fee_reflection", from: received, to: end } };
  }
  if (regime.start === "receipt") return { start: received };
  const needed = [
    ...facts.questions
      .filter((one) => one.about === "identity" && regime.pause.identity.effect === "restarts")
      .map((one) => ({ because: "identity" as const, on: one.answered })),
    ...(fee ? [{ because: "fee" as const, on: fee.paid }] : []),
    ...(authority ? [{ because: "authority" as const, on: authority.received }] : []),
  ];
  if (needed.some((one) => one.on === null)) return { start: null };
  const last = needed.reduce<{ because: "identity" | "fee" | "authority"; on: Day } | null>(
    (latest, { because, on }) => (on !== null && on > (latest?.on ?? received) ? { because, on } : latest),
    null,
  );
  return last
    ? { start: last.on, step: { op: "starts_later", because: last.because, from: received, to: last.on } }
    : { start: received };
}

/** The questions whose time does not count under the law that governs. */
function suspending({ regime, right, questions }: Facts): Question[] {
  return questions.filter(({ about }) => {
    const rule = regime.pause[about];
    return rule.effect === "suspends" && (rule.rights === undefined || rule.rights.includes(right));
  });
}

function pausesOf(facts: Facts, start: Day): Paused {
  const valid = suspending(facts);
  const bothEnds = valid.some((one) => {
    const rule = facts.regime.pause[one.about];
    return rule.effect === "suspends" && rule.bothEnds;
  });
  return { legal: pausedDays(valid, start, bothEnds), safe: pausedDays(valid, start, false) };
}

const answeredToday = (facts: Facts, today: Day): Facts => ({
  ...facts,
  questions: facts.questions.map((one) =>
    one.answered === null ? { ...one, answered: today > one.asked ? today : one.asked } : one,
  ),
  ...(facts.fee && facts.fee.paid === null ? { fee: { ...facts.fee, paid: today } } : {}),
  ...(facts.authority && facts.authority.received === null
    ? { authority: { ...facts.authority, received: today } }
    : {}),
});

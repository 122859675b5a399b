import { extensionRule } from "#lib/clock/answer.ts";
import { mayExtend } from "#lib/clock/may.ts";
import { refusalInWords } from "#lib/clock/refusals.ts";
import { type Day, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import { type ClockFacts, historyUnder } from "./facts.ts";
import type { FrozenLaw } from "./frozen-laws.ts";
import { type Judged, judge, leadKind } from "./judge.ts";
import { leadOf } from "./keep.ts";

/** What an extension does under one law: the days before and after, or why that law keeps its day. */
export type ExtendEffect = {
  law: string;
  extends: boolean;
  why: string | null;
  first: { legal: Day; safe: Day } | null;
  after: { legal: Day; safe: Day } | null;
  /** The day to be kept, where the law sets no longest time. */
  until: Day | null;
};

/** What telling the person today that it takes longer would do. `to`: the cautious day of the laws that it extends. */
export type ExtendPreview = { effects: ExtendEffect[]; from: Day; to: Day | null; leads: Day | null };

export type ExtendWish = { reason: ExtensionReason; until?: Day | undefined };

/** Every reason that some law of the request accepts, in a fixed order. Empty where no law knows an extension. */
export function extensionReasons(laws: readonly FrozenLaw[], right: Right): ExtensionReason[] {
  const all = laws.flatMap(({ regime }) => (regime ? (extensionRule(regime, right)?.reasons ?? []) : []));
  return [...new Set(all)].sort();
}

/** True where some law sets no longest time, so that a notice must name the new day. */
export function mustNameDay(laws: readonly FrozenLaw[], right: Right): boolean {
  return laws.some(({ regime }) => regime !== null && extensionRule(regime, right)?.total === null);
}

/** Why no law lets the answer take longer, whatever the reason; null where one does. */
export function noExtension(facts: ClockFacts, laws: readonly FrozenLaw[], today: Day): string | null {
  const told = laws.map(({ regime }) => (regime ? mayExtend(historyUnder(facts, regime), today) : null));
  if (laws.every(({ regime }) => regime === null))
    return "No law that we know governs, so there is none to extend it under.";
  if (laws.some(({ regime }, at) => regime !== null && told[at] === null)) return null;
  return [...new Set(told.flatMap((one) => (one ? [refusalInWords(one)] : [])))].join(" ");
}

/** Judges an extension as if it were told today. Throws HabeasError `invalid` for a day that does not exist. */
export function previewExtend(
  facts: ClockFacts & { row: { safeDue: Day; legalDue: Day } },
  laws: readonly FrozenLaw[],
  wish: ExtendWish,
  today: Day,
): ExtendPreview {
  const { until } = wish;
  if (until !== undefined && !isDay(until))
    throw new HabeasError("invalid", "The new day does not exist. Write it like 2026-01-31.");
  const right = facts.row.right as Right;
  const asked = laws.map((law) => ({ law, ...underLaw(facts, law, right, wish, today) }));
  const told = asked.filter(({ why }) => why === null);
  const before = judge(facts, laws, today);
  const after = judge(
    {
      ...facts,
      extensions: [
        ...facts.extensions,
        ...told.map(({ law, untilDay }) => ({
          law: law.law,
          sentDay: today,
          untilDay,
          reason: wish.reason,
          firstSafe: facts.row.safeDue,
        })),
      ],
    },
    laws,
    today,
  );
  const effects = asked.map(({ law, why, untilDay }): ExtendEffect => {
    const days = (judged: readonly Judged[]) => daysUnder(judged, law.law, right);
    return {
      law: law.law,
      extends: why === null,
      why,
      first: days(before),
      after: why === null ? (untilDay ? later(days(after), untilDay) : days(after)) : null,
      until: untilDay,
    };
  });
  const lead = leadOf(after, right)?.clock;
  const reached = effects.flatMap(({ after: days }) => (days ? [days.safe] : [])).sort();
  return {
    effects,
    from: facts.row.safeDue,
    to: reached[0] ?? null,
    leads: lead?.safeDue ?? lead?.ifAnsweredToday ?? null,
  };
}

function underLaw(facts: ClockFacts, { regime }: FrozenLaw, right: Right, wish: ExtendWish, today: Day) {
  if (regime === null) return { why: "Our own promise is not extended.", untilDay: null };
  const named = extensionRule(regime, right)?.total === null;
  const until = named && wish.until !== undefined ? { until: wish.until } : {};
  const refusal = mayExtend(historyUnder(facts, regime), today, { reason: wish.reason, ...until });
  if (refusal !== null) return { why: refusalInWords(refusal), untilDay: null };
  if (!named) return { why: null, untilDay: null };
  // While a question is open the law's window is too, but the notice must name a day all the same.
  if (wish.until === undefined) return { why: refusalInWords("new_day_missing"), untilDay: null };
  const first = daysUnder(
    judge(facts, [{ law: regime.id, ruleVersion: "", reason: "", regime }], today),
    regime.id,
    right,
  );
  if (first && wish.until <= first.legal) return { why: refusalInWords("new_day_not_later"), untilDay: null };
  return { why: null, untilDay: wish.until };
}

/** The legal and the cautious day of a law's clock for the answer; while it waits, both as if they answered today. */
function daysUnder(judged: readonly Judged[], law: string, right: Right): { legal: Day; safe: Day } | null {
  const clock = judged.find((one) => one.law.law === law)?.clocks.find((one) => one.kind === leadKind(right));
  if (!clock) return null;
  const legal = clock.legalDue ?? clock.ifAnsweredToday;
  return legal === null ? null : { legal, safe: clock.safeDue ?? legal };
}

const later = (days: { legal: Day; safe: Day } | null, until: Day) =>
  days && days.legal > until ? days : { legal: until, safe: until };

import type { Clock } from "#lib/clock/clock.ts";
import { isAskedLate } from "#lib/clock/clocks.ts";
import { lawful, mayAsk } from "#lib/clock/may.ts";
import { refusalInWords } from "#lib/clock/refusals.ts";
import type { Day } from "#lib/core/day.ts";
import { type ClockFacts, historyUnder } from "./facts.ts";
import type { FrozenLaw } from "./frozen-laws.ts";
import { type Judged, judge, leadKind } from "./judge.ts";
import { leadOf } from "./keep.ts";

export type About = "identity" | "clarification";

/** What a question does to the clock of one law. `why`: the reason in words where it runs on. */
export type AskEffect = {
  law: string;
  stops: boolean;
  why: string | null;
  /** While it waits: the last day if they answered today. Else the day that stands. */
  day: Day | null;
};

/** What asking today would do: to each law's clock, and to the one that leads. Pure. */
export type AskPreview = {
  effects: AskEffect[];
  /** True where the leading clock waits for the answer. */
  waits: boolean;
  /** The cautious day that stands while it runs on; while it waits, the last day if they answered today. */
  day: Day | null;
  /** Later than promptly under some law that would let it stop the clock: a reason must be kept. */
  late: boolean;
  /** True where the request counts as withdrawn: nothing is to be asked any more. */
  withdrawn: boolean;
};

/** Judges a question about something as if it were asked today. */
export function previewAsk(
  facts: ClockFacts,
  laws: readonly FrozenLaw[],
  about: About,
  today: Day,
): AskPreview {
  const after = judge(
    { ...facts, questions: [...facts.questions, { about, askedDay: today, answeredDay: null }] },
    laws,
    today,
  );
  const effects = after.map((one) => effectUnder(facts, one, about, today));
  const lead = leadOf(after, facts.row.right)?.clock;
  const waits = lead !== undefined && isWaiting(lead);
  return {
    effects,
    waits,
    withdrawn: lead?.state === "withdrawn",
    day: (waits ? lead.ifAnsweredToday : lead?.safeDue) ?? null,
    late: laws.some(
      ({ law, regime }) =>
        regime !== null &&
        effects.some((one) => one.law === law && one.stops) &&
        isAskedLate(historyUnder(facts, regime), { about, asked: today }),
    ),
  };
}

function effectUnder(facts: ClockFacts, { law, clocks }: Judged, about: About, today: Day): AskEffect {
  const clock = clocks.find((one) => one.kind === leadKind(facts.row.right));
  if (law.regime === null)
    return {
      law: law.law,
      stops: false,
      why: "Our own promise does not wait.",
      day: clock?.legalDue ?? null,
    };
  const refusal = mayAsk(lawful(historyUnder(facts, law.regime)).facts, { about, asked: today });
  const stops = refusal === null;
  return {
    law: law.law,
    stops,
    why: refusal === null ? null : refusalInWords(refusal),
    day: (clock && (isWaiting(clock) ? clock.ifAnsweredToday : clock.legalDue)) ?? null,
  };
}

const isWaiting = ({ state }: Clock): boolean => state === "paused" || state === "not_started";

/** True where the leading clock waits for the person today. */
export function isLeadWaiting(facts: ClockFacts, laws: readonly FrozenLaw[], today: Day): boolean {
  const lead = leadOf(judge(facts, laws, today), facts.row.right)?.clock;
  return lead !== undefined && isWaiting(lead);
}

import { type Day, dayInWords } from "#lib/core/day.ts";
import type { Governing } from "#lib/law/choose.ts";
import { placeName } from "#lib/law/places.ts";
import type { Step, Warning } from "./step.ts";

const numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const units = { month: "month", day: "day", business_day: "working day" } as const;
const sources = (step: Step) => (step.source ? ` (${step.source.cite})` : "");
const causes = {
  identity: "when you had shown who you are",
  fee: "when the fee was paid",
  authority: "when the authority to act for the person had arrived",
  fee_reflection: "when the time to think about the fee was over",
} as const;

/** A derivation in plain words, one sentence a step, for the person and for staff alike. */
export function inWords(steps: readonly Step[]): string[] {
  return steps.flatMap((step, index) => {
    const to = dayInWords(step.to, "en");
    // "add" and "clamp" are one thought: the month has no such day, so its last day counts.
    const clamped = steps[index + 1]?.op === "clamp" ? ", the last day of that month" : "";
    const before = steps[index - 1];
    // A second count does not go on from the day before it: it begins again at the start, and says so.
    const from = before && before.to !== step.from ? dayInWords(step.from, "en") : null;
    return sentence(step, to, clamped, from);
  });
}

function sentence(step: Step, to: string, clamped: string, from: string | null): string[] {
  switch (step.op) {
    case "received":
      return [
        step.from === step.to
          ? `We received this on ${to}.`
          : `The longer time ends on ${to}${sources(step)}.`,
      ];
    case "dated":
      return [`It is dated ${to}, and this time runs from that day.`];
    case "starts_later":
      return [`The time began on ${to}, ${causes[step.because]}.`];
    case "add":
      return [
        `${counted(step.n, units[step.unit])} ${from ? `after ${from}` : "later"} is ${to}${clamped}${sources(step)}.`,
      ];
    case "clamp":
      return [];
    case "pause":
      return [
        `${counted(step.days, "day")} of waiting for an answer ${step.days === 1 ? "does" : "do"} not count: ${to}.`,
      ];
    case "roll":
      return [`${weekendOrHoliday(step.from)} so the law allows the next working day, ${to}.`];
    case "two_working_days":
      return [`The time must hold two working days, so it ends on ${to}.`];
    case "first_day_counted":
      return [`One reading of the law counts the first day too, so we work towards ${to}.`];
    case "saturday_counted":
      return [`One reading of the law counts Saturdays too, so we work towards ${to}.`];
    case "person_day":
      return [`Where you live it was still the day before, so we work towards ${to}.`];
  }
}

const warnings: Record<Warning, string> = {
  holiday_data_missing:
    "The public holidays of that year are not loaded for this place, so the day was not moved: it is the earlier one.",
  undue_delay: "A question was asked late. The pause stands only with a reason for the delay.",
  extension_invalid: "The notice of more time does not count, so the first day stands.",
  pause_refused: "A question did not stop the clock, because the law does not let it.",
};

/** What to know before one relies on a day. */
export const warningInWords = (warning: Warning): string => warnings[warning];

/** Why a law was chosen, for the person and for staff alike. */
export function choiceInWords({ regime, reason }: Governing, place: string): string {
  if (reason === "everyone") return `The law that counts is ${regime.name}, which binds us whoever asks.`;
  const home = reason === "residence" ? place : (place.split("-")[0] ?? place);
  return `The law that counts is ${regime.name}, for people who live in ${placeName(home, "en")}.`;
}

const weekendOrHoliday = (day: Day) => {
  const name = dayInWords(day, "en");
  return /^(Saturday|Sunday)/.test(name) ? `${name} is a weekend,` : `${name} is a public holiday,`;
};

function counted(n: number, unit: string): string {
  const number = numbers[n] ?? String(n);
  return `${number.charAt(0).toUpperCase()}${number.slice(1)} ${unit}${n === 1 ? "" : "s"}`;
}

import { type ClockWords, counted } from "./catalogue.ts";

const numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const units = {
  month: ["month", "months"],
  day: ["day", "days"],
  business_day: ["working day", "working days"],
} as const;
const causes = {
  identity: "when you had shown who you are",
  fee: "when the fee was paid",
  authority: "when the authority to act for the person had arrived",
  fee_reflection: "when the time to think about the fee was over",
} as const;
const beginnings = {
  followed: "The opt-out took effect on",
  last_entry: "The last entry in the record is from",
  withdrawn: "Consent was taken back on",
} as const;
const known = { claimed: ", as you told us", evidenced: ", as was shown to us" } as const;

/** Countries that take the article: "in the United Kingdom". */
const article = /^(United|Netherlands|Philippines|Maldives|Bahamas|Gambia|Czech Republic)\b/;

export const en: ClockWords = {
  received: (day) => `We received this on ${day}.`,
  longerTime: (day) => `The longer time ends on ${day}.`,
  begins: (day, because) => `${beginnings[because]} ${day}.`,
  dated: (day) => `It is dated ${day}, and this time runs from that day.`,
  startsLater: (day, because) => `The time began on ${day}, ${causes[because]}.`,
  add: (n, unit, to, from, clamped) =>
    `${counted(numbers, n, units[unit])} ${from ? `after ${from}` : "later"} is ${to}${clamped ? ", the last day of that month" : ""}.`,
  pause: (days, to) =>
    `${counted(numbers, days, units.day)} of waiting for an answer ${days === 1 ? "does" : "do"} not count: ${to}.`,
  roll: (from, weekend, to) =>
    `${from} is a ${weekend ? "weekend" : "public holiday"}, so the law allows the next working day, ${to}.`,
  twoWorkingDays: (to) => `The time must hold two working days, so it ends on ${to}.`,
  firstDayCounted: (to) => `One reading of the law counts the first day too, so we work towards ${to}.`,
  saturdayCounted: (to) => `One reading of the law counts Saturdays too, so we work towards ${to}.`,
  personDay: (to) => `Where you live it was still the day before, so we work towards ${to}.`,
  warnings: {
    holiday_data_missing:
      "The public holidays of that year are not loaded for this place, so the day was not moved: it is the earlier one.",
    undue_delay: "A question was asked late. The pause stands only with a reason for the delay.",
    extension_invalid: "The notice of more time does not count, so the first day stands.",
    pause_refused: "A question did not stop the clock, because the law does not let it.",
  },
  bindsEveryone: (law) => `The law that counts is ${law}, which binds us whoever asks.`,
  protectsWhere: (law, place, how) =>
    `The law that counts is ${law}, for people who live in ${article.test(place) ? "the " : ""}${place}${how ? known[how] : ""}.`,
  chosenByStaff: (law) =>
    `The law that counts is ${law}, as our staff found when they looked at the request.`,
  also: (law, day) =>
    day
      ? `${law} counts too, with ${day} as its last day. We work towards the earliest day.`
      : `${law} counts too. Its clock waits for an answer.`,
  aim: (law, day) =>
    `${law} asks for an answer without delay and names no day. We aim for ${day} at the latest.`,
  ownPromise: (day) => `We know of no law that sets a day for this. We answer by ${day} all the same.`,
};

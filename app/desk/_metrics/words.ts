import { rightWords } from "#app/desk/_kit/words.ts";
import type { Day } from "#lib/core/day.ts";
import { refusalTexts } from "#lib/law/duties/refusal-texts.ts";
import { type Right, rights } from "#lib/law/rights.ts";
import type { Tone } from "../_charts/StackedBar.tsx";

export const outcomeWords: Readonly<Record<string, { name: string; tone: Tone }>> = {
  complied: { name: "Done as asked", tone: "moss" },
  complied_partly: { name: "Done in part", tone: "harbour" },
  denied: { name: "Refused", tone: "brick" },
  not_held: { name: "Nothing held", tone: "slate" },
  withdrawn: { name: "Withdrawn", tone: "ochre" },
  lapsed: { name: "Never proven", tone: "plum" },
};

export const stageWords: Readonly<Record<string, string>> = {
  received: "Proving who asks",
  collecting: "Asking the systems",
  reviewing: "Review by staff",
  preparing: "Putting it together",
};

export const waitsWords: Readonly<Record<string, { name: string; tone: Tone }>> = {
  person: { name: "The person", tone: "ochre" },
  system: { name: "A system", tone: "slate" },
  us: { name: "Us", tone: "harbour" },
};

/** The queue's value of `is:` for those who wait. */
export const waitsQuery: Readonly<Record<string, string>> = {
  person: "is:waiting_person",
  system: "is:waiting_system",
};

/** A right in a row; its id where a later version wrote one that is not known here. */
export function rightName(key: string): string {
  const right = rights.find((one): one is Right => one === key);
  return right ? rightWords[right] : key;
}

/** The ground of a refusal, short. */
export function groundName(key: string): string {
  return key in refusalTexts ? sentence(key.replaceAll("_", " ")) : sentence(key);
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** "1,204". */
export const number = (n: number): string => n.toLocaleString("en-GB");

/** "12 days", "1 day". */
export const days = (n: number): string => `${number(n)} ${n === 1 ? "day" : "days"}`;

/** "40 min", "3 h", "2.5 days": a time that is known to a sixth. */
export function span(minutes: number): string {
  if (minutes < 90) return `${minutes} min`;
  if (minutes < 36 * 60) return `${Math.round(minutes / 60)} h`;
  const exact = minutes / (24 * 60);
  return `${exact < 10 ? Math.round(exact * 10) / 10 : Math.round(exact)} days`;
}

/** By what the times of a chart are counted, so that its longest is a number that one can read. */
export function unitFor(longest: number): { minutes: number; name: string } {
  if (longest < 90) return { minutes: 1, name: "min" };
  return longest < 36 * 60 ? { minutes: 60, name: "h" } : { minutes: 24 * 60, name: "days" };
}

/** "97.5 %"; never rounded up to a whole that it is not. */
export function onTimeWords(answered: number, late: number): string {
  if (answered === 0) return "–";
  const part = (answered - late) / answered;
  return `${late === 0 ? 100 : Math.floor(part * 1000) / 10} %`;
}

const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Nov 2026". */
export const monthName = (month: Day): string => `${monthShort(month)} ${month.slice(0, 4)}`;
/** "Nov". */
export const monthShort = (month: Day): string => names[Number(month.slice(5, 7)) - 1] ?? month;

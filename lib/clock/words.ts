import { type Day, dayInWords, weekdayOf } from "#lib/core/day.ts";
import type { Governing } from "#lib/law/choose.ts";
import { placeName } from "#lib/law/places.ts";
import type { Source } from "#lib/law/source.ts";
import type { Step, Warning } from "./step.ts";
import { ar } from "./words/ar.ts";
import type { ClockWords } from "./words/catalogue.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";
import { he } from "./words/he.ts";
import { it } from "./words/it.ts";
import { nl } from "./words/nl.ts";
import { pl } from "./words/pl.ts";
import { pt } from "./words/pt.ts";

const catalogues: Readonly<Record<string, ClockWords>> = {
  en,
  de,
  fr,
  es,
  it,
  pl,
  nl,
  pt,
  ar,
  he,
};

/** The languages in which a clock can explain itself. In any other it does so in English. */
export const clockLanguages: readonly string[] = Object.keys(catalogues);

/** The words of a language ("de", "fr-CH") with its own way to write a day; English where there are none. */
function wordsIn(language: string): { words: ClockWords; date: (day: Day) => string; language: string } {
  const [base = "en"] = language.toLowerCase().split("-");
  const known = Object.hasOwn(catalogues, base) ? base : "en";
  return { words: catalogues[known] ?? en, date: (day) => dayInWords(day, known), language: known };
}

/** One step in plain words, and the text of the law that it stands on. */
export type ExplainedStep = { sentence: string; source: { cite: string; url: string | null } | null };

/** A derivation in plain words, one sentence a step, each with its source: for "why this date?" with links. */
export function stepsInWords(steps: readonly Step[], language = "en"): ExplainedStep[] {
  const { words, date } = wordsIn(language);
  return steps.flatMap((step, index) => {
    // "add" and "clamp" are one thought: the month has no such day, so its last day counts.
    if (step.op === "clamp") return [];
    const clamped = steps[index + 1]?.op === "clamp";
    const before = steps[index - 1];
    // A second count does not go on from the day before it: it begins again at the start, and says so.
    const from = before && before.to !== step.from ? date(step.from) : null;
    return [{ sentence: sentence(step, words, date, clamped, from), source: linked(step.source) }];
  });
}

/** The same as sentences alone; where a period was counted, its source stands in brackets. */
export function inWords(steps: readonly Step[], language = "en"): string[] {
  const shown = steps.filter((step) => step.op !== "clamp");
  return stepsInWords(steps, language).map(({ sentence, source }, index) => {
    const op = shown[index]?.op;
    return source && (op === "add" || op === "received")
      ? `${sentence.slice(0, -1)} (${source.cite}).`
      : sentence;
  });
}

const linked = (source: Source | undefined): ExplainedStep["source"] =>
  source ? { cite: source.cite, url: source.url ?? null } : null;

type Told = Exclude<Step, { op: "clamp" }>;

function sentence(
  step: Told,
  words: ClockWords,
  date: (day: Day) => string,
  clamped: boolean,
  from: string | null,
): string {
  const to = date(step.to);
  switch (step.op) {
    case "received":
      return step.from === step.to ? words.received(to) : words.longerTime(to);
    case "begins":
      return words.begins(to, step.because);
    case "dated":
      return words.dated(to);
    case "starts_later":
      return words.startsLater(to, step.because);
    case "add":
      return words.add(step.n, step.unit, to, from, clamped);
    case "pause":
      return words.pause(step.days, to);
    case "roll":
      return words.roll(date(step.from), weekdayOf(step.from) > 5, to);
    case "two_working_days":
      return words.twoWorkingDays(to);
    case "first_day_counted":
      return words.firstDayCounted(to);
    case "saturday_counted":
      return words.saturdayCounted(to);
    case "person_day":
      return words.personDay(to);
  }
}

/** What to know before one relies on a day. */
export const warningInWords = (warning: Warning, language = "en"): string =>
  wordsIn(language).words.warnings[warning];

/** Why a law was chosen, for the person and for staff alike; how the place is known is told where it is given. */
export function choiceInWords(
  { regime, reason, residence }: Pick<Governing, "regime" | "reason"> & Partial<Governing>,
  place: string,
  inLanguage = "en",
): string {
  const { words, language } = wordsIn(inLanguage);
  if (reason === "everyone") return words.bindsEveryone(regime.name);
  if (reason === "chosen_by_staff") return words.chosenByStaff(regime.name);
  const home = reason === "residence" ? place : (place.split("-")[0] ?? place);
  return words.protectsWhere(regime.name, placeName(home, language), residence ?? null);
}

/** That another law counts too, with its last day; null while its clock stands still. */
export function alsoInWords(law: string, lastDay: Day | null, language = "en"): string {
  const { words, date } = wordsIn(language);
  return words.also(law, lastDay && date(lastDay));
}

/** The company's own target: under a law (its short name) that names no day, or where no law is known (null). */
export function targetInWords(law: string | null, day: Day, language = "en"): string {
  const { words, date } = wordsIn(language);
  return law === null ? words.ownPromise(date(day)) : words.aim(law, date(day));
}

import { dayName, listed, shortDay } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { addMonths, type Day, daysBetween } from "#lib/core/day.ts";
import type { RulerLabels } from "./labels.ts";
import { type RulerInput, type RulerScale, rulerScale } from "./scale.ts";

/** What the ruler says: the one full sentence or more, and the short words at its marks. */
export type RulerWords = RulerLabels & { sentence: string };

/** Whom the words are for: the person who asked, or the staff who answer. */
export type Reader = "person" | "desk";

/** The words for a ruler, in the page's language. `ended` in the input makes it speak in the past. */
export function rulerWords(text: Text, input: RulerInput, reader: Reader = "person"): RulerWords {
  const { t, language } = text;
  const scale = rulerScale(input);
  const day = scale.now;
  const due = input.due === null ? null : dayName(input.due, language);
  const usual = input.usual ? { from: input.usual.from, to: input.usual.to } : null;
  return {
    sentence: sentences(text, input, scale, reader).join(" "),
    now: input.ended
      ? t(input.answered ? "ruler.answeredMark" : "ruler.endedMark", { day })
      : t("ruler.now", { day }),
    due: due === null ? null : t("ruler.due", { due }),
    usual: usual ? t("ruler.usual", usual) : null,
    pause: pauseMark(text, input, scale, reader),
    first:
      scale.firstDue !== null && input.extension
        ? t("ruler.firstMark", { was: shortDay(input.extension.firstDue, input.today, language) })
        : null,
  };
}

function sentences(text: Text, input: RulerInput, scale: RulerScale, reader: Reader): string[] {
  const { t } = text;
  const { usual } = input;
  const own = voice(text, reader);
  const past = [
    ...(scale.pauses.length > 0 && (input.due !== null || input.ended) ? [own("waited")] : []),
    ...more(text, input, scale, own),
  ];
  if (input.ended) {
    return [t(input.answered ? "ruler.answered" : "ruler.ended", { day: scale.now }), ...past];
  }
  return [
    ...(input.due === null ? standing(text, input, scale.now, own) : [running(text, input.due, scale)]),
    ...past,
    ...(usual && scale.tone !== "late" ? [t("ruler.usually", { from: usual.from, to: usual.to })] : []),
    ...(reader === "desk" ? ahead(text, input, scale) : []),
  ];
}

type Voiced =
  | "paused"
  | "ifAnswered"
  | "notStarted"
  | "ifArrived"
  | "withdrawn"
  | "waited"
  | "extendedWaiting"
  | "waitingMark"
  | "waitedMark";

type Voice = (key: Voiced, values?: Record<string, string | number>) => string;

/** The words that differ by reader: "you" to the person, "the person" to staff. */
function voice({ t }: Text, reader: Reader): Voice {
  return (key, values) => (reader === "desk" ? t(`ruler.desk.${key}`, values) : t(`ruler.${key}`, values));
}

function running({ t, language }: Text, dueDay: Day, { tone, now, due }: RulerScale): string {
  const by = dayName(dueDay, language);
  const days = due ?? 0;
  if (tone === "late") return t("ruler.late", { due: by, days: now - days });
  return now === 0 ? t("ruler.first", { due: by }) : t("ruler.running", { day: now, days, due: by });
}

/** A clock that does not run: why, and the day that an answer today would give. */
function standing(
  { language }: Text,
  { standstill = "paused", ifAnsweredToday }: RulerInput,
  day: number,
  own: Voice,
): string[] {
  const due = ifAnsweredToday ? dayName(ifAnsweredToday, language) : null;
  switch (standstill) {
    case "paused":
      return [own("paused", { day }), ...(due ? [own("ifAnswered", { due })] : [])];
    case "not_started":
      return [own("notStarted"), ...(due ? [own("ifArrived", { due })] : [])];
    case "withdrawn":
      return [own("withdrawn")];
  }
}

/** The longer time with its reason: by how much, told when, from which day to which. */
function more(text: Text, { extension, due, today }: RulerInput, scale: RulerScale, own: Voice): string[] {
  const { t, language } = text;
  if (!extension || (due !== null && scale.firstDue === null)) return [];
  const sent = shortDay(extension.sent, today, language);
  const reason = t(`ruler.reasons.${extension.reason}`);
  if (due === null) return [own("extendedWaiting", { sent, reason })];
  const [was, now] = [extension.firstDue, due].map((day) => shortDay(day, today, language));
  return [
    t("ruler.extended", {
      span: longer(text, extension.firstDue, due, extension.inMonths),
      sent,
      reason,
      was: was ?? "",
      now: now ?? "",
    }),
  ];
}

/** How far a weekend or a holiday may have moved an end that was counted in months. */
const moved = 5;

/** "2 months" where the law counts in months, with "about" where an end was moved to a working day; else days. */
function longer({ t }: Text, from: Day, to: Day, inMonths: boolean): string {
  const days = daysBetween(from, to);
  const months = Math.round(days / 30.44);
  const off = Math.abs(daysBetween(addMonths(from, months), to));
  if (!inMonths || months === 0 || off > moved) return t("ruler.days", { count: days });
  return t(off === 0 ? "ruler.months" : "ruler.aboutMonths", { count: months });
}

/** What only staff see: the targets that are ticks in the picture, and where this is heading. */
function ahead({ t, language }: Text, input: RulerInput, scale: RulerScale): string[] {
  const targets = scale.targets.length > 0 ? [...new Set(input.targets)].sort() : [];
  const days = listed(
    targets.map((target) => shortDay(target, input.today, language)),
    language,
  );
  const said = targets.length > 0 ? [t("ruler.desk.targets", { count: targets.length, days })] : [];
  if (!input.forecast) return said;
  const day = dayName(input.forecast, language);
  const late = input.due === null ? 0 : daysBetween(input.due, input.forecast);
  return [
    ...said,
    late > 0 ? t("ruler.desk.forecastLate", { day, late }) : t("ruler.desk.forecast", { day }),
  ];
}

function pauseMark(text: Text, input: RulerInput, scale: RulerScale, reader: Reader): string | null {
  if (scale.pauses.length === 0) return null;
  const open = !input.ended && input.due === null && input.standstill !== "withdrawn";
  return voice(text, reader)(open ? "waitingMark" : "waitedMark");
}

import type { ClockKind } from "#lib/clock/clock.ts";
import { clockTitle } from "#lib/clock/clock-words.ts";
import type { AlertMark } from "#lib/clock/marks.ts";

type Language = "en";

const said: Record<Language, Record<AlertMark, string>> = {
  en: {
    half: "Half of the time is over",
    extension_decision: "Decide now whether it will take longer",
    three_quarters: "Three quarters of the time are over",
    nine_tenths: "Nine tenths of the time are over",
    due: "Today is the safe day",
    breached: "The last day has passed",
    forecast_breach: "It will probably be answered too late",
  },
};

const late: Record<Language, string> = { en: "told late" };

/** What an alert says, for staff. */
export const markInWords = (mark: AlertMark, language: Language = "en"): string => said[language][mark];

/** What an alert says and of which clock, in one line for staff. */
export function alertInWords(
  alert: { mark: AlertMark; kind: string; late: boolean },
  language: Language = "en",
): string {
  const line = `${clockTitle(alert.kind as ClockKind)}: ${markInWords(alert.mark, language)}`;
  return alert.late ? `${line} (${late[language]})` : line;
}

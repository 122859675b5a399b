import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { type RulerInput, rulerScale } from "./scale.ts";

/** What the ruler says: the one full sentence, and the short words at its marks. */
export type RulerWords = { sentence: string; now: string; due: string | null; usual: string | null };

/** The words for a ruler, in the page's language. `ended` in the input makes it speak in the past. */
export function rulerWords(text: Text, input: RulerInput): RulerWords {
  const { t, language } = text;
  const scale = rulerScale(input);
  const day = scale.now;
  const usual = input.usual ? { from: input.usual.from, to: input.usual.to } : null;
  const due = input.due === null ? null : dayName(input.due, language);
  const parts: string[] = [];
  if (input.ended) parts.push(input.answered ? t("ruler.answered", { day }) : t("ruler.ended", { day }));
  else if (due === null) parts.push(t("ruler.paused", { day }));
  else if (scale.tone === "late") parts.push(t("ruler.late", { due, days: scale.now - (scale.due ?? 0) }));
  else if (day === 0) parts.push(t("ruler.first", { due }));
  else parts.push(t("ruler.running", { day, days: scale.due ?? 0, due }));
  if (!input.ended && scale.firstDue !== null) parts.push(t("ruler.extended"));
  if (!input.ended && usual && scale.tone !== "late") parts.push(t("ruler.usually", usual));
  return {
    sentence: parts.join(" "),
    now: input.ended
      ? t(input.answered ? "ruler.answeredMark" : "ruler.endedMark", { day })
      : t("ruler.now", { day }),
    due: due === null ? null : t("ruler.due", { due }),
    usual: usual ? t("ruler.usual", usual) : null,
  };
}

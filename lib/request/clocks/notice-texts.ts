import { type Day, dayInWords } from "#lib/core/day.ts";
import { type AnswerLanguage, languageOf, localeOf } from "#lib/core/languages.ts";
import { de, es, fr, type NoticeTexts } from "./notice-texts-by-language.ts";
import { ar, he, it, nl, pl, pt } from "./notice-texts-further.ts";

const en: NoticeTexts = {
  waits: "Our time to answer stands still until you reply. Then it goes on.",
  runsOn: (by) => `Our time to answer goes on while we wait. We still aim to answer by ${by}.`,
  extension: {
    complexity: "Your request is complex.",
    number_of_requests: "There are many requests to answer.",
    third_party_consultation: "We must ask others before we can answer.",
    reasonably_necessary: "We need more time to answer it properly.",
  },
  fee: {
    unfounded: "We think that there is clearly no basis for this request.",
    excessive: "This request goes much further than it needs to.",
    repetitive: "You have asked for the same several times.",
    further_copy: "You have had a copy already. This one is a further copy.",
    disproportionate_effort: "This request takes an unusual amount of work.",
    actual_cost: "This is what the copy costs us.",
  },
};

const catalogues: Readonly<Record<AnswerLanguage, NoticeTexts>> = {
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

/** The texts of a language; the English ones where there are none yet. */
export const noticeTexts = (language: string): NoticeTexts => catalogues[languageOf(language)];

/** What a question does to the time, in the person's words. `by`: the day that stands where the time goes on. */
export function clockEffectInWords(waits: boolean, by: Day, language: string): string {
  const texts = noticeTexts(language);
  return waits ? texts.waits : texts.runsOn(dayInWords(by, language));
}

/** An amount in the smallest unit of its currency, as people write it: `EUR 25.00`. */
export function moneyInWords(amount: number, currency: string, language: string): string {
  return new Intl.NumberFormat(localeOf(language), {
    style: "currency",
    currency,
    currencyDisplay: "code",
  })
    .format(amount / 10 ** fractionDigits(currency))
    .replaceAll("\u00a0", " ");
}

/** How many digits a currency has after its point. */
export function fractionDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** The languages in which everything that a person reads of an answer is written. English first: it has every word. */
export const answerIn = ["en", "de", "fr", "es", "ar"] as const;

export type AnswerLanguage = (typeof answerIn)[number];

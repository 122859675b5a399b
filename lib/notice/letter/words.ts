import type { Right } from "#lib/law/rights.ts";

const en = {
  title: (right: Right, found: boolean) => {
    if (!found) return "We found no data about you";
    return right === "portability" ? "Your data, to take with you" : "A copy of your personal data";
  },
  what: (right: Right) =>
    right === "portability"
      ? "the data that you gave us, to take with you"
      : "a copy of the data that we hold about you",
  reference: (reference: string) => `Reference ${reference}`,
  asked: (date: string, what: string, law: string) =>
    `On ${date} you asked us for ${what}. We answer under ${law}.`,
  did: (n: string, count: number) =>
    `We asked ${count === 1 ? "the one system" : `all ${n} systems`} in which we keep data about people.`,
  hold: (held: string, found: number, searched: number) =>
    `We hold ${held} about you, in ${found} of ${searched} systems. You get all of it, whole.`,
  holdNothing: "None of the systems that have answered holds anything about you.",
  moreFollows: (n: number) =>
    n === 1
      ? "One system has not answered yet. Its part is not in this copy and follows."
      : `${n} systems have not answered yet. Their parts are not in this copy and follow.`,
  holdHeading: "What we hold, and why",
  kind: (k: Record<"label" | "amount" | "purpose" | "basis" | "source" | "retention", string>) =>
    `${k.label} (${k.amount}). Why: ${k.purpose} (${k.basis}). From: ${k.source}. Kept: ${k.retention}.`,
  moreKinds: (n: number) => `${n} more kinds: see about/why-we-have-it.html.`,
  moreRecipients: (n: number) => `${n} more: see about/who-got-it.csv.`,
  copyHeading: "The copy itself",
  copy: "The data is in the file that you download with this letter. Open START-HERE.html in it: it needs no internet. Tables open in any spreadsheet; the JSON files hold exactly what we have.",
  page: (n: number, all: number) => `Page ${n} of ${all}`,
  cannotDraw:
    "Where this PDF shows […], its fonts cannot draw the letters of a name or word. They are in full in letter.html and letter.txt.",
};

export type LetterWords = typeof en;

/** The letter's own sentences; a language without any gets English, as the bundle does. */
export function letterWordsFor(language: string): LetterWords {
  const known: Record<string, LetterWords> = { en };
  return known[language.split("-")[0] ?? ""] ?? en;
}

import type { NoticeContent, NoticeKind } from "#lib/law/duties/notice.ts";
import type { Counted } from "#lib/law/period.ts";
import type { Right } from "#lib/law/rights.ts";
import type { DayContent, DutyFacts, OwnContent } from "#lib/request/duty/facts.ts";

/** What our own words are filled with. */
export type Told = Pick<DutyFacts, "reference" | "check" | "appealWithin" | "recordKept"> & {
  legalName: string;
  contact: string;
  email: string;
  /** The person's own page, and the form for a new request: whole addresses. */
  page: string;
  ask: string;
  /** In the words of the language: "GDPR and FADP". */
  laws: string;
  /** Each with name, postal address and link, on one line. */
  authorities: string;
  attorneysGeneral: string;
};

/** Sections of a notice; the opening has no heading of its own. */
export type Section = "need" | "cost" | "why" | "done" | "check" | "next";

/** All that notices of duty say in one language: plain words, short sentences, reading age 9 to 12. */
export type DutyWords = {
  /** BCP 47, for dates and lists. */
  locale: string;
  /** Of the mail: nothing personal. The reference follows. */
  subject: Record<NoticeKind, string>;
  title: Record<NoticeKind, string>;
  /** The first sentence. */
  lead: Record<NoticeKind, (right: string) => string>;
  right: Record<Right, string>;
  heading: Record<Section, string>;
  contact: {
    heading: string;
    write: (legalName: string, contact: string) => string;
    quote: (reference: string) => string;
  };
  reference: (reference: string) => string;
  page: string;
  pageNumber: (n: number, all: number) => string;
  cannotDraw: string;
  days: Record<DayContent, (day: string) => string>;
  /** What stands around a text that staff wrote; without, the text stands alone. */
  around: Partial<Record<NoticeContent, (text: string) => string>>;
  ours: Record<OwnContent, (told: Told) => string>;
};

/** The forms of a word by how many there are; `other` where a language has none of its own for a number. */
type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * "45 days", "one month": in the words that a language gives. A dual says its number by itself (two months are one word
 * in Arabic and Hebrew), and so does a form that spells it out.
 */
export function periodIn(
  { unit, n }: Counted,
  units: Readonly<Record<Counted["unit"], Forms>>,
  language: string,
): string {
  const forms = units[unit];
  const rule = new Intl.PluralRules(language).select(n);
  const form = forms[rule] ?? forms.other;
  const alone = rule === "two" || (rule === "one" && rightToLeft.has(language));
  return alone ? form : `${n} ${form}`;
}

const rightToLeft = new Set(["ar", "he"]);

import { dayInWords, isDay } from "#lib/core/day.ts";
import type { Authority } from "#lib/law/authorities/authority.ts";
import type { NoticeContent } from "#lib/law/duties/notice.ts";
import {
  type DayContent,
  type DutyFacts,
  dayContents,
  inOurWords,
  type OwnContent,
  ownContents,
} from "#lib/request/duty/facts.ts";
import type { Block } from "../letter/content.ts";
import { dutyWords } from "./catalogues.ts";
import type { DutyWords, Section, Told } from "./words/catalogue.ts";

/** Where the notice comes from. `contact`: ways to reach the company, on one line. */
export type DutyHouse = {
  origin: string;
  company: string;
  legalName: string;
  contact: string;
  email: string;
  post: string | null;
};

/** A notice of duty in words: what mail, letter and page all say. `language`: of the words, for `lang`. */
export type DutyText = { language: string; subject: string; title: string; blocks: Block[] };

/** Which contents stand in which section, in their order. Every content has its place, whatever the notice. */
const opening: readonly NoticeContent[] = [
  "receipt_day",
  "law",
  "decided_on",
  "first_day",
  "new_day",
  "expected_date",
];
const sections: Readonly<Record<Section, readonly NoticeContent[]>> = {
  need: ["what_is_asked", "reply_by", "clock_effect"],
  cost: ["fee_amount", "may_withdraw"],
  why: ["reasons", "legal_basis"],
  done: [
    "what_was_provided",
    "rest_complied_with",
    "fallback_if_unverified",
    "treated_as_opt_out",
    "record_kept",
  ],
  check: ["verification_process"],
  next: [
    "appeal_route",
    "appeal_deadline",
    "complaint_to_company",
    "complaint_authority",
    "attorney_general",
    "court",
    "recourse",
    "recourse_deadline",
    "offer_opt_out",
    "statement_may_be_attached",
    "right_to_correct",
    "who_is_responsible",
  ],
};

/** A notice in the words of its language. The same facts and house give the same words. */
export function dutyText(facts: DutyFacts, house: DutyHouse): DutyText {
  const { words, language } = dutyWords(facts.language);
  const told = toldOf(facts, house, words);
  const say = (content: NoticeContent) => sayingOf(content, facts, told, words, language);
  const lead = words.lead[facts.notice](words.right[facts.right]);
  const blocks: Block[] = [
    { kind: "title", text: words.title[facts.notice] },
    ...paragraphs([lead, ...opening.flatMap(say)].join(" ")),
  ];
  for (const [section, contents] of Object.entries(sections) as [Section, readonly NoticeContent[]][]) {
    const said = [
      ...(section === "why" && language === "en" && facts.ground ? [facts.ground] : []),
      ...contents.flatMap(say),
    ];
    if (said.length > 0)
      blocks.push({ kind: "heading", text: words.heading[section] }, ...said.flatMap(paragraphs));
  }
  return {
    language,
    subject: `${words.subject[facts.notice]} ${facts.reference}`,
    title: words.title[facts.notice],
    blocks,
  };
}

/** What staff wrote in several lines stays in several paragraphs. */
function paragraphs(text: string): Block[] {
  return text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== "")
    .map((line) => ({ kind: "paragraph", text: line.trim() }));
}

const isDayContent = (content: NoticeContent): content is DayContent =>
  (dayContents as readonly NoticeContent[]).includes(content);
const isOwnContent = (content: NoticeContent): content is OwnContent =>
  (ownContents as readonly NoticeContent[]).includes(content);

function sayingOf(
  content: NoticeContent,
  facts: DutyFacts,
  told: Told,
  words: DutyWords,
  language: string,
): string[] {
  const value = facts.contents[content];
  if (value === undefined || value === "") return [];
  if (value === inOurWords && isOwnContent(content)) return [words.ours[content](told)];
  if (isDayContent(content) && isDay(value)) return [words.days[content](dayInWords(value, language))];
  return [words.around[content]?.(value) ?? value];
}

function toldOf(facts: DutyFacts, house: DutyHouse, { locale }: DutyWords): Told {
  const { reference, check, appealWithin, recordKept } = facts;
  return {
    reference,
    check,
    appealWithin,
    recordKept,
    legalName: house.legalName,
    contact: house.contact,
    email: house.email,
    page: new URL(`/r/${reference}`, house.origin).href,
    ask: new URL("/ask/opt_out", house.origin).href,
    laws: new Intl.ListFormat(locale, { type: "conjunction" }).format(facts.laws),
    authorities: facts.authorities.map(onOneLine).join("; "),
    attorneysGeneral: facts.attorneysGeneral.map(onOneLine).join("; "),
  };
}

const onOneLine = ({ name, post, url, note }: Authority) =>
  [[name, post, url].filter((part) => part !== "").join(", "), note].filter(Boolean).join(". ");

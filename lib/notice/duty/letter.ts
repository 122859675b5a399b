import { type Day, dayInWords } from "#lib/core/day.ts";
import { directionOf } from "#lib/core/languages.ts";
import type { NoticeKind } from "#lib/law/duties/notice.ts";
import type { DutyFacts } from "#lib/request/duty/facts.ts";
import type { Block, LetterContent } from "../letter/content.ts";
import { letterPdf } from "../letter/pdf.ts";
import { dutyWords } from "./catalogues.ts";
import type { DutyHouse, DutyText } from "./content.ts";

/** Notices that decide something, or change a day or a price: they go out as a letter besides the mail. */
const asLetter: ReadonlySet<NoticeKind> = new Set([
  "refusal",
  "partial_refusal",
  "not_held",
  "granted",
  "appeal_granted",
  "appeal_denied",
  "complaint_outcome",
  "extension",
  "fee",
]);
export const isLetter = (notice: NoticeKind): boolean => asLetter.has(notice);

/** A notice of duty as a letter: who writes to whom and when, the same words as the mail, and whom to ask. */
export function dutyLetter(facts: DutyFacts, written: DutyText, house: DutyHouse): LetterContent {
  return letterAround(facts, written, house);
}

/** Who is written to, when and about what. */
type Addressed = { language: string; person: string; day: Day; reference: string };

/** Words as a letter: below who writes to whom and when, above whom to ask. */
export function letterAround(
  facts: Addressed,
  written: { title: string; blocks: readonly Block[] },
  house: DutyHouse,
): LetterContent {
  const { words, language } = dutyWords(facts.language);
  const sender = house.post?.startsWith(house.legalName) ? [] : [house.legalName];
  return {
    language,
    direction: directionOf(language),
    title: written.title,
    blocks: [
      { kind: "lines", lines: [...sender, ...(house.post === null ? [] : [house.post]), house.contact] },
      {
        kind: "lines",
        lines: [facts.person, dayInWords(facts.day, language), words.reference(facts.reference)],
      },
      ...written.blocks,
      { kind: "heading", text: words.contact.heading },
      {
        kind: "paragraph",
        text: `${words.contact.write(house.legalName, house.contact)}. ${words.contact.quote(facts.reference)}`,
      },
    ],
  };
}

/** A letter as a tagged PDF. The same letter and facts give the same bytes. */
export async function dutyPdf(
  letter: LetterContent,
  { place, reference, day }: Pick<DutyFacts, "place" | "reference" | "day">,
  legalName: string,
): Promise<Buffer> {
  const { words } = dutyWords(letter.language);
  const paper = {
    size: place.startsWith("US") ? ("LETTER" as const) : ("A4" as const),
    author: legalName,
    subject: reference,
    at: new Date(`${day}T12:00:00Z`),
    says: { page: words.pageNumber, cannotDraw: words.cannotDraw },
  };
  const parts: Uint8Array[] = [];
  for await (const part of letterPdf(letter, paper)) parts.push(part);
  return Buffer.concat(parts);
}

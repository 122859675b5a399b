import type { Actor } from "#lib/core/actor.ts";
import { dayOf } from "#lib/core/day.ts";
import { directionOf } from "#lib/core/languages.ts";
import { type Prepared, readOutgoing } from "#lib/dealing/outgoing/read.ts";
import { currentMap } from "#lib/map/current.ts";
import { dutyWords } from "../duty/catalogues.ts";
import { dutyPdf, letterAround } from "../duty/letter.ts";
import { noticeHouse } from "../house.ts";
import type { Block } from "../letter/content.ts";
import { renderMail, renderMessage } from "../mail/render.ts";

/** What the person will get, in every form that it has. `mail`: null where it goes by post only. */
export type Preview = Omit<Prepared, "row"> & {
  language: string;
  direction: "ltr" | "rtl";
  /** The words as they stand on the person's page, or in the letter. */
  paragraphs: string[];
  mail: {
    subject: string;
    paragraphs: string[];
    link: { url: string; says: string } | null;
    foot: string[];
    text: string;
  } | null;
  company: string;
};

/** A prepared or sent message as the person gets it. Throws `gone` and the uniform `not_found`. */
export async function previewMessage(actor: Actor, reference: string, id: string): Promise<Preview> {
  const { row, ...prepared } = await readOutgoing(actor, reference, id);
  const { content, how } = prepared;
  const house = noticeHouse(content.brandId);
  const { language } = dutyWords(content.language);
  return {
    ...prepared,
    language,
    direction: directionOf(language),
    paragraphs: content.text.split(/\n{2,}/),
    mail: how === "post" ? null : mailOf(how, row.reference, prepared.content, house),
    company: house.company,
  };
}

function mailOf(
  how: "page" | "mail",
  reference: string,
  { language, subject, text }: Prepared["content"],
  house: ReturnType<typeof noticeHouse>,
): Preview["mail"] {
  const said = { reference, subject, text };
  const { parts, ...whole } = renderMessage(language, said, house);
  const foot = [...parts.foot];
  if (how === "mail")
    return {
      subject: parts.subject,
      paragraphs: [...parts.paragraphs],
      link: parts.link,
      foot,
      text: whole.text,
    };
  const told = renderMail("message", language, { reference }, house);
  const body = told.text.split("\n\n").slice(0, -2);
  return { subject: told.subject, paragraphs: body, link: parts.link, foot, text: told.text };
}

/**
 * A message as a letter for post: who writes to whom and when, its words, and whom to ask; a tagged PDF with its name.
 * Throws `gone` and the uniform `not_found`.
 */
export async function letterPdfOf(
  actor: Actor,
  reference: string,
  id: string,
): Promise<{ type: "application/pdf"; name: string; stream: AsyncIterable<Uint8Array> }> {
  const { row, content, createdAt } = await readOutgoing(actor, reference, id);
  const house = noticeHouse(content.brandId);
  const day = dayOf(createdAt, currentMap().company.timezone);
  const blocks: Block[] = [
    { kind: "title", text: content.subject },
    ...content.text
      .split(/\n{2,}/)
      .map((text): Block => ({ kind: "lines", lines: text.split("\n") }))
      .map((one) => (one.kind === "lines" && one.lines.length === 1 ? asParagraph(one.lines[0] ?? "") : one)),
  ];
  const { language, name: person } = content;
  const to = { language, person, day, reference: row.reference };
  const letter = letterAround(to, { title: content.subject, blocks }, house);
  const bytes = await dutyPdf(letter, { place: row.place, reference: row.reference, day }, house.legalName);
  return { type: "application/pdf", name: `${row.reference}-letter.pdf`, stream: onePiece(bytes) };
}

const asParagraph = (text: string): Block => ({ kind: "paragraph", text });

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

import { isNoticeKind } from "#lib/law/duties/notice.ts";
import type { DutyFacts } from "#lib/request/duty/facts.ts";
import type { LetterContent } from "../letter/content.ts";
import type { RenderedMail } from "../mail/render.ts";
import { type DutyHouse, dutyText } from "./content.ts";
import { dutyLetter, dutyPdf, isLetter } from "./letter.ts";
import { dutyMail } from "./mail.ts";

/** A notice of duty in all its forms. `attachment`: the letter as a PDF, where it goes out as one. */
export type WrittenDuty = {
  mail: RenderedMail;
  letter: LetterContent;
  attachment: { filename: string; content: Buffer; contentType: "application/pdf" } | null;
};

/** The facts of an owed notice of duty; null of any other kind. */
export function factsOf(kind: string, vars: Record<string, string>): DutyFacts | null {
  return isNoticeKind(kind) && vars.facts !== undefined ? (JSON.parse(vars.facts) as DutyFacts) : null;
}

/** Writes a notice of duty from its facts. */
export async function writeDuty(facts: DutyFacts, house: DutyHouse): Promise<WrittenDuty> {
  const text = dutyText(facts, house);
  const letter = dutyLetter(facts, text, house);
  return {
    mail: dutyMail(text, facts.reference, house),
    letter,
    attachment: isLetter(facts.notice)
      ? {
          filename: `${facts.reference}.pdf`,
          content: await dutyPdf(letter, facts, house.legalName),
          contentType: "application/pdf",
        }
      : null,
  };
}

import type { BundleFacts, Letter } from "#lib/bundle/contents.ts";
import { letterContent } from "./content.ts";
import { letterHtml } from "./html.ts";
import { letterPdf } from "./pdf.ts";
import { letterText } from "./text.ts";
import { letterWordsFor } from "./words.ts";

/** The decision letter to a copy or portability request, in three forms with the same words. */
export function letter(facts: BundleFacts): Letter {
  const content = letterContent(facts);
  return {
    pdf: () =>
      letterPdf(content, {
        size: facts.regime.startsWith("US_") ? "LETTER" : "A4",
        author: facts.company.legal_name,
        subject: facts.reference,
        at: facts.answeredAt,
        says: letterWordsFor(facts.language),
      }),
    html: letterHtml(content),
    text: letterText(content),
  };
}

import type { BundleFacts, Letter } from "#lib/bundle/contents.ts";
import { wordsFor } from "#lib/bundle/words/words.ts";
import { letterContent } from "./content.ts";
import { letterHtml } from "./html.ts";
import { letterPdf } from "./pdf.ts";
import { letterText } from "./text.ts";

/** The decision letter to a copy or portability request, in three forms with the same words. */
export function letter(facts: BundleFacts): Letter {
  const content = letterContent(facts);
  const { say } = wordsFor(facts.language);
  return {
    pdf: () =>
      letterPdf(content, {
        size: facts.regime.startsWith("US_") ? "LETTER" : "A4",
        author: facts.company.legal_name,
        subject: facts.reference,
        at: facts.answeredAt,
        says: { page: (n, all) => say("letter.page", { n, all }), cannotDraw: say("letter.cannotDraw") },
      }),
    html: letterHtml(content),
    text: letterText(content),
  };
}

import type { AnswerLanguage } from "#lib/core/languages.ts";
import { directionOf, languageOf } from "#lib/core/languages.ts";
import type { Way } from "#lib/dealing/outgoing/sealed.ts";
import { listTemplates } from "#lib/template/read.ts";

/** What the box for a message holds when it opens. */
export type Writing = {
  language: AnswerLanguage;
  direction: "ltr" | "rtl";
  subject: string;
  text: string;
  how: Way;
  template: { id: string; version: number } | null;
  templates: { id: string; name: string }[];
};

type Begun = Partial<Pick<Writing, "subject" | "text" | "how" | "template">>;

/** A box in the person's language, with what was begun, or empty. */
export async function writingFor(tag: string, begun: Begun): Promise<Writing> {
  const language = languageOf(tag);
  return {
    language,
    direction: directionOf(language),
    subject: begun.subject ?? "",
    text: begun.text ?? "",
    how: begun.how ?? "page",
    template: begun.template ?? null,
    templates: await listTemplates(),
  };
}

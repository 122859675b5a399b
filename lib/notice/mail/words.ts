import type { OwedDuty, OwedNotice } from "#lib/jobs/outbox.ts";
import { english } from "./en.ts";

/** What a mail is made of; `{name}` in it is replaced once from the notice's closed list of variables. */
export type MailWords = {
  subject: string;
  /** Paragraphs, top to bottom. */
  body: string[];
  /** The one link of the mail: a path on our origin, and what it says. */
  link?: { path: string; says: string };
};

/** Kinds of mail with a template here; what a law asks for is written by lib/notice/duty. */
export type TemplateKind = Exclude<OwedNotice["kind"], OwedDuty["kind"]>;

export type MailCatalogue = {
  notices: Record<TemplateKind, MailWords>;
  foot: string[];
};

const catalogues: Record<string, MailCatalogue> = { en: english };

/** The words of a language; English where a language has none yet. */
export function mailWords(language: string): MailCatalogue {
  return catalogues[language] ?? english;
}

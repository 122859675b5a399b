import type { OwedDuty, OwedNotice } from "#lib/jobs/outbox.ts";
import { arabic } from "./ar.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import { hebrew } from "./he.ts";
import { italian } from "./it.ts";
import { dutch } from "./nl.ts";
import { polish } from "./pl.ts";
import { portuguese } from "./pt.ts";

/** What a mail is made of; `{name}` in it is replaced once from the notice's closed list of variables. */
export type MailWords = {
  subject: string;
  /** Paragraphs, top to bottom. */
  body: string[];
  /** The one link of the mail: a path on our origin, and what it says. */
  link?: { path: string; says: string };
};

/** Kinds of mail with a template here; what a law asks for is written by lib/notice/duty, and what staff write by themselves. */
export type TemplateKind = Exclude<OwedNotice["kind"], OwedDuty["kind"] | "message_words">;

/** Mails to the person who asked; those to staff, owners and recipients are English. */
type PersonKind =
  | "code"
  | "ready"
  | "renewed"
  | "cancelled"
  | "corrected"
  | "corrected_waiting"
  | "kept_erased"
  | "transmitted"
  | "not_transmitted"
  | "restriction_ends"
  | "find";

/** Mails about signing in, asking for somebody else, and those that come while a request is worked on. */
type DealingKind =
  | "sign_in"
  | "second_asked"
  | "second_code"
  | "find_nothing"
  | "behalf_received"
  | "behalf_accepted"
  | "behalf_refused"
  | "behalf_revoked"
  | "behalf_asked"
  | "behalf_to_agent"
  | "merged"
  | "closed_spam"
  | "message"
  | "draft"
  | "unproven_day"
  | "unproven_three_days"
  | "question_again"
  | "identity_unclear"
  | "half_time"
  | "late"
  | "late_open"
  | "deletion_preview"
  | "link_ends"
  | "how_did_we_do";

export type MailCatalogue = {
  notices: Record<TemplateKind, MailWords>;
  foot: string[];
};

type TranslatedMail = Omit<MailWords, "link"> & { link: string };

/** A translation says what mails say and where their link goes by name only: the path is that of the English mail. */
export type MailTranslation = {
  notices: Record<PersonKind | DealingKind, TranslatedMail>;
  foot: string[];
};

const translations = new Map<string, MailTranslation>([
  ["de", german],
  ["fr", french],
  ["es", spanish],
  ["nl", dutch],
  ["he", hebrew],
  ["it", italian],
  ["pl", polish],
  ["pt", portuguese],
  ["ar", arabic],
]);

type Written = { language: string; words: MailWords; foot: string[] };

/** The words of a kind of mail in a language (BCP 47); English where it has none in that language. */
export function mailWords(tag: string, kind: TemplateKind): Written {
  const language = tag.toLowerCase().split("-")[0] ?? "";
  const translation = translations.get(language);
  const whole = english.notices[kind];
  const translated = translation?.notices[kind as PersonKind | DealingKind];
  if (translation === undefined || translated === undefined) {
    return { language: "en", words: whole, foot: english.foot };
  }
  const { subject, body, link } = translated;
  const path = whole.link?.path ?? "/";
  return { language, words: { subject, body, link: { path, says: link } }, foot: translation.foot };
}

import type { Actor } from "#lib/core/actor.ts";
import { dayInWords } from "#lib/core/day.ts";
import { notFound } from "#lib/core/errors.ts";
import { languageOf } from "#lib/core/languages.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import { currentText } from "#lib/template/read.ts";
import { filled, type Values } from "#lib/template/variables.ts";
import { dutyWords } from "../duty/catalogues.ts";
import { noticeHouse } from "../house.ts";

/** A template as one person would get it. `language`: of the words. */
export type Filled = { subject: string; text: string; language: string; version: number };

const work = { person: "never", staff: "work" } as const;

/**
 * A template in the language of a request's person, with everything filled in. Null where the house has no words for it
 * in that language. Throws the uniform `not_found`.
 */
export async function fillTemplate(
  actor: Actor,
  reference: string,
  template: string,
): Promise<Filled | null> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, work);
    return filledFor(tx, row, template);
  });
}

/** The language in which the person of a request reads. Throws the uniform `not_found`. */
export async function languageOfRequest(actor: Actor, reference: string): Promise<string> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    return row.language;
  });
}

/** A template filled for a request that the actor may work on. */
export async function filledFor(tx: Transaction, row: RequestRow, template: string): Promise<Filled | null> {
  const language = languageOf(row.language);
  const found = await currentText(tx, template, language);
  if (found === null) return null;
  const values = await valuesFor(tx, row);
  const [subject, text] = [found.subject, found.body].map((words) => filled(words, values)) as [
    string,
    string,
  ];
  return { subject, text, language, version: found.version };
}

/** What the variables stand for in a message about this request. */
async function valuesFor(tx: Transaction, row: RequestRow): Promise<Values> {
  const asked = (await answersIfKept(tx, row)) ?? notFound();
  const { words } = dutyWords(row.language);
  const house = noticeHouse(row.brandId);
  return {
    name: asked.name,
    reference: row.reference,
    right: words.right[row.right as keyof typeof words.right] ?? "",
    received_day: dayInWords(row.receivedDay, row.language),
    due_day: dayInWords(row.legalDue, row.language),
    company: house.company,
    contact: house.contact,
  };
}

import { and, desc, eq } from "drizzle-orm";
import { question } from "#drizzle/schema/clock.ts";
import { notFound } from "#lib/core/errors.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";

export type QuestionRow = typeof question.$inferSelect;

/** What a question said, and what staff kept with it. */
export type QuestionWords = {
  text: string;
  why: string;
  /** `YYYY-MM-DD`: until when an answer was asked for. */
  replyBy: string;
  lateWhy: string | null;
  /** Why an identity document had to be asked for, and why nothing less was tried before it. */
  documentWhy: string | null;
  noEarlierWhy: string | null;
};

/** What the person said, and how it reached us. */
export type AnswerWords = { text: string; how: "portal" | "phone" | "mail" | "post" | "in_person" };

const context = (id: string, column: "sealed" | "sealed_answer") => `question/${id}/${column}`;

export const sealQuestion = (key: DataKey, id: string, words: QuestionWords) =>
  seal(key, context(id, "sealed"), JSON.stringify(words));

export const sealAnswer = (key: DataKey, id: string, words: AnswerWords) =>
  seal(key, context(id, "sealed_answer"), JSON.stringify(words));

export const openQuestion = (key: DataKey, row: QuestionRow): QuestionWords =>
  JSON.parse(open(key, context(row.id, "sealed"), row.sealed)) as QuestionWords;

export const openAnswer = (key: DataKey, row: QuestionRow): AnswerWords | null =>
  row.sealedAnswer === null
    ? null
    : (JSON.parse(open(key, context(row.id, "sealed_answer"), row.sealedAnswer)) as AnswerWords);

/** What somebody typed and could not send yet; `proven`: whether they had a session of the request. */
type Draft = { draft: string; proven: boolean };

export const sealDraft = (key: DataKey, id: string, words: Draft) =>
  seal(key, context(id, "sealed_answer"), JSON.stringify(words));

/** What was typed of an open question before, to those alone who typed it; empty where there is nothing. */
export function draftOf(key: DataKey, row: QuestionRow, proven: boolean): string {
  if (row.answeredDay !== null || row.sealedAnswer === null) return "";
  const kept = JSON.parse(open(key, context(row.id, "sealed_answer"), row.sealedAnswer)) as Draft;
  return kept.proven === proven ? kept.draft : "";
}

/** Every question of a request, newest first. */
export async function questionsOf(db: Queryable, requestId: string): Promise<QuestionRow[]> {
  return db
    .select()
    .from(question)
    .where(eq(question.requestId, requestId))
    .orderBy(desc(question.askedAt), desc(question.id));
}

/** One question of a request. Throws the uniform `not_found` for any other. */
export async function questionOf(tx: Transaction, requestId: string, id: string): Promise<QuestionRow> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return notFound();
  const [row] = await tx
    .select()
    .from(question)
    .where(and(eq(question.requestId, requestId), eq(question.id, id)));
  return row ?? notFound();
}

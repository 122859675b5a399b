import { eq, sql } from "drizzle-orm";
import { question } from "#drizzle/schema/clock.ts";
import { audit } from "#lib/audit/append.ts";
import { type Actor, isAsker } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { isTheirs, requestFor } from "../access.ts";
import { lockRequest } from "../move.ts";
import type { RequestRow } from "../sealed.ts";
import { documentType, storeDocument } from "./documents.ts";
import { keepClocks } from "./keep.ts";
import { type AnswerWords, type QuestionRow, questionOf, sealAnswer, sealDraft } from "./question.ts";
import { typedText } from "./typed.ts";
import { isWorkedOn, workedOn } from "./worked-on.ts";

/** What somebody answers: words, and a document only where one was asked for. */
export type Answering = { text: string; document?: Uint8Array | null | undefined };

/**
 * The person answers a question; the clock goes on from today. Until the mailbox is proven, the browser that filed the
 * request may answer a question about who asks, with words only. Throws HabeasError `conflict` where it is answered
 * already, and the uniform `not_found` to everybody else.
 */
export async function answerQuestion(
  actor: Actor,
  reference: string,
  questionId: string,
  answer: Answering,
): Promise<void> {
  if (!isAsker(actor)) return notFound();
  const bytes = answer.document ?? null;
  // A document is written before the answer counts; where that fails, the question stays as open as it was.
  const type = bytes === null ? null : documentType(bytes);
  const text =
    bytes !== null && answer.text.trim() === "" ? "" : typedText(answer.text, { what: "your answer" });
  if (bytes !== null) await claimDocument(actor, reference, questionId, type ?? "", bytes);
  await inTransaction(async (tx) => {
    const { row, asked } = await answerable(tx, actor, reference, questionId);
    const document = bytes !== null;
    if (document && (asked.documentKey === null || asked.documentDeletedAt !== null))
      throw new HabeasError("conflict", "The file did not arrive. Please send it again.");
    await close(tx, row, asked, { text, how: "portal" });
    await audit(tx, row.id, actor, { kind: "question_answered", about: asked.about, document });
    await keepClocks(tx, row, { cause: "question_answered", actor, today: companyToday() });
  });
}

/** Keeps what somebody typed who could not send it yet, so that they need not type it again. Throws as answering does. */
export async function keepAnswerDraft(
  actor: Actor,
  reference: string,
  questionId: string,
  typed: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { row, asked, mine } = await answerable(tx, actor, reference, questionId);
    const draft = { draft: typed.slice(0, longestDraft), proven: mine };
    const sealedAnswer = sealDraft(await keyOf(tx, row.id), asked.id, draft);
    await tx.update(question).set({ sealedAnswer }).where(eq(question.id, asked.id));
  });
}

/** Letters of a draft that are kept: twice what an answer may have. */
const longestDraft = 8_000;

/** Staff write down an answer that came another way. */
export async function recordAnswer(
  actor: Actor,
  reference: string,
  questionId: string,
  told: { text: string; how: string },
): Promise<void> {
  const how = ways.find((one) => one === told.how);
  if (!how) throw new HabeasError("invalid", "Choose how the answer reached you.");
  await inTransaction(async (tx) => {
    const { row, today } = await workedOn(tx, actor, reference);
    const asked = await questionOf(tx, row.id, questionId);
    mustBeOpen(asked);
    await close(tx, row, asked, { text: typedText(told.text, { what: "what was answered" }), how });
    await audit(tx, row.id, actor, { kind: "question_answered", about: asked.about, document: false });
    await keepClocks(tx, row, { cause: "question_answered", actor, today });
  });
}

/** How an answer may reach staff. */
const ways = ["phone", "mail", "post", "in_person"] as const;

/** Seals the file and notes where it lies, before the answer: what is left of a broken upload is found and deleted. */
async function claimDocument(
  actor: Actor,
  reference: string,
  questionId: string,
  type: string,
  bytes: Uint8Array,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { row, asked, mine } = await answerable(tx, actor, reference, questionId);
    if (asked.evidence !== "identity_document" || !mine)
      throw new HabeasError("invalid", "No document was asked for.");
    const documentKey = await storeDocument(await keyOf(tx, row.id), asked, bytes);
    await tx
      .update(question)
      .set({ documentKey, documentType: type, documentDeletedAt: null })
      .where(eq(question.id, asked.id));
  });
}

/**
 * A question that this browser may answer, under the lock of its request. `mine`: the mailbox of this very request is
 * proven here; a session of another one proves nothing about it.
 */
async function answerable(
  tx: Transaction,
  actor: Actor,
  reference: string,
  questionId: string,
): Promise<{ row: RequestRow; asked: QuestionRow; mine: boolean }> {
  if (!isAsker(actor)) return notFound();
  const seen = await requestFor(tx, actor, reference, { person: "see", staff: "work" });
  const row = await lockRequest(tx, seen.id);
  const asked = await questionOf(tx, row.id, questionId);
  const mine = isTheirs(actor, row);
  // Once the mailbox is proven, whoever filed the request and has no session may be somebody else than the person.
  if (!mine && (asked.about !== "identity" || row.verifiedAt !== null)) return notFound();
  if (!isWorkedOn(row)) throw new HabeasError("conflict", "This request is answered or over.");
  mustBeOpen(asked);
  return { row, asked, mine };
}

function mustBeOpen(asked: QuestionRow): void {
  if (asked.answeredDay !== null) throw new HabeasError("conflict", "This question is answered already.");
}

async function close(
  tx: Transaction,
  row: RequestRow,
  asked: QuestionRow,
  words: AnswerWords,
): Promise<void> {
  await tx
    .update(question)
    .set({
      answeredDay: companyToday(),
      answeredAt: sql`now()`,
      sealedAnswer: sealAnswer(await keyOf(tx, row.id), asked.id, words),
    })
    .where(eq(question.id, asked.id));
}

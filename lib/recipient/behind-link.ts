import { and, eq, isNull, sql } from "drizzle-orm";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { request } from "#drizzle/schema/request.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import type { ToldAction } from "#lib/law/duties/recipients.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { isAnswered, lockNotice, type NoticeRow, note, openContent, setStanding } from "./ledger.ts";
import { oweMail } from "./mail.ts";

/** What a recipient sees behind their link. */
export type ToldPage = {
  company: string;
  contact: string;
  recipient: string;
  /** closed: nothing is shown before a button is pressed, so that programs which follow links learn nothing. */
  state: "closed" | "open" | "answered" | "expired";
  /** The rest only where it is open. */
  reference: string;
  action: ToldAction;
  groups: string[];
  about: KnownIdentifier[];
  detail: string | null;
  dueDay: Day;
  answer: string | null;
};

/** Answers that a recipient can give. */
export type RecipientAnswer = { answer: "done" | "not_held" | "impossible"; reason: string };

/** Characters. Less is no explanation of facts (11 CCR 7022(b)(3)); more is no explanation either. */
const reasonLeast = 30;
const reasonMost = 4000;

/** What shows that the button was pressed in this browser: good for one link, and worth nothing without it. */
export const passFor = (token: string): string => tokenOf("told", token).toString("base64url");

/** The notice behind a link. Throws the uniform `not_found` for any other token. */
async function noticeBehind(tx: Queryable, token: string) {
  await freshMap(tx);
  const [found] = await tx
    .select({ row: recipientNotice, reference: request.reference })
    .from(recipientNotice)
    .innerJoin(request, eq(recipientNotice.requestId, request.id))
    .where(and(eq(recipientNotice.tokenHash, hashOf(token)), eq(recipientNotice.how, "mail")));
  return found ? { row: found.row as NoticeRow, reference: found.reference } : notFound();
}

const hasEnded = (row: NoticeRow) => row.expiresAt === null || row.expiresAt < new Date();

/** The page behind a link; who it is about only with the pass of this link. Throws `not_found`. */
export async function readTold(token: string, pass: string | undefined): Promise<ToldPage> {
  const { row, reference } = await noticeBehind(database(), token);
  const { company } = currentMap();
  const page = {
    company: company.name,
    contact: company.contact.email,
    recipient: row.name,
    reference,
    action: row.action,
    groups: row.groups,
    dueDay: row.dueDay,
    about: [],
    detail: null,
    answer: row.standing,
  };
  if (isAnswered(row.standing)) return { ...page, state: "answered" };
  if (hasEnded(row)) return { ...page, state: "expired" };
  if (pass !== passFor(token)) return { ...page, state: "closed" };
  const content = await contentOf(row);
  return content
    ? { ...page, state: "open", about: content.about, detail: content.detail }
    : { ...page, state: "expired" };
}

/** Null where it was destroyed with its request. */
async function contentOf(row: NoticeRow) {
  try {
    return openContent(await keyOf(database(), row.requestId), row);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "gone") return null;
    throw error;
  }
}

/** Somebody pressed the button: noted once. Returns the pass for this browser. Throws `not_found`, `gone`. */
export async function openTold(token: string): Promise<string> {
  const { row } = await noticeBehind(database(), token);
  if (!isAnswered(row.standing) && hasEnded(row)) throw new HabeasError("gone", "This link has ended.");
  await inTransaction(async (tx) => {
    await lockRequest(tx, row.requestId);
    const [opened] = await tx
      .update(recipientNotice)
      .set({ openedAt: sql`now()` })
      .where(and(eq(recipientNotice.id, row.id), isNull(recipientNotice.openedAt)))
      .returning();
    if (opened) await note(tx, row, "recipient", "opened");
  });
  return passFor(token);
}

/**
 * Takes a recipient's answer, once. Throws HabeasError `invalid` where an explanation is missing, `conflict` where it was
 * answered before, `gone` where the link has ended, `not_found`.
 */
export async function answerTold(token: string, typed: RecipientAnswer): Promise<void> {
  const { row } = await noticeBehind(database(), token);
  await inTransaction(async (tx) => {
    const now = await lockedNotice(tx, row);
    if (hasEnded(now) && !isAnswered(now.standing)) throw new HabeasError("gone", "This link has ended.");
    await takeAnswer(tx, now, typed);
  });
}

/** The same for every way in which a recipient answers by itself; the notice is locked. */
export async function takeAnswer(
  tx: Transaction,
  row: NoticeRow,
  { answer, reason }: RecipientAnswer,
): Promise<void> {
  const said = reason.trim();
  if (isAnswered(row.standing)) {
    throw new HabeasError("conflict", "This notice has been answered already. Thank you.");
  }
  if (answer === "impossible" && said.length < reasonLeast) {
    throw new HabeasError(
      "invalid",
      "Say in a few sentences why it is impossible. The law asks for the facts.",
    );
  }
  if (said.length > reasonMost) {
    throw new HabeasError("invalid", "That is too long: 4,000 characters at most.");
  }
  await setStanding(tx, row, "recipient", answer, said === "" ? {} : { reason: said });
}

async function lockedNotice(tx: Transaction, row: NoticeRow): Promise<NoticeRow> {
  await lockRequest(tx, row.requestId);
  return lockNotice(tx, row.id);
}

/**
 * Sends a new link to the address that the notice went to, where the old one has ended. Who holds an old link learns
 * nothing by it. Throws `conflict` where it has not ended, `not_found`.
 */
export async function renewTold(token: string): Promise<void> {
  const { row } = await noticeBehind(database(), token);
  await inTransaction(async (tx) => {
    const now = await lockedNotice(tx, row);
    if (isAnswered(now.standing) || !hasEnded(now)) {
      throw new HabeasError("conflict", "This link still opens its notice.");
    }
    await note(tx, now, "recipient", "renewed");
    await oweMail(tx, now, await keyOf(tx, now.requestId), "recipient_told");
  });
}

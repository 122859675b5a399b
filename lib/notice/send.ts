import { eq, sql } from "drizzle-orm";
import nodemailer, { type Transporter } from "nodemailer";
import { notice } from "#drizzle/schema/notice.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { codeMinutes } from "#lib/identity/code.ts";
import { claim, type Lease, LeaseLost, pauseBefore, stillOurs } from "#lib/jobs/lease.ts";
import { noticeContext, noticeKey, type SealedNotice } from "#lib/jobs/outbox.ts";
import { mailWasSent } from "#lib/recipient/mail.ts";
import { open } from "#lib/vault/seal.ts";
import type { DutyHouse } from "./duty/content.ts";
import { sealWritten } from "./duty/kept.ts";
import { factsOf, type WrittenDuty, writeDuty } from "./duty/written.ts";
import { giveUp } from "./give-up.ts";
import { noticeHouse } from "./house.ts";
import { type RenderedMail, renderMail, renderMessage } from "./mail/render.ts";
import type { TemplateKind } from "./mail/words.ts";
import { threadFor } from "./thread-for.ts";

/** A refused address is given up after this many tries; a server that is away is tried for days. */
const triesAtRefusal = 5;

type Written = WrittenDuty | { mail: RenderedMail; letter: null; attachment: null };

let transporter: Transporter | undefined;

function mailServer(): Transporter {
  const url = environment().HABEAS_SMTP_URL;
  if (!url) throw new Error("HABEAS_SMTP_URL is not set");
  transporter ??= nodemailer.createTransport(url, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  } as never);
  return transporter;
}

/** A code that could not be sent before it ended is not sent at all: it would only puzzle its reader. */
async function outlived(lease: Lease, row: typeof notice.$inferSelect): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await giveUp(tx, row, row.attempts);
  });
}

/**
 * Sends one owed notice. A holder that dies between the server's yes and our commit sends it again with the same
 * Message-ID, by which mailboxes recognise the repeat: at least once, never lost.
 */
export async function sendNotice(id: string): Promise<void> {
  const lease = await claim("notice", id);
  if (!lease) return;
  try {
    await send(lease);
  } catch (error) {
    if (!(error instanceof LeaseLost)) await tryLater(lease, error);
  } finally {
    lease.end();
  }
}

async function contentOf(tx: Transaction, row: typeof notice.$inferSelect): Promise<SealedNotice> {
  if (!row.sealed) throw new LeaseLost();
  const key = await noticeKey(tx, row.requestId);
  return JSON.parse(open(key, noticeContext(row.id), row.sealed)) as SealedNotice;
}

async function send(lease: Lease): Promise<void> {
  const { row, content, house, thread } = await inTransaction(async (tx) => {
    const [found] = await tx.select().from(notice).where(eq(notice.id, lease.id));
    if (!found) throw new LeaseLost();
    const content = await contentOf(tx, found);
    return {
      row: found,
      content,
      house: await houseFor(tx, found),
      thread: await threadFor(tx, found, content.to),
    };
  });
  if (row.kind === "code" && Date.now() - row.createdAt.getTime() > codeMinutes * 60_000)
    return outlived(lease, row);
  const written = await write(row, content, house);
  const from = environment().HABEAS_MAIL_FROM;
  const host = new URL(house.origin).hostname;
  await mailServer().sendMail({
    ...written.mail,
    ...(written.attachment ? { attachments: [written.attachment] } : {}),
    from: { name: house.company, address: from },
    to: { name: "", address: content.to },
    // One recipient, said outright: no header can add another.
    envelope: { from, to: [content.to] },
    replyTo: thread?.replyTo ?? house.email,
    messageId: `<${row.id}@${host}>`,
    ...(thread ? { references: [`<${thread.root}@${host}>`] } : {}),
    headers: { "Auto-Submitted": "auto-generated", "X-Habeas": "notice" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await tx
      .update(notice)
      .set({
        state: "settled",
        sentAt: sql`now()`,
        sealed: null,
        ...(await kept(tx, row, written)),
        attempts: 0,
      })
      .where(eq(notice.id, row.id));
    await mailWasSent(tx, row.id);
    await audit(
      tx,
      row.requestId,
      { kind: "worker", requestId: row.requestId ?? "" },
      { kind: "notice_sent", notice: row.kind },
    );
  });
}

/** What goes to people of the house, to owners of systems and to recipients of the data: it comes from the company itself. */
const notToThePerson = /^(owner|staff|house|recipient)_/;

/** In whose name a notice goes out: in that of the brand under which the person asked. */
async function houseFor(tx: Transaction, row: typeof notice.$inferSelect): Promise<DutyHouse> {
  if (row.requestId === null || notToThePerson.test(row.kind)) return noticeHouse(null);
  const [asked] = await tx
    .select({ brandId: request.brandId })
    .from(request)
    .where(eq(request.id, row.requestId));
  return noticeHouse(asked?.brandId ?? null);
}

/** What goes out: the words of its kind, or what a law asks for, with the letter where it is one. */
async function write(
  row: typeof notice.$inferSelect,
  { vars }: SealedNotice,
  house: DutyHouse,
): Promise<Written> {
  const facts = factsOf(row.kind, vars);
  return facts ? writeDuty(facts, house) : { mail: mailOf(row, vars, house), letter: null, attachment: null };
}

function mailOf(row: typeof notice.$inferSelect, vars: SealedNotice["vars"], house: DutyHouse): RenderedMail {
  if (row.kind !== "message_words") return renderMail(row.kind as TemplateKind, row.language, vars, house);
  const { reference = "", subject = "", text = "" } = vars;
  const { parts: _, ...mail } = renderMessage(row.language, { reference, subject, text }, house);
  return mail;
}

/** What was said to the person, sealed, so that their page shows it again; nothing for mails that say nothing lasting. */
async function kept(tx: Transaction, { id, requestId }: typeof notice.$inferSelect, written: Written) {
  return written.letter === null || requestId === null ? {} : sealWritten(tx, { id, requestId }, written);
}

/**
 * True where the server will not take this letter to this address. A refusal of our own sign-in or sender is the
 * operator's to mend, and no reason to give up anybody's letter.
 */
function refusesForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !("responseCode" in error) || Number(error.responseCode) < 500)
    return false;
  const command = "command" in error ? error.command : undefined;
  return command === "RCPT TO" || command === "DATA";
}

async function tryLater(lease: Lease, error: unknown): Promise<void> {
  const refused = refusesForGood(error);
  // Recipient and words were destroyed with the request's key: there is nothing left to send.
  const destroyed = error instanceof HabeasError && error.code === "gone";
  log.warn({ err: error, notice: lease.id }, "a notice was not sent");
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    const [row] = await tx.select().from(notice).where(eq(notice.id, lease.id));
    if (!row) return;
    const attempts = row.attempts + 1;
    if (destroyed) return giveUp(tx, row, attempts);
    if (refused && attempts >= triesAtRefusal) {
      return giveUp(
        tx,
        row,
        attempts,
        await kept(tx, row, await write(row, await contentOf(tx, row), await houseFor(tx, row))),
      );
    }
    await tx
      .update(notice)
      .set({
        state: "ready",
        attempts,
        notBefore: sql`now() + make_interval(secs => ${pauseBefore(attempts)})`,
      })
      .where(eq(notice.id, lease.id));
  }).catch((cause) => log.warn({ err: cause, notice: lease.id }, "its lease will run out instead"));
}

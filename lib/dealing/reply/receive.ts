import { eq } from "drizzle-orm";
import type { IncomingCall } from "#connectors/http/callback.ts";
import { callSignedAt } from "#connectors/http/signed-message.ts";
import { message } from "#drizzle/schema/dealing.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { lockRequest } from "#lib/request/move.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { addMessage } from "../add.ts";
import { type Kept, type SentFile, withKeptFiles } from "../keep-files.ts";
import { mediaTypeOf, mostFiles } from "../media-type.ts";
import { longestMessage, mustBeFew } from "../write.ts";
import { type Incoming, parseMail } from "./parse.ts";
import { requestOfToken } from "./thread.ts";

/** What became of a mail. Told to the program that handed it on, and to nobody who wrote it. */
export type Outcome =
  | "joined"
  | "joined_before"
  | "no_thread"
  | "several_threads"
  | "auto_reply"
  | "list"
  | "report"
  | "loop"
  | "empty"
  | "too_many"
  | "destroyed"
  | "unreadable";

/** Minutes for which a signature counts. */
const fresh = 5 * 60_000;

/** Whether the house has a mailbox for answers that hands them on. */
export const takesReplies = (): boolean => environment().HABEAS_REPLY_MAIL_SECRETS.length > 0;

/** Whether a call was signed with our secret (Standard Webhooks) in the last minutes. Without a secret none is. */
export function isFromOurMailbox(call: IncomingCall): boolean {
  const secrets = environment().HABEAS_REPLY_MAIL_SECRETS;
  if (secrets.length === 0) return false;
  const at = callSignedAt(secrets, call);
  return at !== null && Math.abs(Date.now() - at.getTime()) < fresh;
}

/**
 * Takes a mail that somebody answered with into the thread that its address names, and into no other. The sender's
 * address proves nothing: it is only noted whether it is the request's own. The same mail again changes nothing.
 */
export async function takeReply(raw: Uint8Array): Promise<Outcome> {
  let mail: Incoming;
  try {
    mail = await parseMail(raw);
  } catch (error) {
    if (error instanceof HabeasError) return "unreadable";
    throw error;
  }
  const ids = await inTransaction((tx) =>
    Promise.all(mail.tokens.slice(0, 5).map((token) => requestOfToken(tx, token))),
  );
  const threads = [...new Set(ids.filter((id) => id !== null))];
  const [requestId] = threads;
  if (requestId === undefined) return mail.machine ?? "no_thread";
  if (threads.length > 1) return "several_threads";
  if (mail.machine !== null) return leaveOut(requestId, mail.machine);
  try {
    return await join(requestId, mail);
  } catch (error) {
    if (!(error instanceof HabeasError)) throw error;
    if (error.code === "gone") return "destroyed";
    return leaveOut(requestId, error.code === "too_many" ? "too_many" : "unreadable");
  }
}

const worker = (requestId: string): Actor => ({ kind: "worker", requestId });

async function leaveOut(requestId: string, why: Outcome): Promise<Outcome> {
  await inTransaction((tx) => audit(tx, requestId, worker(requestId), { kind: "mail_left_out", why }));
  return why;
}

async function join(requestId: string, mail: Incoming): Promise<Outcome> {
  const { text, files, leftOut } = whatIsTaken(mail);
  if (text === "" && files.length === 0 && leftOut === 0) return leaveOut(requestId, "empty");
  const key = await inTransaction((tx) => keyOf(tx, requestId));
  const onceKey = `${requestId}/mail/${hashOf(`${mail.messageId}\n${mail.from}\n${mail.text}`).toString("hex")}`;
  const { again } = await withKeptFiles(key, requestId, files, (kept) =>
    inTransaction((tx) => insert(tx, requestId, mail.from, { text, kept, leftOut, onceKey })),
  );
  return again ? "joined_before" : "joined";
}

type Taken = { text: string; kept: readonly Kept[]; leftOut: number; onceKey: string };

async function insert(tx: Transaction, requestId: string, from: string, taken: Taken) {
  const row = await lockRequest(tx, requestId);
  const { text, kept, leftOut, onceKey } = taken;
  const [before] = await tx.select({ id: message.id }).from(message).where(eq(message.onceKey, onceKey));
  if (before) return { again: true };
  await mustBeFew(tx, row, kept.length);
  const { email } = await answersOf(tx, row);
  const own = canonicalMailbox(from) !== null && canonicalMailbox(from) === canonicalMailbox(email);
  const byMail = { own, leftOut };
  const number = await addMessage(tx, worker(row.id), row, { kind: "message", text, kept, onceKey, byMail });
  await audit(tx, row.id, worker(row.id), { kind: "mail_joined", number, own, leftOut });
  return { again: false };
}

/** Words that fit a message; longer ones go whole into a file. Files of kinds that we open, as many as go with a message. */
function whatIsTaken({ text, files }: Incoming): { text: string; files: SentFile[]; leftOut: number } {
  const long = text.length > longestMessage;
  const whole: SentFile[] = long ? [{ name: "the whole mail.txt", bytes: Buffer.from(text) }] : [];
  const good = files.filter(({ bytes }) => isTaken(bytes));
  const taken = [...whole, ...good].slice(0, mostFiles);
  const short = long ? `${text.slice(0, longestMessage - 2).trimEnd()} …` : text;
  return { text: short, files: taken, leftOut: files.length - (taken.length - whole.length) };
}

function isTaken(bytes: Uint8Array): boolean {
  try {
    mediaTypeOf(bytes);
    return true;
  } catch {
    return false;
  }
}

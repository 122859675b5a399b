import { eq } from "drizzle-orm";
import type { notice } from "#drizzle/schema/notice.ts";
import { request } from "#drizzle/schema/request.ts";
import { environment } from "#lib/config/environment.ts";
import type { Transaction } from "#lib/db/database.ts";
import { replyAddress, threadRoot, threadToken } from "#lib/dealing/reply/thread.ts";
import { answersIfKept } from "#lib/request/sealed.ts";
import { isToThePerson } from "./returned.ts";

/** Mails that go to whatever address a stranger typed, or that no answer belongs to. */
const withoutThread = /^(code|second_|sign_in|find|draft|unproven_|behalf_|how_did_we_do)/;

/**
 * Where answers to a mail go, so that they find their request: by letters that nobody can guess, and only in mails to
 * the address of the request itself. Null for all others, and where the house has no mailbox for answers.
 */
export async function threadFor(
  tx: Transaction,
  row: typeof notice.$inferSelect,
  to: string,
): Promise<{ replyTo: string; root: string } | null> {
  if (environment().HABEAS_REPLY_ADDRESS === undefined || row.requestId === null) return null;
  if (!isToThePerson(row.kind) || withoutThread.test(row.kind)) return null;
  const [asked] = await tx.select().from(request).where(eq(request.id, row.requestId));
  if (!asked || (await answersIfKept(tx, asked))?.email !== to) return null;
  const token = await threadToken(tx, row.requestId);
  const replyTo = replyAddress(token);
  return replyTo === null ? null : { replyTo, root: threadRoot(token) };
}

import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { IncomingCall } from "#connectors/http/callback.ts";
import { callSignedAt } from "#connectors/http/signed-message.ts";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { takeAnswer } from "./behind-link.ts";
import { isAnswered, lockNotice, type NoticeRow, openContent } from "./ledger.ts";
import { secretsOf } from "./secrets.ts";

const answer = z.object({
  status: z.enum(["done", "not_held", "impossible"]),
  reason: z.string().max(4000).optional(),
});

/**
 * A recipient's system answers at its notice's own address. Heard where it is signed with the secret of the map, not
 * old, and newer than the last one heard. Returns whether it counted; whoever called is not told.
 */
export async function recipientCalledBack(token: string, call: IncomingCall): Promise<boolean> {
  const [found] = await database()
    .select()
    .from(recipientNotice)
    .where(and(eq(recipientNotice.tokenHash, hashOf(token)), eq(recipientNotice.how, "webhook")));
  if (!found) return false;
  const at = await signedAt(found as NoticeRow, call);
  const said = answer.safeParse(parsed(call.body));
  if (at === null || !said.success) {
    log.warn({ notice: found.id }, "an answer of a recipient was not signed, or not understood");
    return false;
  }
  return inTransaction(async (tx) => {
    await lockRequest(tx, found.requestId);
    const row = await lockNotice(tx, found.id);
    if (isAnswered(row.standing)) return false;
    const fresh = sql`${at} between now() - interval '5 minutes' and now() + interval '5 minutes'`;
    const heard = await tx
      .update(recipientNotice)
      .set({ calledBackAt: at })
      .where(
        and(
          eq(recipientNotice.id, row.id),
          fresh,
          or(isNull(recipientNotice.calledBackAt), lt(recipientNotice.calledBackAt, at)),
        ),
      )
      .returning({ id: recipientNotice.id });
    if (heard.length === 0) return false;
    await takeAnswer(tx, row, { answer: said.data.status, reason: said.data.reason ?? "" });
    return true;
  }).catch((error: unknown) => {
    // Without the facts an impossibility is none; the notice stays open.
    if (error instanceof HabeasError && error.code === "invalid") return false;
    throw error;
  });
}

async function signedAt(row: NoticeRow, call: IncomingCall): Promise<Date | null> {
  await freshMap();
  try {
    const content = openContent(await keyOf(database(), row.requestId), row);
    if (content?.way.how !== "webhook") return null;
    return callSignedAt(await secretsOf(row.systemId, content.way), call);
  } catch (error) {
    // A secret that is missing signs nothing.
    if (error instanceof HabeasError) return null;
    throw error;
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return null;
  }
}

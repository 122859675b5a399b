import { eq } from "drizzle-orm";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import type { Actor } from "#lib/core/actor.ts";
import { addDays } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { recipientSlug, wayToTell } from "#lib/map/recipient.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { aboutFor } from "./about.ts";
import {
  isAnswered,
  lockNotice,
  type NoticeRow,
  note,
  openContent,
  sealContent,
  setStanding,
  type ToldContent,
} from "./ledger.ts";
import { daysToAnswer, linkEnds, oweMail } from "./mail.ts";

/** What staff learnt by telephone or letter, or did by hand; `sent`: they told them, and wait for an answer. */
export type NotedAnswer = "sent" | "done" | "not_held" | "impossible" | "disproportionate";

const reasonMost = 4000;

/** A notice of a request that a member of staff may work on; both locked. Throws `not_found`, `forbidden`. */
async function lockedFor(
  tx: Transaction,
  actor: Actor,
  reference: string,
  id: string,
): Promise<{ request: RequestRow; row: NoticeRow }> {
  await freshMap(tx);
  const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
  const locked = await lockRequest(tx, seen.id);
  const row = await lockNotice(tx, rowId(id));
  return row.requestId === locked.id ? { request: locked, row } : notFound();
}

/**
 * Records what a recipient answered otherwise than by itself, or that they cannot be told. An answer needs a note of how
 * it came, an impossibility the facts. Throws HabeasError `invalid`, `conflict`, `not_found`.
 */
export async function recordRecipientAnswer(
  actor: Actor,
  reference: string,
  id: string,
  typed: { answer: NotedAnswer; note: string },
): Promise<void> {
  const said = typed.note.trim();
  if (said === "" || said.length > reasonMost) {
    throw new HabeasError(
      "invalid",
      "Write down who said or did it, how and when, or why it cannot be done.",
    );
  }
  await inTransaction(async (tx) => {
    const { row } = await lockedFor(tx, actor, reference, id);
    if (row.standing === "done" || row.standing === "not_held") {
      throw new HabeasError("conflict", "This recipient has answered already.");
    }
    if (typed.answer === "sent" && row.standing === "acked") {
      throw new HabeasError("conflict", "This recipient was told already.");
    }
    // Whatever was on its way by machine need not go any more.
    await tx.update(recipientNotice).set({ state: "settled" }).where(eq(recipientNotice.id, row.id));
    await setStanding(tx, row, actor, typed.answer, { reason: said });
  });
}

/**
 * Tells a recipient once more, in the way that the map names today, with a link and days of its own. Throws HabeasError
 * `conflict` where they have answered or where only people can tell them, `not_found`.
 */
export async function sendRecipientAgain(actor: Actor, reference: string, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { request: asked, row } = await lockedFor(tx, actor, reference, id);
    if (row.standing === "done" || row.standing === "not_held") {
      throw new HabeasError("conflict", "This recipient has answered already.");
    }
    const key = await keyOf(tx, asked.id);
    const before = openContent(key, row);
    if (!before) throw new HabeasError("conflict", "This recipient has answered already.");
    const content = await contentNow(tx, asked, row, before, key);
    const { how } = content.way;
    if (how === "by_hand" || how === "system") {
      throw new HabeasError(
        "conflict",
        "The data map names no address to send it to. Tell them yourself and record it here.",
      );
    }
    const token = newToken();
    const owed: NoticeRow = isAnswered(row.standing) ? await setStanding(tx, row, actor, "owed") : row;
    const [fresh] = await tx
      .update(recipientNotice)
      .set({
        how,
        viaSystem: null,
        sealed: sealContent(key, row.id, { ...content, token }),
        tokenHash: hashOf(token),
        expiresAt: linkEnds(),
        dueDay: addDays(companyToday(), daysToAnswer),
        ...(how === "webhook" ? { state: "ready", attempts: 0, notBefore: new Date(0) } : {}),
      })
      .where(eq(recipientNotice.id, owed.id))
      .returning();
    if (!fresh) throw new Error("a notice was not written");
    await note(tx, fresh as NoticeRow, actor, "sent_again");
    if (how === "mail") await oweMail(tx, fresh as NoticeRow, key, "recipient_told");
    else await ring(tx, "recipient.tell", row.id);
  });
}

/** What it says, to the address of today's map; where the map no longer names them, as it was. */
async function contentNow(
  tx: Transaction,
  asked: RequestRow,
  row: NoticeRow,
  before: ToldContent,
  key: Buffer,
): Promise<ToldContent> {
  const system = currentMap().systems.find((one) => one.id === row.systemId);
  const recipient = system?.recipients.find((one) => recipientSlug(one) === row.recipient);
  if (!system || !recipient) return before;
  const about = await aboutFor(tx, key, asked, { system, recipient, action: row.action });
  return { ...before, way: wayToTell(recipient), about: about.length > 0 ? about : before.about };
}

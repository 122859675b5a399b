import { and, eq, sql } from "drizzle-orm";
import { message } from "#drizzle/schema/dealing.ts";
import { outgoingMessage } from "#drizzle/schema/outgoing.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { newestNumber } from "../add.ts";
import { forgetDraft, keepDraft } from "../drafts.ts";
import { removeFiles } from "../keep-files.ts";
import { outgoingTo, work, writerOf } from "./prepare.ts";
import { hashOfOutgoing, type OutgoingRow, openOutgoing, type Way } from "./sealed.ts";

/** Seconds in which a message that is sent at once can still be taken back. */
export const secondsToUndo = 10;
/** Days ahead for which a message can be put off. */
const furthestDays = 90;

/** What the writer saw and when it is to go; `at` null: now. `hash`: of the preview, in hexadecimal digits. */
export type Confirming = { id: string; hash: string; at: Date | null };

/**
 * Lets a prepared message go, exactly as it was looked at: at once, with ten seconds to take it back, or at a time ahead.
 * Committed as due work. The same again is harmless. Throws HabeasError `conflict` where the mail would look different now
 * or somebody wrote meanwhile, `invalid` for a time that is over or too far, `step_up`, and the uniform `not_found`.
 */
export async function confirmMessage(actor: Actor, reference: string, confirming: Confirming): Promise<Date> {
  const writer = writerOf(actor);
  demandFresh(actor);
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, writer, reference, work);
    const row = await lockRequest(tx, seen.id);
    const found = await outgoingOf(tx, row, confirming.id);
    if (found.staffId !== writer.staffId) return notFound();
    if (found.state !== "prepared" && found.state !== "cancelled") return found.notBefore;
    return letGo(tx, actor, row, found, confirming);
  });
}

/** One outgoing message of a request. Throws the uniform `not_found`. */
export async function outgoingOf(tx: Transaction, row: RequestRow, id: string): Promise<OutgoingRow> {
  const [found] = await tx
    .select()
    .from(outgoingMessage)
    .where(and(eq(outgoingMessage.requestId, row.id), eq(outgoingMessage.id, rowId(id))))
    .for("update");
  return found ?? notFound();
}

/** Under the request's lock: checks that what was seen is what would go, and commits it as due work. */
export async function letGo(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  found: OutgoingRow,
  { hash, at }: Confirming,
): Promise<Date> {
  if (found.state === "cancelled")
    throw new HabeasError("conflict", "This message was taken back. Look at it again before you send it.");
  await mustBeAsSeen(tx, row, found, hash);
  const now = Date.now();
  if (at !== null && (at.getTime() <= now || at.getTime() > now + furthestDays * 86_400_000))
    throw new HabeasError("invalid", `Choose a time that lies ahead, at most ${furthestDays} days.`);
  const notBefore = at ?? new Date(now + secondsToUndo * 1000);
  await tx
    .update(outgoingMessage)
    .set({ state: "ready", confirmedAt: sql`now()`, notBefore })
    .where(eq(outgoingMessage.id, found.id));
  await audit(tx, row.id, actor, { kind: "message_confirmed", how: found.how, later: at !== null });
  await forgetDraft(tx, row.id, actor, "message");
  await ring(tx, "message.send", found.id);
  return notBefore;
}

async function mustBeAsSeen(
  tx: Transaction,
  row: RequestRow,
  found: OutgoingRow,
  hash: string,
): Promise<void> {
  const kept = openOutgoing(await keyOf(tx, row.id), found);
  const now = await outgoingTo(tx, row, kept);
  const seen = Buffer.from(hash, "hex");
  if (!hashOfOutgoing(row.id, found.how as Way, now).equals(seen) || !found.hash.equals(seen))
    throw new HabeasError(
      "conflict",
      "The message would look different now, for what is noted about the person has changed. Look at it again.",
    );
  const newest = await newestNumber(tx, row.id);
  if (newest !== found.seenNumber)
    throw new HabeasError(
      "conflict",
      `${await whoWrote(tx, row.id, newest)} wrote meanwhile. Read message ${newest}, then look at yours again.`,
    );
}

async function whoWrote(tx: Transaction, requestId: string, number: number): Promise<string> {
  const [last] = await tx
    .select({ side: message.side, name: staff.name })
    .from(message)
    .leftJoin(staff, eq(sql`'staff/' || ${staff.id}`, message.by))
    .where(and(eq(message.requestId, requestId), eq(message.number, number)));
  return last?.side === "staff" ? (last.name ?? "Somebody of staff") : "The person";
}

/**
 * Takes back a message that has not gone yet; its words become the draft of whoever takes it back. Throws HabeasError
 * `conflict` once it is on its way, and the uniform `not_found`.
 */
export async function takeBack(actor: Actor, reference: string, id: string): Promise<void> {
  const taken = await inTransaction(async (tx) => {
    const seen = await requestFor(tx, writerOf(actor), reference, work);
    const row = await lockRequest(tx, seen.id);
    const found = await outgoingOf(tx, row, id);
    if (found.state === "cancelled") return null;
    if (found.state !== "ready" && found.state !== "prepared")
      throw new HabeasError("conflict", "It is too late: the message is on its way.");
    await tx.update(outgoingMessage).set({ state: "cancelled" }).where(eq(outgoingMessage.id, found.id));
    if (found.state === "ready") await audit(tx, row.id, actor, { kind: "message_taken_back" });
    return openOutgoing(await keyOf(tx, row.id), found);
  });
  if (taken === null) return;
  await keepDraft(actor, reference, "message", taken.text);
  await removeFiles(taken.files);
}

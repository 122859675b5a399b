import { and, eq, gt } from "drizzle-orm";
import { message } from "#drizzle/schema/dealing.ts";
import { outgoingMessage } from "#drizzle/schema/outgoing.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayInWords } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { awayFromDesk } from "#lib/staff/away.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { addMessage } from "../add.ts";
import { outgoingTo, work } from "./prepare.ts";
import { hashOfOutgoing, type OutgoingRow, openOutgoing, type Way } from "./sealed.ts";

type Held = "person_wrote" | "changed" | "not_allowed" | "gone";

/**
 * Sends one confirmed message whose time has come: into the thread, with the mail that goes with it, in one transaction.
 * It is held back where the person wrote after it was looked at, where it would look different now, or where the writer
 * may no longer write; the writer is told.
 */
export async function sendOutgoing(id: string): Promise<void> {
  const lease = await claim("outgoing_message", id);
  if (!lease) return;
  try {
    await inTransaction((tx) => send(tx, lease));
  } catch (error) {
    if (error instanceof LeaseLost) return;
    log.warn({ err: error, outgoing: id }, "a message was not sent and is tried again");
    await giveBack(lease);
  } finally {
    lease.end();
  }
}

async function send(tx: Transaction, lease: Lease): Promise<void> {
  await stillOurs(tx, lease);
  const [found] = await tx
    .select({ one: outgoingMessage, reference: request.reference, writer: staff })
    .from(outgoingMessage)
    .innerJoin(request, eq(request.id, outgoingMessage.requestId))
    .innerJoin(staff, eq(staff.id, outgoingMessage.staffId))
    .where(eq(outgoingMessage.id, lease.id));
  if (!found) throw new LeaseLost();
  const { one, writer } = found;
  const actor = awayFromDesk(writer);
  const row = await lockRequest(tx, one.requestId);
  const held = await whyNot(tx, row, one, actor, writer.disabled);
  if (held !== null) return hold(tx, row, one, writer.email, held);
  const { subject, text, files } = openOutgoing(await keyOf(tx, row.id), one);
  const how = one.how as Way;
  const onceKey = `${row.id}/outgoing/${one.id}`;
  const number = await addMessage(tx, actor, row, {
    kind: "message",
    text,
    subject,
    how,
    kept: files,
    onceKey,
  });
  await tx.update(outgoingMessage).set({ state: "settled", number }).where(eq(outgoingMessage.id, one.id));
}

/** Somebody of staff as they stand now, without a session: what they may is asked again when their message goes. */
async function whyNot(
  tx: Transaction,
  row: RequestRow,
  one: OutgoingRow,
  actor: Actor,
  disabled: boolean,
): Promise<Held | null> {
  try {
    await requestFor(tx, actor, row.reference, work);
    if (disabled) return "not_allowed";
    const now = await outgoingTo(tx, row, openOutgoing(await keyOf(tx, row.id), one));
    if (!hashOfOutgoing(row.id, one.how as Way, now).equals(one.hash)) return "changed";
  } catch (error) {
    if (!(error instanceof HabeasError)) throw error;
    return error.code === "gone" ? "gone" : "not_allowed";
  }
  const after = and(
    eq(message.requestId, row.id),
    gt(message.number, one.seenNumber),
    eq(message.side, "person"),
  );
  const [wrote] = await tx.select({ number: message.number }).from(message).where(after).limit(1);
  return wrote === undefined ? null : "person_wrote";
}

const whyInWords: Record<Held, string> = {
  person_wrote: "the person wrote meanwhile",
  changed: "it would look different now",
  not_allowed: "the writer may no longer send it",
  gone: "what we held was destroyed",
};

async function hold(
  tx: Transaction,
  row: RequestRow,
  one: OutgoingRow,
  to: string,
  held: Held,
): Promise<void> {
  await tx.update(outgoingMessage).set({ state: "held", held }).where(eq(outgoingMessage.id, one.id));
  await audit(tx, row.id, { kind: "worker", requestId: row.id }, { kind: "message_held", why: held });
  if (held === "gone") return;
  const what = `Your message was held back and not sent, because ${whyInWords[held]}`;
  const vars = { reference: row.reference, what, due: dayInWords(row.safeDue, "en") };
  await owe(tx, row.id, "en", to, { kind: "staff_alert", vars });
}

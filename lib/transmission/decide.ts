import { and, desc, eq } from "drizzle-orm";
import { bundle } from "#drizzle/schema/task.ts";
import { transmission } from "#drizzle/schema/transmission.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { ring } from "#lib/jobs/queue.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";

export const reasonContext = (id: string) => `transmission/${id}/reason`;

/**
 * A member of staff has looked at where the data shall go and agrees: it is sent as soon as the whole bundle is there.
 * Throws HabeasError `conflict` where there is nothing to decide.
 */
export async function agreeTransmission(actor: Actor, reference: string, id: string): Promise<void> {
  demandFresh(actor);
  await decide(actor, reference, id, async (tx, row) => {
    await tx
      .update(transmission)
      .set({ stage: "agreed", decidedBy: actorName(actor), decidedAt: new Date() })
      .where(eq(transmission.id, id));
    await audit(tx, row.id, actor, { kind: "transmission_agreed" });
    await sendIfReady(tx, row.id);
  });
}

/**
 * Staff refuse it, with the reason that the person reads (it is not technically feasible, Art. 20(2), or the receiver is
 * not who the person thinks). Throws HabeasError `invalid` without a reason, `conflict` where there is nothing to decide.
 */
export async function refuseTransmission(
  actor: Actor,
  reference: string,
  id: string,
  reason: string,
): Promise<void> {
  const words = reason.trim();
  if (words.length < 10 || words.length > 2000) {
    throw new HabeasError("invalid", "Say in a sentence or two why it cannot be sent. The person reads it.");
  }
  await decide(actor, reference, id, async (tx, row) => {
    await tx
      .update(transmission)
      .set({
        stage: "refused",
        state: "settled",
        decidedBy: actorName(actor),
        decidedAt: new Date(),
        endedAt: new Date(),
        sealedReason: seal(await keyOf(tx, row.id), reasonContext(id), words),
      })
      .where(eq(transmission.id, id));
    await audit(tx, row.id, actor, { kind: "transmission_refused" });
    await tellPerson(tx, row, "not_transmitted");
  });
}

async function decide(
  actor: Actor,
  reference: string,
  id: string,
  run: (tx: Transaction, row: RequestRow) => Promise<void>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "release" });
    const locked = await lockRequest(tx, seen.id);
    const [open] = await tx
      .select({ id: transmission.id })
      .from(transmission)
      .where(
        and(eq(transmission.id, id), eq(transmission.requestId, locked.id), eq(transmission.stage, "asked")),
      );
    if (!open) throw new HabeasError("conflict", "There is nothing to decide here any more.");
    await run(tx, locked);
  });
}

/** Rings for what is agreed once a whole bundle exists; called when either of the two happens. */
export async function sendIfReady(tx: Transaction, requestId: string): Promise<void> {
  const [whole] = await tx
    .select({ number: bundle.number })
    .from(bundle)
    .where(and(eq(bundle.requestId, requestId), eq(bundle.state, "settled"), eq(bundle.partial, false)))
    .orderBy(desc(bundle.number))
    .limit(1);
  if (!whole) return;
  const due = await tx
    .update(transmission)
    .set({ state: "ready", bundle: whole.number })
    .where(
      and(
        eq(transmission.requestId, requestId),
        eq(transmission.stage, "agreed"),
        eq(transmission.state, "parked"),
      ),
    )
    .returning({ id: transmission.id });
  for (const one of due) await ring(tx, "transmission.send", one.id);
}

/** Mails the person how it ended. Where it went stands in no mail. */
export async function tellPerson(
  tx: Transaction,
  row: RequestRow,
  kind: "transmitted" | "not_transmitted",
): Promise<void> {
  const asked = await answersOf(tx, row);
  await owe(tx, row.id, row.language, asked.email, { kind, vars: { reference: row.reference } });
}

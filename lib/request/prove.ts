import { eq, inArray, sql } from "drizzle-orm";
import { challenge } from "#drizzle/schema/identity.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { parseReference } from "#lib/core/reference.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { checkCode, issueCode, mustHaveCodesLeft } from "#lib/identity/code.ts";
import { endPersonSession, openAccountSession, openPersonSession } from "#lib/identity/session.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { isTheirs } from "./access.ts";
import { lockDossier, startSisters } from "./dossier.ts";
import { lockRequest } from "./move.ts";
import { startRequest } from "./plan.ts";
import { answersIfKept } from "./sealed.ts";

/**
 * Owes one neutral mail with a code to the address that the request was filed with. Does the same work and says
 * the same whether or not the reference exists. Throws HabeasError `too_many` past the budget, `invalid`
 * without a browser token to bind the code to.
 */
export async function sendCode(actor: Asker, typedReference: string): Promise<void> {
  if (actor.browser === "")
    throw new HabeasError("invalid", "Your browser did not keep our cookie. Please allow it and try again.");
  const reference = parseReference(typedReference) ?? "unknown";
  await inTransaction(async (tx) => {
    const [row] = await tx.select().from(request).where(eq(request.reference, reference));
    // What has been destroyed on schedule is as unknown as what never was.
    const asked = row ? await answersIfKept(tx, row) : null;
    if (row) await spareMailbox(tx, row.mailboxToken);
    const issued = await issueCode(tx, reference, (asked && row?.id) ?? null, actor.browser);
    if (!row || !asked) return;
    await owe(tx, row.id, row.language, asked.email, {
      kind: "code",
      vars: { reference, code: issued.code, minutes: String(issued.minutes) },
    });
    await audit(tx, row.id, actor, { kind: "code_sent" });
  });
}

/**
 * Refuses one more code to a mailbox that has had its share, however many requests strangers file for it.
 * The same for every mailbox: it tells nothing about who is known.
 */
async function spareMailbox(tx: Transaction, mailboxToken: Buffer): Promise<void> {
  const most = environment().HABEAS_CODES_PER_HOUR;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${mailboxToken.toString("hex")}, 2))`);
  const theirs = tx.select({ id: request.id }).from(request).where(eq(request.mailboxToken, mailboxToken));
  await mustHaveCodesLeft(tx, inArray(challenge.requestId, theirs), { hour: most, day: 3 * most });
}

export type ProofVerdict =
  | { kind: "proven"; session: string; expiresAt: Date }
  | { kind: "wrong" }
  | { kind: "spent" };

/**
 * Tries a code. The right one opens a session for this request and, the first time, starts its work in the same
 * transaction, and that of everything else that was asked together from the same mailbox. It proves one mailbox and
 * nothing more: systems are asked by that mailbox only.
 */
export async function tryCode(actor: Asker, typedReference: string, code: string): Promise<ProofVerdict> {
  const reference = parseReference(typedReference) ?? "unknown";
  return inTransaction(async (tx) => {
    const verdict = await checkCode(tx, reference, actor.browser, code.slice(0, 40));
    if (verdict.kind !== "right") {
      const [row] = verdict.counted
        ? await tx.select().from(request).where(eq(request.reference, reference))
        : [];
      if (row) await audit(tx, row.id, actor, { kind: "code_wrong" });
      return { kind: verdict.kind };
    }
    const [seen] = await tx.select().from(request).where(eq(request.id, verdict.requestId));
    if (!seen) return { kind: "wrong" };
    await lockDossier(tx, seen.dossierId);
    const row = await lockRequest(tx, seen.id);
    const proof = { at: new Date(), how: "code_by_mail" };
    await audit(tx, row.id, actor, { kind: "identity_proven", how: proof.how });
    if (row.status === "received") await startRequest(tx, row, actor, proof);
    await startSisters(tx, row, actor, proof);
    // The session before is over: what was copied of it opens nothing.
    await endPersonSession(actor, tx);
    const opened =
      actor.kind === "account" && isTheirs(actor, row)
        ? await openAccountSession(tx, actor.accountId)
        : await openPersonSession(tx, row.id);
    return { kind: "proven", ...opened };
  });
}

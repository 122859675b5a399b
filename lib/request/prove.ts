import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { challenge } from "#drizzle/schema/identity.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { nobodyAt } from "#lib/core/nobody.ts";
import type { ProofHow } from "#lib/core/proof.ts";
import { parseReference } from "#lib/core/reference.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { giveTryBack, takeTry } from "#lib/identity/breaker.ts";
import {
  type CodeSubject,
  type CodeVerdict,
  checkCode,
  checkLink,
  hasLiveCode,
  issueCode,
  linkIsOfHere,
  mustHaveCodesLeft,
} from "#lib/identity/code.ts";
import {
  endPersonSession,
  type Opening,
  openAccountSession,
  openPersonSession,
} from "#lib/identity/session.ts";
import { owe, oweNobody } from "#lib/jobs/outbox.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { filedHere, isTheirs, requestFor } from "./access.ts";
import { lockDossier, startSisters } from "./dossier.ts";
import { lockRequest } from "./move.ts";
import { startRequest } from "./plan.ts";
import { answersIfKept, type RequestRow } from "./sealed.ts";

/** Codes that are kept for the browser that filed a request, when strangers have had all the others sent. */
const ownShare = 4;

const subjectOf = (reference: string): CodeSubject => ({ kind: "reference", of: reference });

/**
 * Owes one neutral mail with a code and a link to the address that the request was filed with. Does the same work and
 * says the same whether or not the reference exists. Throws HabeasError `too_many` past the budget, `invalid`
 * without a browser token to bind the code to.
 */
export async function sendCode(actor: Asker, typedReference: string): Promise<void> {
  mustKeepCookies(actor);
  const reference = parseReference(typedReference) ?? "unknown";
  await inTransaction(async (tx) => {
    const [row] = await tx.select().from(request).where(eq(request.reference, reference));
    // What has been destroyed on schedule is as unknown as what never was.
    const asked = row ? await answersIfKept(tx, row) : null;
    // Strangers can have codes sent, but never so many that none is left for whoever filed it.
    const more = row && filedHere(row, actor.browser) ? ownShare : 0;
    await spareMailbox(tx, row?.mailboxToken ?? tokenOf("email", reference), row?.verifiedAt ? more : 0);
    const issued = await issueCode(
      tx,
      subjectOf(reference),
      actor.browser,
      // A code proves the mailbox that it was sent to, and no address that was put in its place since.
      asked && row ? { requestId: row.id, sealed: row.mailboxToken } : {},
      { hour: 8 + more, day: 30 + more },
    );
    const { code, link } = issued;
    const owed = { kind: "code", vars: { reference, code, link, minutes: String(issued.minutes) } } as const;
    if (!row || !asked) {
      await logNobody(tx, actor);
      return oweNobody(tx, nobodyAt(reference), owed);
    }
    await owe(tx, row.id, row.language, asked.email, owed);
    await audit(tx, row.id, actor, { kind: "code_sent" });
  });
}

/**
 * As many statements as a known reference costs more, with nothing left of them: its key is read twice and an event is
 * chained. Over 500 pairs an unknown one was 8 % sooner without it.
 */
async function logNobody(tx: Transaction, actor: Asker): Promise<void> {
  await tx.execute(sql`savepoint nobody`);
  await audit(tx, randomUUID(), actor, { kind: "code_sent" });
  await tx.execute(sql`rollback to savepoint nobody`);
}

function mustKeepCookies(actor: Asker): void {
  if (actor.browser === "")
    throw new HabeasError("invalid", "Your browser did not keep our cookie. Please allow it and try again.");
}

/**
 * Refuses one more code to a mailbox that has had its share, however many requests strangers file for it.
 * The same for every mailbox: it tells nothing about who is known.
 */
async function spareMailbox(tx: Transaction, mailboxToken: Buffer, more: number): Promise<void> {
  const most = environment().HABEAS_CODES_PER_HOUR;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${mailboxToken.toString("hex")}, 2))`);
  const theirs = tx.select({ id: request.id }).from(request).where(eq(request.mailboxToken, mailboxToken));
  const budget = { hour: most + more, day: 3 * most + more };
  await mustHaveCodesLeft(tx, inArray(challenge.requestId, theirs), budget);
}

/** `paused`: too many wrong codes are typed by everybody together; the link in the mail works. */
export type ProofVerdict =
  | { kind: "proven"; session: string; expiresAt: Date }
  | { kind: "wrong" }
  | { kind: "spent" }
  | { kind: "paused" };

/**
 * Tries a code. The right one opens a session for this request and, the first time, starts its work in the same
 * transaction, and that of everything else that was asked together from the same mailbox. It proves one mailbox and
 * nothing more: systems are asked by that mailbox only.
 */
export async function tryCode(
  actor: Asker,
  typedReference: string,
  code: string,
  device = "",
): Promise<ProofVerdict> {
  const reference = parseReference(typedReference) ?? "unknown";
  const subject = subjectOf(reference);
  if ((await hasLiveCode(database(), subject, actor.browser)) && !(await takeTry()))
    return { kind: "paused" };
  const verdict = await inTransaction(async (tx) => {
    const checked = await checkCode(tx, subject, actor.browser, code.slice(0, 40));
    return proveBy(tx, actor, reference, checked, { how: "code_by_mail", device });
  });
  if (verdict.kind === "proven") await giveTryBack();
  return verdict;
}

/** The same by the secret of the mail's link, in the browser that asked for it. It cannot be guessed, and costs no try. */
export async function tryLink(
  actor: Asker,
  typedReference: string,
  link: string,
  device = "",
): Promise<ProofVerdict> {
  const reference = parseReference(typedReference) ?? "unknown";
  return inTransaction(async (tx) => {
    const checked = await checkLink(tx, subjectOf(reference), actor.browser, link);
    return proveBy(tx, actor, reference, checked, { how: "link_by_mail", device });
  });
}

/** Whether the link of a mail was asked for in this browser. Looking changes nothing. */
export async function linkIsMine(actor: Asker, typedReference: string, link: string): Promise<boolean> {
  const reference = parseReference(typedReference) ?? "unknown";
  return linkIsOfHere(database(), subjectOf(reference), actor.browser, link);
}

async function proveBy(
  tx: Transaction,
  actor: Asker,
  reference: string,
  verdict: CodeVerdict,
  opening: Opening & { how: ProofHow },
): Promise<ProofVerdict> {
  if (verdict.kind !== "right") {
    const [row] = verdict.counted
      ? await tx.select().from(request).where(eq(request.reference, reference))
      : [];
    if (row) await audit(tx, row.id, actor, { kind: "code_wrong" });
    return { kind: verdict.kind };
  }
  if (verdict.requestId === null) return { kind: "wrong" };
  const [seen] = await tx.select().from(request).where(eq(request.id, verdict.requestId));
  if (!seen) return { kind: "wrong" };
  if (!verdict.sealed?.equals((await lockInDossier(tx, seen)).mailboxToken)) return { kind: "wrong" };
  // Pressing a link proves the mailbox of whoever asks; where they ask for somebody else it is not that one's yes.
  const how = (await answersIfKept(tx, seen))?.who === "self" ? opening.how : "code_by_mail";
  const row = await startByProof(tx, actor, seen, { at: new Date(), how });
  // The session before is over: what was copied of it opens nothing.
  await endPersonSession(actor, tx);
  const opened =
    actor.kind === "account" && isTheirs(actor, row)
      ? await openAccountSession(tx, actor.accountId, opening)
      : await openPersonSession(tx, row.id, opening);
  return { kind: "proven", ...opened };
}

async function lockInDossier(tx: Transaction, seen: RequestRow): Promise<RequestRow> {
  await lockDossier(tx, seen.dossierId);
  return lockRequest(tx, seen.id);
}

async function startByProof(
  tx: Transaction,
  actor: Asker,
  seen: RequestRow,
  proof: { at: Date; how: ProofHow },
): Promise<RequestRow> {
  const row = await lockInDossier(tx, seen);
  if (actor.kind === "account") await giveToProver(tx, actor.accountId, row);
  await audit(tx, row.id, actor, { kind: "identity_proven", how: proof.how });
  if (row.status === "received") await startRequest(tx, row, actor, proof);
  await startSisters(tx, row, actor, proof);
  return row;
}

/** What signing in has proven is the account's that signed in, and not the account's that had filed it. */
async function giveToProver(tx: Transaction, accountId: string, row: RequestRow): Promise<void> {
  const sameProof = and(eq(request.mailboxToken, row.mailboxToken), eq(request.status, "received"));
  await tx
    .update(request)
    .set({ accountId })
    .where(and(eq(request.dossierId, row.dossierId), sameProof));
}

/**
 * Whoever is signed in says that a request under their proven mailbox is theirs: it starts without a further code. It
 * never starts by itself, because anybody can type an address. Throws the uniform `not_found` to everybody else.
 */
export async function confirmAsAccount(actor: Asker, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
    const vouched = actor.kind === "account" && actor.mailboxToken?.equals(row.mailboxToken);
    if (actor.kind !== "account" || !vouched)
      throw new HabeasError("forbidden", "Please type the code from our mail.");
    await startByProof(tx, actor, row, { at: actor.provenAt, how: actor.how });
  });
}

import { and, desc, eq, gt, or, type SQL, sql } from "drizzle-orm";
import { account } from "#drizzle/schema/account.ts";
import { personSession } from "#drizzle/schema/identity.ts";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { type ProofHow, proofHow } from "#lib/core/proof.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import { derivedKey, open, seal, tokenOf } from "#lib/vault/seal.ts";
import type { Mailbox } from "./canonical.ts";

export type AccountActor = Extract<Actor, { kind: "account" }>;

/** What an account is known by: a proven mailbox, or issuer and subject of the company's own login. */
export type AccountProof =
  | { kind: "mailbox"; mailbox: Mailbox }
  | {
      kind: "sign_in";
      issuer: string;
      subject: string;
      /** Only where the login vouches for it. */
      mailbox: Mailbox | null;
      /** What else the login tells of the person: identifiers by their kind, like a customer number. */
      known: { kind: string; value: string }[];
      name: string;
    };

const contextOf = (kind: string, token: Buffer) => `account/${kind}/${token.toString("hex")}`;

/**
 * The account of what was just proven, made where there is none. Somebody who signs in and somebody who proves the
 * same mailbox stay two accounts: they see the same requests by the mailbox, and nothing is linked by it.
 */
export async function accountOf(tx: Queryable, proof: AccountProof): Promise<string> {
  const named = proof.kind === "mailbox" ? proof.mailbox : `${proof.issuer}\u0000${proof.subject}`;
  const mailboxToken = proof.mailbox === null ? null : tokenOf("email", proof.mailbox);
  const token = tokenOf(`account_${proof.kind}`, named);
  const sealed = seal(derivedKey("account"), contextOf(proof.kind, token), JSON.stringify(proof));
  const known = { mailboxToken, sealed, lastProvenAt: sql`now()` };
  const [row] = await tx
    .insert(account)
    .values({ kind: proof.kind, token, ...known })
    .onConflictDoUpdate({ target: [account.kind, account.token], set: known })
    .returning({ id: account.id });
  if (!row) throw new HabeasError("unavailable", "You could not be signed in. Please try again.");
  return row.id;
}

/** What the account has proven, opened. Throws the uniform `not_found` where it is gone. */
export async function readAccount(actor: AccountActor, tx: Queryable = database()): Promise<AccountProof> {
  const [row] = await tx.select().from(account).where(eq(account.id, actor.accountId));
  if (!row) return notFound();
  const before = { context: `account/${row.kind}` };
  const text = open(derivedKey("account"), contextOf(row.kind, row.token), row.sealed, before);
  return JSON.parse(text) as AccountProof;
}

/** Every request that an account may see, newest first; `lib/request/access.ts` decides the same for each. */
export async function accountRequests(
  actor: AccountActor,
  tx: Queryable = database(),
): Promise<(typeof request.$inferSelect)[]> {
  return tx
    .select()
    .from(request)
    .where(or(filed(actor), theirs(actor)))
    .orderBy(desc(request.receivedAt), request.reference);
}

const filed = (actor: AccountActor): SQL => eq(request.accountId, actor.accountId);

/** Those that it has proven: what it only filed may be somebody else's, and so are the sessions for it. */
const theirs = (actor: AccountActor): SQL | undefined =>
  or(
    and(filed(actor), eq(request.verifiedHow, "sign_in")),
    actor.mailboxToken === null ? undefined : eq(request.mailboxToken, actor.mailboxToken),
  );

/** A session that is open now. */
export type SessionView = {
  id: string;
  device: string;
  how: ProofHow;
  provenAt: Date;
  expiresAt: Date;
  /** The one that is asking. */
  here: boolean;
  /** Of one request only, by its reference. */
  reference: string | null;
};

/** The sessions that are open for an account, newest first, with those of its single requests. */
export async function sessionsOf(actor: AccountActor, tx: Queryable = database()): Promise<SessionView[]> {
  const rows = await tx
    .select({ session: personSession, reference: request.reference })
    .from(personSession)
    .leftJoin(request, eq(request.id, personSession.requestId))
    .where(and(gt(personSession.expiresAt, sql`now()`), ours(actor)))
    .orderBy(desc(personSession.provenAt));
  return rows.map(({ session, reference }) => ({
    id: session.id,
    device: session.device,
    how: proofHow(session.how),
    provenAt: session.provenAt,
    expiresAt: session.expiresAt,
    here: session.id === actor.sessionId,
    reference,
  }));
}

const ours = (actor: AccountActor): SQL =>
  sql`(${personSession.accountId} = ${actor.accountId} or ${personSession.requestId} in (select id from request where ${theirs(actor)}))`;

/** Ends one of the account's sessions. Throws the uniform `not_found` for a foreign one and for none. */
export async function endSession(actor: AccountActor, id: string): Promise<void> {
  const ended = await database()
    .delete(personSession)
    .where(and(eq(personSession.id, rowId(id)), ours(actor)))
    .returning({ id: personSession.id });
  if (ended.length === 0) notFound();
}

/** Ends every session of the account, on every device, this one too. Returns how many. */
export async function endSessions(actor: AccountActor): Promise<number> {
  const ended = await database().delete(personSession).where(ours(actor)).returning({ id: personSession.id });
  return ended.length;
}

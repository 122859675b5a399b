import { and, eq, gt, sql } from "drizzle-orm";
import { account } from "#drizzle/schema/account.ts";
import { personSession } from "#drizzle/schema/identity.ts";
import type { Actor, Asker } from "#lib/core/actor.ts";
import { type ProofHow, proofHow } from "#lib/core/proof.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import { database, type Queryable } from "#lib/db/database.ts";

const minutes = 30;

/** What a session was opened by: how it was proven, and on what device in two words. */
export type Opening = { how?: ProofHow; device?: string };

/** The cookie's secret, given once, and when it ends. It is never renewed without a new proof. */
export type OpenedSession = { session: string; expiresAt: Date };

/** Opens thirty minutes in which one browser is the person of one request. Returns the cookie's secret once. */
export function openPersonSession(
  tx: Queryable,
  requestId: string,
  opening: Opening = {},
): Promise<OpenedSession> {
  return openSession(tx, { requestId, ...opening });
}

/** Opens thirty minutes in which one browser is an account, over all its requests. A new proof makes a new session. */
export function openAccountSession(
  tx: Queryable,
  accountId: string,
  opening: Opening = {},
): Promise<OpenedSession> {
  return openSession(tx, { accountId, ...opening });
}

async function openSession(
  tx: Queryable,
  of: Opening & ({ requestId: string } | { accountId: string }),
): Promise<OpenedSession> {
  const session = newToken();
  const [row] = await tx
    .insert(personSession)
    .values({
      ...of,
      tokenHash: hashOf(session),
      expiresAt: sql`now() + make_interval(mins => ${minutes})`,
    })
    .returning();
  if (!row) throw new Error("the session was not stored");
  return { session, expiresAt: row.expiresAt };
}

/** Who holds these cookies: a person or an account while their session lasts, otherwise a visitor. */
export async function actorOf(cookies: {
  browser: string | undefined;
  person: string | undefined;
}): Promise<Asker> {
  const browser = cookies.browser ?? "";
  if (!cookies.person) return { kind: "visitor", browser };
  const [found] = await database()
    .select({ session: personSession, mailboxToken: account.mailboxToken })
    .from(personSession)
    .leftJoin(account, eq(account.id, personSession.accountId))
    .where(and(eq(personSession.tokenHash, hashOf(cookies.person)), gt(personSession.expiresAt, sql`now()`)));
  if (!found) return { kind: "visitor", browser };
  const { id: sessionId, requestId, accountId, provenAt, how } = found.session;
  if (requestId !== null) return { kind: "person", requestId, sessionId, provenAt, browser };
  if (accountId === null) return { kind: "visitor", browser };
  const { mailboxToken } = found;
  return { kind: "account", accountId, sessionId, provenAt, how: proofHow(how), mailboxToken, browser };
}

/** Ends a session now. */
export async function endPersonSession(actor: Actor, tx: Queryable = database()): Promise<void> {
  if (actor.kind !== "person" && actor.kind !== "account") return;
  await tx.delete(personSession).where(eq(personSession.id, actor.sessionId));
}

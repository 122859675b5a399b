import { and, eq, gt, sql } from "drizzle-orm";
import { personSession } from "#drizzle/schema/identity.ts";
import type { Actor } from "#lib/core/actor.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import { database, type Queryable } from "#lib/db/database.ts";

const minutes = 30;

/** Opens thirty minutes in which one browser is the person of one request. Returns the cookie's secret once. */
export async function openPersonSession(
  tx: Queryable,
  requestId: string,
): Promise<{ session: string; expiresAt: Date }> {
  const session = newToken();
  const [row] = await tx
    .insert(personSession)
    .values({
      tokenHash: hashOf(session),
      requestId,
      expiresAt: sql`now() + make_interval(mins => ${minutes})`,
    })
    .returning();
  if (!row) throw new Error("the session was not stored");
  return { session, expiresAt: row.expiresAt };
}

/** Who holds these cookies: a person while their session lasts, otherwise a visitor. */
export async function actorOf(cookies: {
  browser: string | undefined;
  person: string | undefined;
}): Promise<Extract<Actor, { kind: "visitor" | "person" }>> {
  if (cookies.person) {
    const [row] = await database()
      .select()
      .from(personSession)
      .where(
        and(eq(personSession.tokenHash, hashOf(cookies.person)), gt(personSession.expiresAt, sql`now()`)),
      );
    if (row) {
      return {
        kind: "person",
        requestId: row.requestId,
        sessionId: row.id,
        provenAt: row.provenAt,
        browser: cookies.browser ?? "",
      };
    }
  }
  return { kind: "visitor", browser: cookies.browser ?? "" };
}

/** Ends a session now. */
export async function endPersonSession(actor: Actor, tx: Queryable = database()): Promise<void> {
  if (actor.kind !== "person") return;
  await tx.delete(personSession).where(eq(personSession.id, actor.sessionId));
}

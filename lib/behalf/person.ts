import { and, eq, inArray, sql } from "drizzle-orm";
import { behalf } from "#drizzle/schema/behalf.ts";
import { personSession } from "#drizzle/schema/identity.ts";
import { request } from "#drizzle/schema/request.ts";
import { bundle, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { freshMap } from "#lib/map/current.ts";
import { whatHasBegun } from "#lib/request/cancel.ts";
import { endFee } from "#lib/request/clocks/fee.ts";
import { move } from "#lib/request/move.ts";
import { allows, type RequestStatus } from "#lib/request/moves.ts";
import { answersIfKept } from "#lib/request/sealed.ts";
import { beginAll, giveTo } from "./begin.ts";
import { tellAsker } from "./decide.ts";
import { deletePapersOf } from "./papers.ts";
import { type BehalfStanding, locked, type Reached, requestsOf } from "./reach.ts";

/** What the person sees behind the link in their mail. Whoever holds the link reads the mailbox it was sent to. */
export type AskedOfPerson = {
  asker: { name: string; email: string };
  rights: Right[];
  state: "open" | "accepted" | "refused" | "revoked";
  said: "yes" | "no" | null;
  /** Whether the answer would go to the agent. */
  toAgent: boolean;
  /** Whether everything is over, so that a no changes nothing any more. */
  over: boolean;
};

async function behind(tx: Queryable, token: string): Promise<Reached> {
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) return notFound();
  const [stands] = await tx
    .select()
    .from(behalf)
    .where(eq(behalf.linkHash, hashOf(token)));
  if (stands?.relation !== "agent") return notFound();
  const [row] = await tx.select().from(request).where(eq(request.id, stands.requestId));
  return row ? { row, stands } : notFound();
}

/** Throws HabeasError `not_found` for a link that leads nowhere, or whose request was destroyed on schedule. */
export async function readAskedOfPerson(token: string): Promise<AskedOfPerson> {
  const { row, stands } = await behind(database(), token);
  const asked = await answersIfKept(database(), row);
  if (!asked?.asker) return notFound();
  const rows = await requestsOf(database(), stands);
  return {
    asker: { name: asked.asker.name, email: asked.asker.email },
    rights: rows.map(({ right }) => right as Right),
    state: stands.state as AskedOfPerson["state"],
    said: stands.personSaid as AskedOfPerson["said"],
    toAgent: stands.answerTo === "asker",
    over: rows.every(({ endedAt }) => endedAt !== null),
  };
}

/**
 * The person answers what an agent asks in their name. A yes shows the authority and proves their mailbox at once, and
 * begins the work; the answer goes to them. A no ends it, at any time: what is not out is cancelled, and what is out is
 * for the person alone.
 */
export async function answerAsPerson(actor: Actor, token: string, said: "yes" | "no"): Promise<void> {
  await freshMap();
  const decided = await inTransaction(async (tx) => {
    const seen = await behind(tx, token);
    const reached = await locked(tx, seen.row);
    return said === "yes" ? agree(tx, actor, reached) : decline(tx, actor, reached);
  });
  if (decided) await deletePapersOf(actor, decided);
}

async function agree(
  tx: Transaction,
  actor: Actor,
  { row, stands }: Reached,
): Promise<BehalfStanding | null> {
  const theirs = { personSaid: "yes", personSaidAt: sql`now()` };
  if (stands.state === "accepted") {
    await tx.update(behalf).set(theirs).where(eq(behalf.id, stands.id));
    return null;
  }
  const [accepted] = await tx
    .update(behalf)
    .set({ ...theirs, state: "accepted", how: "person", decidedAt: sql`now()`, decidedBy: null })
    .where(eq(behalf.id, stands.id))
    .returning();
  if (!accepted) return notFound();
  await audit(tx, row.id, actor, { kind: "authority_accepted", how: "person", to: accepted.answerTo });
  await tellAsker(tx, row, "behalf_accepted");
  await beginAll(tx, actor, accepted, "link_by_mail");
  return accepted;
}

async function decline(
  tx: Transaction,
  actor: Actor,
  { row, stands }: Reached,
): Promise<BehalfStanding | null> {
  if (stands.state === "revoked") return null;
  const rows = await requestsOf(tx, stands);
  // First back to the person: nothing that is said from here on goes to the agent.
  if (stands.answerTo === "asker") await giveTo(tx, stands, "person");
  const [revoked] = await tx
    .update(behalf)
    .set({
      state: "revoked",
      personSaid: "no",
      personSaidAt: sql`now()`,
      answerTo: "person",
      decidedAt: sql`now()`,
    })
    .where(eq(behalf.id, stands.id))
    .returning();
  if (!revoked) return notFound();
  await audit(tx, row.id, actor, { kind: "authority_revoked" });
  await tellAsker(tx, row, "behalf_revoked");
  for (const one of rows) await stop(tx, actor, one);
  return revoked;
}

/** Cancels what can still be cancelled; what is out already stays, for the person alone. */
async function stop(tx: Transaction, actor: Actor, row: typeof request.$inferSelect): Promise<void> {
  const unbuilt = and(eq(bundle.requestId, row.id), inArray(bundle.state, ["ready", "running"]));
  await tx.update(bundle).set({ state: "failed" }).where(unbuilt);
  await tx.delete(personSession).where(eq(personSession.requestId, row.id));
  // What cannot be undone has begun: it is brought to its end, and answered to the person.
  if (!allows("cancel", row.status as RequestStatus) || (await whatHasBegun(tx, row.id)) !== null) return;
  await move(tx, row.id, "cancel", actor, { kind: "cancelled" });
  await endFee(tx, actor, row.id);
  await tx.update(task).set({ state: "settled", outcome: "cancelled" }).where(eq(task.requestId, row.id));
}

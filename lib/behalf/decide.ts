import { eq, sql } from "drizzle-orm";
import { behalf } from "#drizzle/schema/behalf.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { freshMap } from "#lib/map/current.ts";
import { personLink } from "#lib/request/for-other.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { beginAll, giveTo } from "./begin.ts";
import { deletePapersOf, hasPaper } from "./papers.ts";
import { type BehalfStanding, reachedByStaff, requestsOf } from "./reach.ts";

/** Hours in which the person can say no before an answer goes to an agent (threat DSR-27). */
const vetoHours = 72;

export type Acceptance = { how: "paper" | "declaration"; to: "person" | "asker"; reason: string };

export const reasonContext = (behalfId: string) => `behalf/${behalfId}/reason`;

/**
 * A member of staff finds that the asker may ask. Work begins; the paper is deleted, and what is kept is who accepted it,
 * when, how and why. An answer goes to an agent only where the paper says so, and not before the person had 72 hours to
 * say no. Throws HabeasError `invalid` without a reason or a paper, `conflict` where it is decided already.
 */
export async function acceptAuthority(actor: Actor, reference: string, given: Acceptance): Promise<void> {
  await freshMap();
  const decided = await inTransaction(async (tx) => {
    const { row, stands } = await reachedByStaff(tx, actor, reference);
    const staffId = mustBeOpen(actor, stands);
    const reason = mustSayWhy(given.reason);
    if (stands.relation === "agent" && given.how !== "paper")
      throw new HabeasError("invalid", "An agent needs a signed paper, or the person’s own yes.");
    if (given.how === "paper" && !(await hasPaper(tx, stands)))
      throw new HabeasError("invalid", "There is no paper to accept. Ask for one.");
    const toAgent = stands.relation === "agent" && given.to === "asker";
    if (toAgent && stands.wantedTo !== "asker")
      throw new HabeasError("invalid", "The agent did not say that the paper lets the answer go to them.");
    const accepted = await write(tx, stands, {
      state: "accepted",
      how: given.how,
      decidedBy: staffId,
      sealedReason: await sealedReason(tx, stands, reason),
      ...(toAgent ? { answerTo: "asker", holdUntil: sql`now() + make_interval(hours => ${vetoHours})` } : {}),
    });
    await audit(tx, row.id, actor, { kind: "authority_accepted", how: given.how, to: accepted.answerTo });
    await tellAsker(tx, row, "behalf_accepted");
    if (toAgent) {
      await tellPerson(tx, row, stands);
      await giveTo(tx, stands, "asker");
    }
    await beginAll(tx, actor, accepted, "document");
    return accepted;
  });
  await deletePapersOf(actor, decided);
}

/** Staff find that what was shown is not enough. The asker is told what else works; the paper is deleted. */
export async function refuseAuthority(actor: Actor, reference: string, reason: string): Promise<void> {
  const decided = await inTransaction(async (tx) => {
    const { row, stands } = await reachedByStaff(tx, actor, reference);
    const staffId = mustBeOpen(actor, stands);
    const refused = await write(tx, stands, {
      state: "refused",
      how: null,
      decidedBy: staffId,
      sealedReason: await sealedReason(tx, stands, mustSayWhy(reason)),
    });
    await audit(tx, row.id, actor, { kind: "authority_refused" });
    await tellAsker(tx, row, "behalf_refused");
    return refused;
  });
  await deletePapersOf(actor, decided);
}

/** Second thoughts, until an answer is out: nothing is released before it is decided again. */
export async function reopenAuthority(actor: Actor, reference: string, reason: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { row, stands } = await reachedByStaff(tx, actor, reference);
    if (actor.kind !== "staff") return notFound();
    if (stands.state !== "accepted" || stands.how === "person")
      throw new HabeasError("conflict", "There is no decision of staff to take back.");
    const sisters = await requestsOf(tx, stands);
    if (sisters.some(({ status }) => ["preparing", "ready", "closed"].includes(status)))
      throw new HabeasError("conflict", "The answer is out, so this can no longer be taken back.");
    const opened = await write(tx, stands, {
      state: "open",
      how: null,
      decidedBy: actor.staffId,
      sealedReason: await sealedReason(tx, stands, mustSayWhy(reason)),
      paperAt: null,
      ...(stands.relation === "agent" ? { answerTo: "person", holdUntil: null } : {}),
    });
    await audit(tx, row.id, actor, { kind: "authority_reopened" });
    if (opened.relation === "agent" && stands.answerTo === "asker") await giveTo(tx, opened, "person");
    await tellAsker(tx, row, "behalf_refused");
  });
}

function mustBeOpen(actor: Actor, stands: BehalfStanding): string {
  if (actor.kind !== "staff") return notFound();
  if (stands.state === "revoked")
    throw new HabeasError("conflict", "The person said no. Only they can change that.");
  if (stands.state === "accepted") throw new HabeasError("conflict", "Somebody has decided this already.");
  return actor.staffId;
}

function mustSayWhy(reason: string): string {
  const said = reason.trim().slice(0, 2000);
  if (said.length < 10) throw new HabeasError("invalid", "Write in a sentence what you looked at, and why.");
  return said;
}

async function sealedReason(tx: Transaction, stands: BehalfStanding, reason: string): Promise<Buffer> {
  return seal(await keyOf(tx, stands.requestId), reasonContext(stands.id), reason);
}

type Change = Omit<Partial<typeof behalf.$inferInsert>, "holdUntil"> & { holdUntil?: unknown };

async function write(tx: Transaction, stands: BehalfStanding, change: Change): Promise<BehalfStanding> {
  const [written] = await tx
    .update(behalf)
    .set({ ...(change as Partial<typeof behalf.$inferInsert>), decidedAt: sql`now()` })
    .where(eq(behalf.id, stands.id))
    .returning();
  return written ?? notFound();
}

type ToAsker = "behalf_accepted" | "behalf_refused" | "behalf_revoked";

/** Tells whoever asked how it stands, at their own address. */
export async function tellAsker(tx: Transaction, row: RequestRow, kind: ToAsker): Promise<void> {
  const { asker } = await answersOf(tx, row);
  if (!asker) return;
  await owe(tx, row.id, row.language, asker.email, { kind, vars: { reference: row.reference } });
}

/** Tells the person, at the address that we know them by, that the answer goes to the agent unless they say no. */
async function tellPerson(tx: Transaction, row: RequestRow, stands: BehalfStanding): Promise<void> {
  const { email } = await answersOf(tx, row);
  await owe(tx, row.id, row.language, email, {
    kind: "behalf_to_agent",
    vars: { link: personLink(stands.id) },
  });
}

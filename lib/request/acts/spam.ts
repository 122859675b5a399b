import { and, desc, eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { spamProposal } from "#drizzle/schema/request-acts.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { requestFor } from "../access.ts";
import { lockRequest, move } from "../move.ts";
import { oweOnce } from "../owe-once.ts";
import type { RequestRow } from "../sealed.ts";
import { keepSentBack } from "./send-back.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

/** What spam is: nobody's request. Whoever is only rude, or asks often, is not. */
export const spamReasons = ["advertising", "machine", "nonsense", "attack"] as const;
export type SpamReason = (typeof spamReasons)[number];

/** Why a request cannot be closed as spam; null where it can. */
export function whyNotSpam(row: Pick<RequestRow, "status" | "verifiedAt">): string | null {
  if (row.status === "received" && row.verifiedAt === null) return null;
  return row.verifiedAt !== null
    ? "Somebody proved who they are, so this is a request. It can only be refused by a decision, with its reason."
    : "Only what nobody has proven yet can be closed as spam. Refuse this one by a decision, with its reason.";
}

/** Proposes to close a request as spam: nothing is closed and nobody told before a second person agrees. */
export async function proposeSpam(actor: Staff, reference: string, typed: string): Promise<void> {
  const why = spamReasons.find((one) => one === typed);
  if (!why) throw new HabeasError("invalid", "Choose what kind of spam it is.");
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const row = await lockRequest(tx, seen.id);
    const not = whyNotSpam(row);
    if (not !== null) throw new HabeasError("conflict", not);
    if (await openProposal(tx, row.id))
      throw new HabeasError("conflict", "It is proposed already. A second person decides.");
    await tx.insert(spamProposal).values({ requestId: row.id, proposedBy: actor.staffId, why });
    await audit(tx, row.id, actor, { kind: "spam", step: "proposed", why });
  });
}

/** Takes a proposal back before anybody agreed: whoever made it, or anybody who works on requests. */
export async function withdrawSpam(actor: Staff, reference: string): Promise<void> {
  await decide(actor, reference, "work", "withdrawn", async () => {});
}

/** What the second person saw, the id of the proposal, and why they do not agree; either may be left out. */
type Seen = { seen?: string; note?: string };

/**
 * The second person: agrees, then the request is closed and its sender told how to go on if it was no spam; or keeps it.
 * Throws HabeasError `forbidden` to whoever proposed it, `conflict` where it was proven meanwhile, `step_up`.
 */
export async function decideSpam(
  actor: Staff,
  reference: string,
  agree: boolean,
  { seen, note }: Seen = {},
): Promise<void> {
  if (agree) demandFresh(actor);
  await decide(actor, reference, "approve", agree ? "approved" : "rejected", async (row, proposal, tx) => {
    if (seen !== undefined && seen !== proposal.id)
      throw new HabeasError("conflict", "This is another proposal than the one you saw. Look at it again.");
    if (proposal.proposedBy === actor.staffId)
      throw new HabeasError("forbidden", "You proposed it. Another person decides.");
    if (!agree && note !== undefined)
      await keepSentBack(tx, actor, row, { author: `staff/${proposal.proposedBy}`, note });
    if (!agree) return;
    const not = whyNotSpam(row);
    if (not !== null) throw new HabeasError("conflict", not);
  });
}

async function decide(
  actor: Staff,
  reference: string,
  action: "work" | "approve",
  step: "approved" | "rejected" | "withdrawn",
  check: (row: RequestRow, proposal: typeof spamProposal.$inferSelect, tx: Transaction) => Promise<void>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: action });
    const row = await lockRequest(tx, seen.id);
    const proposal = await openProposal(tx, row.id);
    if (!proposal) throw new HabeasError("conflict", "Nothing is proposed any more: somebody decided it.");
    await check(row, proposal, tx);
    await tx
      .update(spamProposal)
      .set({ state: step, decidedBy: actor.staffId, decidedAt: new Date() })
      .where(eq(spamProposal.id, proposal.id));
    const event = { kind: "spam", step, why: proposal.why } as const;
    if (step !== "approved") return audit(tx, row.id, actor, event);
    await move(tx, row.id, "lapse", actor, event);
    await tx.update(request).set({ spamAt: new Date() }).where(eq(request.id, row.id));
    await tellSender(tx, row);
  });
}

/** One such mail for an address and day: whoever sends us many in somebody's name must not flood that mailbox through us. */
async function tellSender(tx: Transaction, row: RequestRow): Promise<void> {
  const once = `spam/${row.mailboxToken.toString("base64url")}/${companyToday()}`;
  await oweOnce(tx, row, once, { kind: "closed_spam", vars: { reference: row.reference } });
}

async function openProposal(db: Queryable, requestId: string) {
  const [found] = await db
    .select()
    .from(spamProposal)
    .where(and(eq(spamProposal.requestId, requestId), eq(spamProposal.state, "proposed")));
  return found;
}

/** The newest proposal to close a request as spam, as the desk shows it. */
export type SpamView = { state: string; why: SpamReason; by: string; at: Date; mine: boolean };

export async function spamOf(db: Queryable, actor: Staff, requestId: string): Promise<SpamView | null> {
  const [found] = await db
    .select({ one: spamProposal, name: staff.name })
    .from(spamProposal)
    .innerJoin(staff, eq(staff.id, spamProposal.proposedBy))
    .where(eq(spamProposal.requestId, requestId))
    .orderBy(desc(spamProposal.createdAt))
    .limit(1);
  if (!found) return null;
  const { state, why, createdAt: at, proposedBy } = found.one;
  return { state, why: why as SpamReason, by: found.name, at, mine: proposedBy === actor.staffId };
}

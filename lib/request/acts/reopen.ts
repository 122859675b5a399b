import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { requestLink } from "#drizzle/schema/request-acts.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { freshMap } from "#lib/map/current.ts";
import { requestFor } from "../access.ts";
import { type Channel, isStaffChannel } from "../channels.ts";
import { chooseLaws } from "../clocks/frozen-laws.ts";
import { confirmReceipt } from "../confirm-receipt.ts";
import { lockDossier, sistersOf, startProven } from "../dossier.ts";
import { insertRequest } from "../file.ts";
import { lockRequest } from "../move.ts";
import { startRequest } from "../plan.ts";
import { mustHaveLawOn, type Receipt, receiptNow } from "../receipt.ts";
import { answersIfKept, type RequestRow } from "../sealed.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

/**
 * Why a request is taken up again. our_mistake: it should not have been closed, so its day of receipt counts; asked_again:
 * the person came back by `channel`, and it is received today.
 */
export type Reopening = { why: "our_mistake" } | { why: "asked_again"; channel: string };

/**
 * Takes up what is over: a new request, linked with the old one, with the same answers. What is final stays final, because
 * the person was told so; the days are those of the first asking where closing it was our mistake. Returns its reference.
 * Throws HabeasError `conflict` where it is open, or was taken up already, and `gone` once its answers were destroyed.
 */
export async function reopenRequest(actor: Staff, reference: string, wish: Reopening): Promise<string> {
  await freshMap();
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    await lockDossier(tx, seen.dossierId);
    const old = await lockRequest(tx, seen.id);
    if (old.endedAt === null && old.status !== "ready")
      throw new HabeasError("conflict", "This request is open. There is nothing to take up again.");
    if (old.aboutId !== null)
      throw new HabeasError(
        "conflict",
        "An appeal or a complaint is filed anew from the request it is about.",
      );
    await mustBeFirst(tx, old);
    const asked = await answersIfKept(tx, old);
    if (asked === null)
      throw new HabeasError(
        "gone",
        "What was asked has been deleted, as it is after some time. Log the request anew instead.",
      );
    const receipt = receiptOf(old, wish);
    const { place } = old;
    const right = old.right as Right;
    const residence = old.residence as "claimed" | "evidenced";
    mustHaveLawOn({ right, place, received: receipt.day });
    const row = await insertRequest(tx, actor, {
      asked,
      onceKey: randomUUID(),
      receipt,
      dossierId: old.dossierId,
      laws: chooseLaws({ right, place, residence, received: receipt.day }),
      place: { place, residence },
    });
    await tx
      .insert(requestLink)
      .values({ fromId: row.id, toId: old.id, kind: "reopened", by: actor.staffId });
    await audit(tx, row.id, actor, { kind: "reopened_from", with: old.reference, why: wish.why });
    await audit(tx, old.id, actor, { kind: "reopened_as", with: row.reference });
    const { verifiedAt, verifiedHow } = old;
    if (!needsProof(right)) await startRequest(tx, row, actor);
    else if (wish.why === "our_mistake" && verifiedAt && verifiedHow)
      await startProven(tx, row, actor, { at: verifiedAt, how: verifiedHow });
    else await confirmReceipt(tx, row, actor);
    return row.reference;
  });
}

function receiptOf(old: RequestRow, wish: Reopening): Receipt {
  if (wish.why === "our_mistake") {
    const { receivedAt: at, receivedDay: day, datedDay: dated } = old;
    return { at, day, dated, channel: old.channel as Channel };
  }
  if (!isStaffChannel(wish.channel)) throw new HabeasError("invalid", "Choose how the person came back.");
  return receiptNow(wish.channel, new Date());
}

/** Nobody else took it up, and the same right is not being answered for this person already. */
async function mustBeFirst(tx: Transaction, old: RequestRow): Promise<void> {
  const [again] = await tx
    .select({ reference: request.reference })
    .from(requestLink)
    .innerJoin(request, eq(request.id, requestLink.fromId))
    .where(and(eq(requestLink.toId, old.id), eq(requestLink.kind, "reopened"), isNull(request.endedAt)));
  const open = (await sistersOf(tx, old)).find(
    (one) => one.right === old.right && one.endedAt === null && one.status !== "ready",
  );
  const goesOn = again?.reference ?? open?.reference;
  if (goesOn) throw new HabeasError("conflict", `It goes on as ${goesOn} already.`);
}

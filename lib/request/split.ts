import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { freshMap } from "#lib/map/current.ts";
import { requestFor } from "./access.ts";
import type { Channel, StaffChannel } from "./channels.ts";
import { chooseLaws } from "./clocks/frozen-laws.ts";
import { confirmReceipt } from "./confirm-receipt.ts";
import { lockDossier, sistersOf, startProven } from "./dossier.ts";
import { type Filed, filedAs, insertRequest } from "./file.ts";
import { startRequest } from "./plan.ts";
import { mustHaveLawOn, receiptNow } from "./receipt.ts";
import { answersOf, type RequestRow } from "./sealed.ts";

/** What a message asks for besides. `sameMessage`: with its receipt; else it was added, and is received today. */
export type Split =
  | { rights: readonly Right[]; sameMessage: true }
  | { rights: readonly Right[]; sameMessage: false; channel: StaffChannel };

/** Rights that are asked with a message; an appeal and a complaint are about a decision and have ways of their own. */
const splittable = (right: Right): boolean => right !== "appeal" && right !== "complaint";

/**
 * Makes further requests of what one message asks for, in the same dossier, with the same answers and each with laws and
 * clocks of its own. A mailbox that was proven with the first is proven for these. Throws HabeasError `conflict` where a
 * right was asked for already, `invalid` with the reason otherwise; then nothing is written.
 */
export async function splitRequest(actor: Actor, reference: string, split: Split): Promise<Filed[]> {
  await freshMap();
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    await lockDossier(tx, seen.dossierId);
    const [first] = await tx.select().from(request).where(eq(request.id, seen.id)).for("update");
    if (!first) throw new HabeasError("not_found", "There is no such request.");
    const rights = [...new Set(split.rights)];
    if (rights.length === 0) throw new HabeasError("invalid", "Choose what the message asks for besides.");
    if (!rights.every(splittable) || !splittable(first.right as Right))
      throw new HabeasError("invalid", "An appeal or a complaint is about a decision and is filed from it.");
    await mustBeNew(tx, first, rights, split.sameMessage);
    const filed: Filed[] = [];
    for (const right of rights) filed.push(filedAs(await splitOff(tx, actor, first, right, split)));
    await audit(tx, first.id, actor, { kind: "split_into", rights });
    return filed;
  });
}

async function splitOff(
  tx: Transaction,
  actor: Actor,
  first: RequestRow,
  right: Right,
  split: Split,
): Promise<RequestRow> {
  const now = new Date();
  const receipt = split.sameMessage
    ? {
        at: first.receivedAt,
        day: first.receivedDay,
        dated: first.datedDay,
        channel: first.channel as Channel,
      }
    : receiptNow(split.channel, now);
  const { place } = first;
  const residence = first.residence as "claimed" | "evidenced";
  mustHaveLawOn({ right, place, received: receipt.day });
  const row = await insertRequest(tx, actor, {
    asked: { ...(await answersOf(tx, first)), right },
    onceKey: randomUUID(),
    receipt,
    dossierId: first.dossierId,
    laws: chooseLaws({ right, place, residence, received: receipt.day }),
    place: { place, residence },
  });
  const { channel, day } = receipt;
  await audit(tx, row.id, actor, { kind: "logged_by_staff", channel, receivedDay: day });
  const { verifiedAt, verifiedHow } = first;
  if (!needsProof(right)) await startRequest(tx, row, actor);
  else if (verifiedAt && verifiedHow) await startProven(tx, row, actor, { at: verifiedAt, how: verifiedHow });
  else await confirmReceipt(tx, row, actor);
  return row;
}

/** The same right is not asked for twice by one message, nor again while it is being answered. */
async function mustBeNew(
  tx: Transaction,
  first: RequestRow,
  rights: readonly Right[],
  sameMessage: boolean,
): Promise<void> {
  const asked = [first, ...(await sistersOf(tx, first))].filter((one) =>
    sameMessage
      ? one.receivedAt.getTime() === first.receivedAt.getTime() && one.status !== "lapsed"
      : one.endedAt === null && one.status !== "ready",
  );
  const twice = asked.find((one) => rights.includes(one.right as Right));
  if (twice) throw new HabeasError("conflict", `That was asked for already: it is ${twice.reference}.`);
}

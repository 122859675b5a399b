import { and, eq, isNull, ne } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import type { Residence } from "#lib/law/choose.ts";
import { needsProof } from "#lib/law/rights.ts";
import { companyToday } from "#lib/map/today.ts";
import { chooseLaws, chosenByStaff, type FrozenLaw, frozenLaws, ownPolicy } from "./clocks/frozen-laws.ts";
import { keepClocks } from "./clocks/keep.ts";
import { confirmReceipt } from "./confirm-receipt.ts";
import { insertRequest } from "./file.ts";
import { lockRequest } from "./move.ts";
import { startRequest } from "./plan.ts";
import type { Receipt } from "./receipt.ts";
import { answersOf, type RequestRow } from "./sealed.ts";

type About = "appeal" | "complaint";

/** An appeal or a complaint about a request, in the person's words. */
export type SaidAbout = {
  right: About;
  text: string;
  receipt: Receipt;
  laws: readonly FrozenLaw[];
  onceKey: string;
  /** How it is known that it comes from the person; a complaint needs none. */
  proof: { at: Date; how: string } | null;
  evidence?: { evidence: string; whyOld: string | null };
};

/** Requests about another one that nobody has answered yet. */
export function openAbout(db: Queryable, about: RequestRow, right: About): Promise<RequestRow[]> {
  return db
    .select()
    .from(request)
    .where(
      and(
        eq(request.aboutId, about.id),
        eq(request.right, right),
        isNull(request.endedAt),
        ne(request.status, "ready"),
      ),
    );
}

/** The decision that a person can turn against: an answer, whole or not, or a refusal. */
export const isDecided = (row: RequestRow): boolean => row.answeredDay !== null || row.refusedDay !== null;

/** The laws that hear an appeal against a decision: those of the request itself that know one, as in force on that day. */
export async function lawsOfAppeal(db: Queryable, row: RequestRow, received: Day): Promise<FrozenLaw[]> {
  const known = (await frozenLaws(db, row.id)).filter(({ regime }) => regime?.appeal);
  return known.flatMap((one) => {
    try {
      const [now] = chooseLaws({ right: "appeal", place: row.place, received, only: [one.law] });
      return now?.regime?.appeal ? [{ ...now, reason: one.reason }] : [];
    } catch (error) {
      if (error instanceof HabeasError) return [];
      throw error;
    }
  });
}

/** The laws that hear a complaint about a request; the company's own promise where none does. */
export async function lawsOfComplaint(db: Queryable, row: RequestRow, received: Day): Promise<FrozenLaw[]> {
  const asked = {
    right: "complaint" as const,
    place: row.place,
    residence: row.residence as Residence,
    received,
  };
  const chosen = chosenByStaff(await frozenLaws(db, row.id));
  if (chosen === undefined) return chooseLaws(asked);
  const heard = chosen.flatMap((law) => {
    try {
      return chooseLaws({ ...asked, only: [law] });
    } catch (error) {
      if (error instanceof HabeasError) return [];
      throw error;
    }
  });
  return heard.length > 0 ? heard : [ownPolicy];
}

/**
 * Files an appeal or a complaint as a request of its own in the same dossier, starts it, and tells the clocks of what it
 * is about. Under the dossier's lock.
 */
export async function fileAbout(
  tx: Transaction,
  actor: Actor,
  seen: RequestRow,
  said: SaidAbout,
): Promise<RequestRow> {
  const { right, text, receipt, laws, proof, onceKey, evidence } = said;
  const original = await lockRequest(tx, seen.id);
  const asked = await answersOf(tx, original);
  const row = await insertRequest(tx, actor, {
    asked: { ...asked, right, scope: "some", details: text, wrong: "", correct: "" },
    onceKey,
    receipt,
    dossierId: original.dossierId,
    aboutId: original.id,
    laws,
    place: { place: original.place, residence: original.residence },
    ...(evidence ? { evidence } : {}),
  });
  const filed = right === "appeal" ? "appeal_filed" : "complaint_filed";
  await audit(tx, original.id, actor, { kind: filed });
  await audit(tx, row.id, actor, { kind: filed });
  if (evidence) {
    const { channel, day: receivedDay } = receipt;
    await audit(tx, row.id, actor, { kind: "logged_by_staff", channel, receivedDay });
  }
  const cause = right === "appeal" ? "appealed" : "complained";
  await keepClocks(tx, original, { cause, actor, today: companyToday() });
  if (proof) await startRequest(tx, row, actor, proof);
  else if (needsProof(right)) await confirmReceipt(tx, row, actor);
  else await startRequest(tx, row, actor);
  return row;
}

import { asc, eq, inArray } from "drizzle-orm";
import {
  erasure,
  erasureChunk,
  erasureReceipt,
  erasureReplay,
  erasureSystem,
  retained,
} from "#drizzle/schema/erasure.ts";
import { rectification, rectificationReceipt, rectificationSystem } from "#drizzle/schema/rectification.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { RequestRow } from "#lib/request/sealed.ts";

/** What was erased and corrected: who approved which hash, what was done where, the proof by asking again, and receipts. */
export async function actsOf(tx: Transaction, { id, reference }: RequestRow) {
  const plans = await tx.select().from(erasure).where(eq(erasure.requestId, id)).orderBy(asc(erasure.number));
  const systems = await tx.select().from(erasureSystem).where(eq(erasureSystem.requestId, id));
  const rows = systems.map((one) => one.id);
  const chunks =
    rows.length === 0
      ? []
      : await tx
          .select()
          .from(erasureChunk)
          .where(inArray(erasureChunk.systemRow, rows))
          .orderBy(asc(erasureChunk.systemRow), asc(erasureChunk.number));
  const receipts =
    rows.length === 0
      ? []
      : await tx.select().from(erasureReceipt).where(inArray(erasureReceipt.systemRow, rows));
  const replays =
    rows.length === 0
      ? []
      : await tx.select().from(erasureReplay).where(inArray(erasureReplay.systemRow, rows));
  const stays = await tx.select().from(retained).where(eq(retained.requestId, id));
  const corrections = await tx
    .select({ plan: rectification, system: rectificationSystem, receipt: rectificationReceipt })
    .from(rectification)
    .leftJoin(rectificationSystem, eq(rectificationSystem.rectificationId, rectification.id))
    .leftJoin(rectificationReceipt, eq(rectificationReceipt.systemRow, rectificationSystem.id))
    .where(eq(rectification.requestId, id));
  const systemOf = (row: string) => systems.find((one) => one.id === row)?.systemId ?? null;
  return {
    erasures: plans.map((plan) => ({
      reference,
      number: plan.number,
      state: plan.state,
      cause: plan.cause,
      as_of: plan.asOf,
      made_by: plan.madeBy,
      sha256_of_what_was_approved: plan.hash?.toString("hex") ?? null,
      first_approval: { by: plan.firstBy, at: plan.firstAt },
      second_approval: { by: plan.secondBy, at: plan.secondAt },
      waited_until: plan.waitUntil,
      started_at: plan.startedAt,
      ended_at: plan.endedAt,
      totals: plan.totals,
      systems: systems
        .filter((one) => one.erasureId === plan.id)
        .map((one) => ({
          system: one.systemId,
          phase: one.phase,
          outcome: one.outcome,
          steps: one.steps,
          rows_planned: one.rows,
          rows_changed: one.changed,
          rows_gone: one.gone,
          asked_again_at: one.provenAt,
          rows_still_there: one.standing,
          rows_that_came_back: one.returned,
          mentions: one.mentions,
          mentions_accepted: one.accepted,
          by_hand_by: one.byHandBy,
          short_transactions: chunks
            .filter((chunk) => chunk.systemRow === one.id)
            .map(({ previous, hash, systemRow: _, ...chunk }) => ({
              ...chunk,
              previous: previous.toString("hex"),
              hash: hash.toString("hex"),
            })),
        })),
      stays: stays
        .filter((one) => systems.some((s) => s.id === one.systemRow && s.erasureId === plan.id))
        .map(({ systemId, collection, ground, until, rows: count, state }) => ({
          systemId,
          collection,
          ground,
          until,
          rows: count,
          state,
        })),
    })),
    rectifications: [...new Map(corrections.map(({ plan }) => [plan.id, plan])).values()].map((plan) => ({
      reference,
      number: plan.number,
      kind: plan.kind,
      state: plan.state,
      made_by: plan.madeBy,
      sha256_of_what_was_approved: plan.hash?.toString("hex") ?? null,
      first_by: plan.firstBy,
      second_by: plan.secondBy,
      totals: plan.totals,
      systems: corrections.flatMap(({ plan: { id: of }, system }) =>
        of === plan.id && system
          ? [{ system: system.systemId, phase: system.phase, outcome: system.outcome, counts: system.counts }]
          : [],
      ),
    })),
    receipts: [
      ...receipts.map((one) => receiptLine(reference, "erasure", systemOf(one.systemRow), one)),
      ...replays.map((one) => receiptLine(reference, "erasure_replay", systemOf(one.systemRow), one)),
      ...corrections.flatMap(({ system, receipt }) =>
        receipt ? [receiptLine(reference, "rectification", system?.systemId ?? null, receipt)] : [],
      ),
    ],
  };
}

/** A receipt as it was signed: Ed25519 over the UTF-8 bytes of `body`. */
function receiptLine(
  reference: string,
  about: string,
  system: string | null,
  { body, signature, keyId }: { body: string; signature: Buffer; keyId: string },
) {
  return { reference, about, system, body, signature: signature.toString("base64"), keyId };
}

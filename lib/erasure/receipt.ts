import type { Day } from "#lib/core/day.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { signText } from "#lib/vault/sign.ts";
import type { Proof } from "./prove.ts";
import type { ErasureRow, SystemRow } from "./work.ts";

export type Outcome = "erased" | "nothing_held" | "kept" | "by_hand";

/** What a receipt says, before it is signed: counts, grounds and times. It names nobody. */
export function receiptBody(
  erasure: ErasureRow,
  row: SystemRow,
  title: string,
  done: { proof: Proof; outcome: Outcome; evidence: Buffer; undoUntil: Day | null },
) {
  const { proof, outcome, evidence, undoUntil } = done;
  return {
    format: "habeas-erasure-receipt/1",
    erasure: erasure.id,
    number: erasure.number,
    plan: erasure.hash?.toString("hex") ?? "",
    approved: [erasure.firstAt, erasure.secondAt].map((at) => at?.toISOString() ?? ""),
    system: row.systemId,
    title,
    begun: row.startedAt?.toISOString() ?? "",
    outcome,
    records: {
      planned: row.rows,
      left_to_others: row.released,
      changed: row.changed,
      gone_already: row.gone,
      ...proof.acted,
    },
    steps: row.steps
      .filter((step) => step.rows > 0)
      .map((step) => ({ collection: step.collection, act: step.act, records: step.rows })),
    kept: proof.kept,
    // Until the end of this day the company keeps what was removed, encrypted apart, and can put it back.
    can_be_put_back_until: undoUntil,
    recheck: {
      at: proof.at.toISOString(),
      standing: proof.standing,
      returned: proof.returned,
      mentions: proof.mentions,
      accepted: row.accepted ?? [],
    },
    evidence: { chunks: row.chunks, head: evidence.toString("hex") },
  };
}

/** A receipt as it is kept: the exact text, and the signature over it. */
export function signedReceipt(body: ReturnType<typeof receiptBody>) {
  const text = canonical(body);
  return { body: text, ...signText(text) };
}

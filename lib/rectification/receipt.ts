import type { CellCounts } from "#drizzle/schema/rectification.ts";
import type { OpenCell } from "#lib/request/rectification-cell.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { signText } from "#lib/vault/sign.ts";
import type { PlanRow, SystemRow } from "./load.ts";
import type { Proof } from "./prove.ts";
import type { RectificationOutcome } from "./views.ts";

/** What is done in one system, before it is signed. */
export type Done = {
  outcome: Exclude<RectificationOutcome, "dropped">;
  proof: Proof;
  counts: CellCounts;
  /** Cells as they stand after the re-query. */
  cells: readonly OpenCell[];
  evidence: Buffer;
};

/** What a receipt says: counts, places and times. It names nobody and holds no value. Signed, as it is kept. */
export function signedReceipt(plan: PlanRow, row: SystemRow, title: string, done: Done) {
  const { outcome, proof, counts, cells, evidence } = done;
  const text = canonical({
    format: "habeas-rectification-receipt/1",
    rectification: plan.id,
    number: plan.number,
    kind: plan.kind,
    plan: plan.hash?.toString("hex") ?? "",
    approved: [plan.firstAt, plan.secondAt].flatMap((at) => (at ? [at.toISOString()] : [])),
    system: row.systemId,
    title,
    begun: row.startedAt?.toISOString() ?? "",
    outcome,
    values: { asked: cells.length - counts.left, ...counts },
    places: cells
      .filter((cell) => cell.state !== "left")
      .map(({ collection, field, state, derived, hand }) => ({ collection, field, state, derived, hand })),
    recheck: { at: proof.at.toISOString(), differing: proof.differing },
    evidence: { entries: row.entries, head: evidence.toString("hex") },
  });
  return { body: text, ...signText(text) };
}

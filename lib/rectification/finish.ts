import { eq, inArray, sql } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import {
  type CellCounts,
  rectification,
  rectificationCell,
  rectificationReceipt,
  rectificationSystem,
} from "#drizzle/schema/rectification.ts";
import { audit } from "#lib/audit/append.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { System } from "#lib/map/schema.ts";
import { tellRecipients } from "#lib/recipient/tell.ts";
import type { CellRow } from "#lib/request/rectification-cell.ts";
import { type OpenCell, openCell } from "#lib/request/rectification-cell.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { hashOfText } from "#lib/vault/sign.ts";
import { evidenceHead } from "./evidence.ts";
import { cellsOf, type PlanRow, systemsOf } from "./load.ts";
import { countsOf } from "./propose.ts";
import type { Proof } from "./prove.ts";
import { type Done, signedReceipt } from "./receipt.ts";
import { commitWork, type SystemWork, untroubled } from "./work.ts";

/** Writes down what the re-query read: outcome, signed receipt and what recipients must know, in one transaction. */
export async function finishSystem(work: SystemWork, system: System, proof: Proof): Promise<void> {
  await commitWork(work, async (tx, { request, plan }) => {
    await writeReads(tx, work, proof);
    const cells = (await cellsOf(tx, work.row.id)).map((cell) => openCell(work.key, cell));
    const counts = countsOf(cells);
    const outcome = outcomeOf(counts, proof.differing);
    const [row] = await tx
      .update(rectificationSystem)
      .set({
        ...untroubled,
        state: "settled",
        phase: "done",
        outcome,
        counts,
        differing: proof.differing,
        provenAt: proof.at,
        endedAt: sql`now()`,
      })
      .where(eq(rectificationSystem.id, work.row.id))
      .returning();
    if (!row) throw new Error("a system was not written");
    const evidence = await evidenceHead(tx, row.id);
    const receipt = signedReceipt(plan, row, system.title, { outcome, proof, counts, cells, evidence });
    await tx.insert(rectificationReceipt).values({ systemRow: row.id, ...receipt });
    await audit(tx, row.requestId, work.actor, {
      kind: "rectification_system_done",
      number: plan.number,
      system: row.systemId,
      outcome,
      changed: counts.changed,
      differing: proof.differing,
      receipt: hashOfText(receipt.body),
    });
    await tellOfChanges(tx, request, plan, system, cells);
    await endIfDone(tx, plan, work);
  });
}

/** What the machine read of each value; what somebody did by hand counts as done once it reads so. */
async function writeReads(tx: Transaction, work: SystemWork, { reads }: Proof): Promise<void> {
  for (const cell of await cellsOf(tx, work.row.id)) {
    const read = reads.get(cell.id);
    if (read === undefined) continue;
    const done =
      read === "wanted" && cell.hand === "done" && (cell.state === "by_hand" || cell.state === "refused");
    await tx
      .update(rectificationCell)
      .set({ reads: read, ...(done ? { state: "changed", why: null, changedAt: sql`now()` } : {}) })
      .where(eq(rectificationCell.id, cell.id));
  }
}

function outcomeOf(counts: CellCounts, differing: number): Done["outcome"] {
  const open = counts.conflict + counts.refused + counts.by_hand;
  if (open === 0 && differing === 0) return counts.changed > 0 ? "corrected" : "nothing_to_correct";
  if (counts.changed > 0) return "partly";
  if (counts.refused > 0) return "refused";
  return counts.by_hand > 0 ? "by_hand" : "partly";
}

/** Whoever was given the data is told what it says now. An undone correction is told as another one. */
async function tellOfChanges(
  tx: Transaction,
  request: RequestRow,
  plan: PlanRow,
  system: System,
  cells: readonly OpenCell[],
): Promise<void> {
  const changed = cells.filter((cell) => cell.state === "changed" && cell.collection !== null);
  const byCollection = Map.groupBy(changed, (cell) => cell.collection ?? "");
  // Where somebody is given a part of the system, nobody is told of another part.
  const apart = system.recipients.some((one) => one.collections !== undefined);
  const groups = apart ? [...byCollection.values()] : changed.length > 0 ? [changed] : [];
  for (const [index, group] of groups.entries()) {
    const lines = group.map((cell) => `${labelOf(system, cell)}: ${cell.wanted ?? "(nothing)"}`);
    const collections = [...new Set(group.map((cell) => cell.collection ?? ""))];
    await tellRecipients(tx, request, {
      action: "correct",
      systems: [{ systemId: system.id, collections }],
      detail: [...new Set(lines)].join("\n"),
      wave: plan.number * mostCollections + index,
    });
  }
}

/** More collections than any system has: each plan has that many numbers of its own. */
const mostCollections = 1_000;

const labelOf = (system: System, cell: OpenCell): string =>
  system.collections.find((one) => one.name === cell.collection)?.fields[cell.field ?? ""]?.label ?? "";

async function endIfDone(tx: Transaction, plan: PlanRow, { actor }: SystemWork): Promise<void> {
  const rows = await systemsOf(tx, plan.id);
  if (rows.some((row) => row.state !== "settled")) return;
  await tx
    .update(rectification)
    .set({ state: "done", endedAt: sql`now()` })
    .where(eq(rectification.id, plan.id));
  const cells = (await Promise.all(rows.map((row) => cellsOf(tx, row.id)))).flat();
  await settleCorrections(tx, plan, cells);
  await audit(tx, plan.requestId, actor, {
    kind: "rectification_done",
    number: plan.number,
    changed: cells.filter((cell) => cell.state === "changed").length,
    differing: rows.reduce((sum, row) => sum + (row.differing ?? 0), 0),
  });
}

/**
 * A correction is done once nothing of it is left in conflict: what a system refused, or people could not do, is told as
 * it is. What was undone waits again for somebody to say what becomes of it.
 */
async function settleCorrections(tx: Transaction, plan: PlanRow, cells: readonly CellRow[]): Promise<void> {
  const open = new Set(cells.filter((cell) => cell.state === "conflict").map((cell) => cell.correctionId));
  const done = plan.kind === "undo" ? [] : plan.corrections.filter((id) => !open.has(id));
  const again = plan.corrections.filter((id) => !done.includes(id));
  for (const [ids, state] of [
    [done, "done"],
    [again, "granted"],
  ] as const) {
    if (ids.length === 0) continue;
    await tx
      .update(correction)
      .set({ state, endedAt: state === "done" ? sql`now()` : null })
      .where(inArray(correction.id, [...ids]));
  }
}

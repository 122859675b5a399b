import type { Corrector } from "#connectors/correct.ts";
import { database } from "#lib/db/database.ts";
import type { System } from "#lib/map/schema.ts";
import { type OpenCell, openCell } from "#lib/request/rectification-cell.ts";
import { cellsOfRow } from "./cells-for.ts";
import { readRows } from "./list-system.ts";
import { cellsOf } from "./load.ts";
import { same } from "./shape/matching.ts";
import type { CellView } from "./views.ts";
import { grantedWishes } from "./wish.ts";
import type { SystemWork } from "./work.ts";

export type Reading = NonNullable<CellView["reads"]>;

/** What the re-query found, by code that shares nothing with what planned and did it. */
export type Proof = {
  at: Date;
  /** What each cell says now that a machine can read. */
  reads: ReadonlyMap<string, Reading>;
  /** Values of the plan that are not as they should be, and disputed ones that stand where the plan knew none. */
  differing: number;
};

/**
 * Reads everything again after the last write: row by row by their keys, and the person's facts once more by who they are.
 */
export async function proofOf(
  work: SystemWork,
  corrector: Corrector | undefined,
  system: System,
): Promise<Proof> {
  const cells = (await cellsOf(database(), work.row.id)).map((cell) => openCell(work.key, cell));
  const at = new Date();
  // What is not the person's any more is not read again.
  const meant = cells.filter((cell) => cell.state !== "left" && cell.state !== "gone");
  if (!corrector) return { at, reads: new Map(), differing: meant.length };
  const reads = await readAgain(corrector, system, meant);
  const unread = meant.filter((cell) => !reads.has(cell.id) || reads.get(cell.id) === "other").length;
  const stale = meant.filter((cell) => reads.get(cell.id) === "before" && cell.before !== cell.wanted).length;
  return { at, reads, differing: unread + stale + (await disputedAnew(work, corrector, system, cells)) };
}

async function readAgain(
  corrector: Corrector,
  system: System,
  cells: readonly OpenCell[],
): Promise<Map<string, Reading>> {
  const readable = cells.filter(
    (cell) => cell.at !== null && cell.collection !== null && cell.field !== null,
  );
  const rows = [...Map.groupBy(readable, (cell) => cell.rowNo).values()];
  const now = await corrector.now(
    rows.map((of) => ({
      collection: of[0]?.collection ?? "",
      row: of[0]?.at?.row ?? [],
      fields: [...new Set(of.map((cell) => cell.field ?? ""))],
    })),
  );
  const reads = new Map<string, Reading>();
  for (const [index, of] of rows.entries()) {
    for (const cell of of) reads.set(cell.id, readingOf(system, cell, now[index] ?? null));
  }
  return reads;
}

function readingOf(system: System, cell: OpenCell, row: Record<string, string | null> | null): Reading {
  if (row === null) return "gone";
  const value = row[cell.field ?? ""] ?? null;
  if (value === cell.wanted) return "wanted";
  if (value === cell.before) return "before";
  // Some systems answer in their own writing of what they were given.
  const about = system.collections.find((one) => one.name === cell.collection)?.fields[cell.field ?? ""]
    ?.fact;
  const alike =
    about !== undefined &&
    value !== null &&
    cell.wanted !== null &&
    same(about, value, cell.wanted, system.country) &&
    (cell.before === null || !same(about, value, cell.before, system.country));
  return alike ? "wanted" : "other";
}

/** Disputed values in rows that the plan does not know: they came after it was made. */
async function disputedAnew(
  work: SystemWork,
  corrector: Corrector,
  system: System,
  cells: readonly OpenCell[],
): Promise<number> {
  if (work.plan.kind === "undo") return 0;
  const known = new Set(cells.map((cell) => JSON.stringify([cell.collection, cell.at?.row, cell.field])));
  const wishes = await grantedWishes(database(), work.row.requestId, work.plan.corrections, work.key);
  const { fields, rows } = await readRows(work, corrector, system, wishes);
  return wishes
    .filter((one) => one.why === null)
    .flatMap((one) => rows.flatMap((row) => cellsOfRow(system, fields, one, row)))
    .filter((cell) => cell.disputed && (cell.state === "planned" || cell.state === "by_hand"))
    .filter((cell) => !known.has(JSON.stringify([cell.collection, cell.at?.row, cell.field]))).length;
}

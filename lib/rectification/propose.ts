import { eq } from "drizzle-orm";
import { type CellCounts, cellStates, rectification } from "#drizzle/schema/rectification.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import type { CellRow } from "#lib/request/rectification-cell.ts";
import { openCell } from "#lib/request/rectification-cell.ts";
import { canonical, hashOfValue } from "#lib/vault/canonical.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, tokenOf } from "#lib/vault/seal.ts";
import { cellsOf, type PlanRow, systemsOf } from "./load.ts";

/** How many cells are in each state. */
export function countsOf(cells: readonly Pick<CellRow, "state">[]): CellCounts {
  const count = (state: string) => cells.filter((cell) => cell.state === state).length;
  return Object.fromEntries(cellStates.map((state) => [state, count(state)])) as CellCounts;
}

/** After a system has listed its part: the last one makes the whole a proposal, with the hash that people approve. */
export async function proposeIfComplete(tx: Transaction, plan: PlanRow, actor: Actor): Promise<void> {
  const rows = await systemsOf(tx, plan.id);
  if (plan.state !== "planning" || rows.some((row) => row.phase === "plan")) return;
  const weighed = await weigh(tx, plan);
  await tx
    .update(rectification)
    .set({ state: "proposed", ...weighed })
    .where(eq(rectification.id, plan.id));
  await audit(tx, plan.requestId, actor, {
    kind: "rectification_proposed",
    number: plan.number,
    hash: weighed.hash.toString("hex"),
    changing: weighed.totals.planned,
    byHand: weighed.totals.by_hand,
  });
}

/** What is approved of a plan as its cells stand now: hash, counts, and whether people are found by what changes. */
export async function weigh(
  tx: Queryable,
  plan: Pick<PlanRow, "id" | "requestId" | "kind">,
): Promise<{ hash: Buffer; totals: CellCounts; identifies: boolean }> {
  const key = await keyOf(tx, plan.requestId);
  const systems: { system: string; task: string; cells: unknown[] }[] = [];
  const all: CellRow[] = [];
  for (const row of await systemsOf(tx, plan.id)) {
    const cells = await cellsOf(tx, row.id);
    all.push(...cells);
    systems.push({ system: row.systemId, task: row.taskId, cells: cells.map((one) => boundOf(key, one)) });
  }
  return {
    hash: hashOfValue({ rectification: plan.id, kind: plan.kind, systems }),
    totals: countsOf(all),
    identifies: all.some((one) => ["planned", "by_hand"].includes(one.state) && one.identifies),
  };
}

/** What the hash binds of a cell. Values go in as keyed tokens: a hash over few letters would tell them. */
function boundOf(key: DataKey, cell: CellRow) {
  const { at, before, wanted } = openCell(key, cell);
  const { no, rowNo, correctionId, collection, field, identifies, derived, state } = cell;
  const value = tokenOf("rectification_cell", canonical([at, before, wanted])).toString("hex");
  return { no, rowNo, correctionId, collection, field, identifies, derived, state, value };
}

import { eq } from "drizzle-orm";
import { rectificationReceipt } from "#drizzle/schema/rectification.ts";
import type { Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import type { CellRow } from "#lib/request/rectification-cell.ts";
import { noteOf, openCell } from "#lib/request/rectification-cell.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { cellsOf, type PlanRow, type SystemRow, systemsOf } from "./load.ts";
import { placeWords } from "./place-words.ts";
import type {
  CellState,
  CellView,
  CorrectionView,
  PlanSystemView,
  RectificationOutcome,
  RectificationView,
} from "./views.ts";

/** How a plan is opened: whether values are shown, and what each correction is about. */
type Opening = {
  key: DataKey;
  shown: boolean;
  about: ReadonlyMap<string, Pick<CorrectionView, "number" | "fact">>;
};

/** One plan, whole. */
export async function planView(tx: Queryable, plan: PlanRow, opening: Opening): Promise<RectificationView> {
  const systems: PlanSystemView[] = [];
  for (const row of await systemsOf(tx, plan.id)) systems.push(await systemView(tx, row, opening));
  const approvals = [
    { by: plan.firstBy, at: plan.firstAt },
    { by: plan.secondBy, at: plan.secondAt },
  ].flatMap(({ by, at }) => (by !== null && at !== null ? [{ by, at }] : []));
  const { id, number, totals, identifies, madeBy, madeAt, startedAt, endedAt } = plan;
  return {
    ...{ id, number, totals, identifies, madeBy, madeAt, startedAt, endedAt, approvals, systems },
    state: plan.state as RectificationView["state"],
    kind: plan.kind as RectificationView["kind"],
    hash: plan.hash?.toString("hex") ?? null,
  };
}

async function systemView(tx: Queryable, row: SystemRow, opening: Opening): Promise<PlanSystemView> {
  const system = currentMap().systems.find((one) => one.id === row.systemId);
  const [receipt] = await tx
    .select()
    .from(rectificationReceipt)
    .where(eq(rectificationReceipt.systemRow, row.id));
  const { id, systemId, counts, entries, differing, provenAt, troubleCode, trouble } = row;
  return {
    ...{ id, systemId, counts, entries, differing, provenAt, troubleCode, trouble },
    title: system?.title ?? systemId,
    state: stateOf(row),
    cells: (await cellsOf(tx, row.id)).map((cell) => cellView(system, cell, opening)),
    outcome: row.outcome as RectificationOutcome | null,
    receipt: receipt
      ? { body: receipt.body, signature: receipt.signature.toString("base64"), keyId: receipt.keyId }
      : null,
  };
}

function stateOf(row: SystemRow): PlanSystemView["state"] {
  if (row.state === "settled") return row.outcome === "dropped" ? "dropped" : "done";
  if (row.phase === "by_hand") return "by_hand";
  if (row.troubleCode !== null) return row.state === "parked" ? "stopped" : "trouble";
  if (row.phase === "plan") return "planning";
  return row.state === "parked" ? "planned" : "running";
}

function cellView(system: System | undefined, cell: CellRow, { key, shown, about }: Opening): CellView {
  const opened = openCell(key, cell);
  const place = system && placeWords(system, cell);
  const { id, rowNo, why, identifies, derived, disputed, changedAt } = cell;
  return {
    ...{ id, rowNo, why, identifies, derived, disputed, changedAt, shown },
    correction: about.get(cell.correctionId)?.number ?? 0,
    collectionLabel: place?.where ?? null,
    fieldLabel: cell.field === null ? null : (place?.what ?? cell.field),
    fact: place?.fact ?? about.get(cell.correctionId)?.fact ?? null,
    before: shown ? opened.before : null,
    wanted: shown ? opened.wanted : null,
    state: cell.state as CellState,
    hand: cell.hand as CellView["hand"],
    note: shown ? noteOf(key, cell) : null,
    reads: cell.reads as CellView["reads"],
  };
}

import type { RowKey } from "#connectors/erase.ts";
import type { rectificationCell } from "#drizzle/schema/rectification.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";

export type CellRow = typeof rectificationCell.$inferSelect;

/** A cell with what it holds opened. */
export type OpenCell = CellRow & {
  /** The row's key and by which key of the person it was reached; null where nobody could read the system. */
  at: { via: string; row: RowKey } | null;
  before: string | null;
  wanted: string | null;
};

const context = (id: string, what: string) => `rectification_cell/${id}/${what}`;

const sealText = (key: DataKey, id: string, what: string, value: string | null) =>
  seal(key, context(id, what), JSON.stringify(value));
const openText = (key: DataKey, id: string, what: string, sealed: Buffer | null): string | null =>
  sealed && (JSON.parse(open(key, context(id, what), sealed)) as string | null);

/** What a cell holds, sealed under the request's key. */
export function sealCell(key: DataKey, id: string, cell: Pick<OpenCell, "at" | "before" | "wanted">) {
  return {
    sealedRow: cell.at && seal(key, context(id, "row"), JSON.stringify(cell.at)),
    sealedBefore: sealText(key, id, "before", cell.before),
    sealedWanted: sealText(key, id, "wanted", cell.wanted),
  };
}

export function openCell(key: DataKey, cell: CellRow): OpenCell {
  return {
    ...cell,
    at: cell.sealedRow && (JSON.parse(open(key, context(cell.id, "row"), cell.sealedRow)) as OpenCell["at"]),
    before: openText(key, cell.id, "before", cell.sealedBefore),
    wanted: openText(key, cell.id, "wanted", cell.sealedWanted),
  };
}

export const sealNote = (key: DataKey, id: string, note: string): Buffer =>
  seal(key, context(id, "note"), note);

export const noteOf = (key: DataKey, cell: CellRow): string | null =>
  cell.sealedNote && open(key, context(cell.id, "note"), cell.sealedNote);

import { currentRow, referenceOf, rowsOf } from "./rows.ts";
import { chosenIn } from "./selection.ts";

/** Where somebody was in a list: references only, nothing about the people. */
export type Place = {
  address: string;
  reference: string | null;
  /** How many rows stood above it: the row that comes after one that has left takes its place. */
  index: number;
  scroll: number;
  rows: number;
  chosen: string[];
};

const key = "habeas-desk-place";

function here(): string {
  return location.pathname + location.search;
}

export function keepPlace(ledger: ParentNode): void {
  const rows = rowsOf(ledger);
  const current = currentRow(ledger);
  const place: Place = {
    address: here(),
    reference: current && referenceOf(current),
    index: current ? rows.indexOf(current) : 0,
    scroll: scrollY,
    rows: rows.length,
    chosen: chosenIn(ledger),
  };
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
  } catch {
    // A browser that keeps nothing begins at the top again.
  }
}

function isPlace(value: unknown): value is Place {
  const { address, index, scroll, rows, chosen } = (value ?? {}) as Partial<Record<keyof Place, unknown>>;
  return (
    typeof address === "string" &&
    [index, scroll, rows].every((one) => typeof one === "number") &&
    Array.isArray(chosen) &&
    chosen.every((one) => typeof one === "string")
  );
}

/** The place kept for this very address, or null. */
export function keptPlace(): Place | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return isPlace(kept) && kept.address === here() ? kept : null;
  } catch {
    return null;
  }
}

import { currentRow, referenceOf, rowsOf } from "./rows.ts";
import { chosenIn } from "./selection.ts";

/** Where somebody was in a list: references only, nothing about the people. */
export type Place = {
  list: string;
  reference: string | null;
  /** How many rows stood above it: the row that comes after one that has left takes its place. */
  index: number;
  scroll: number;
  rows: number;
  chosen: string[];
};

const key = "habeas-desk-place";

/** Which list this is: its query, and where it begins. An address can be written in several ways. */
function listOf(ledger: HTMLTableElement): string {
  return `${ledger.dataset.ledger} ${new URLSearchParams(location.search).get("after") ?? ""}`;
}

/** Keeps it for the way back; what an act was done with is not chosen any more (`acting`). */
export function keepPlace(ledger: HTMLTableElement, acting: boolean): void {
  const rows = rowsOf(ledger);
  const current = currentRow(ledger);
  const place: Place = {
    list: listOf(ledger),
    reference: current && referenceOf(current),
    index: current ? rows.indexOf(current) : 0,
    scroll: scrollY,
    rows: rows.length,
    chosen: acting ? [] : chosenIn(ledger),
  };
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
  } catch {
    // A browser that keeps nothing begins at the top again.
  }
}

function isPlace(value: unknown): value is Place {
  const { list, index, scroll, rows, chosen } = (value ?? {}) as Partial<Record<keyof Place, unknown>>;
  return (
    typeof list === "string" &&
    [index, scroll, rows].every((one) => typeof one === "number") &&
    Array.isArray(chosen) &&
    chosen.every((one) => typeof one === "string")
  );
}

/** The place kept for this very list, or null. */
export function keptPlace(ledger: HTMLTableElement): Place | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return isPlace(kept) && kept.list === listOf(ledger) ? kept : null;
  } catch {
    return null;
  }
}

import { besides, boxOf, currentRow, focusRow, linkOf, rowAround, rowsOf } from "./rows.ts";
import type { Selection } from "./selection.ts";

/** The row that a key means: the current one, where it is still here. */
function here(ledger: HTMLTableElement): HTMLTableRowElement | null {
  const focused = rowAround(document.activeElement);
  return focused && ledger.contains(focused) ? focused : currentRow(ledger);
}

function move(ledger: HTMLTableElement, by: 1 | -1): boolean {
  const row = here(ledger);
  const next = row ? (besides(row, by) ?? row) : rowsOf(ledger)[0];
  if (next) focusRow(next);
  return next !== undefined;
}

/**
 * What a key of the desk does in the ledger; false where it has no meaning of its own here. A key of an act on what is
 * chosen means the current row where nothing is: it is chosen first, then the bar's own button is pressed.
 */
function does(
  ledger: HTMLTableElement,
  key: string,
  acts: ReadonlySet<string>,
  selection: Selection,
): boolean {
  const row = here(ledger);
  if (key === "j" || key === "k") return move(ledger, key === "j" ? 1 : -1);
  if (key === "Escape" && selection.any()) {
    selection.clear();
    return true;
  }
  if (!row) return false;
  if (key === "o") linkOf(row)?.click();
  else if (key === "x") boxOf(row)?.click();
  else if (key === "X") selection.range();
  else {
    if (acts.has(key) && !selection.any()) selection.choose([row], true);
    return false;
  }
  return true;
}

/** Listens to the keys of the desk, and to the arrows, which work for those too who switched the single keys off. */
export function listenInLedger(
  ledger: HTMLTableElement,
  bar: HTMLElement,
  selection: Selection,
  signal: AbortSignal,
): void {
  const acts = new Set(
    [...bar.querySelectorAll<HTMLElement>("[data-key]")].map(({ dataset }) => dataset.key ?? ""),
  );
  document.addEventListener(
    "desk-key",
    (event) => {
      if (event instanceof CustomEvent && does(ledger, String(event.detail), acts, selection))
        event.preventDefault();
    },
    { signal },
  );
  // A panel that opens is for its first field.
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (target instanceof HTMLElement && target.matches("[data-bulk-panel]:popover-open"))
        target.querySelector<HTMLElement>("input, select")?.focus();
    },
    { signal, capture: true },
  );
  // Enter in a field of a panel presses the panel's own button.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      const button = event.target
        .closest("[data-bulk-panel]")
        ?.querySelector<HTMLElement>("button[formaction]");
      if (!button) return;
      event.preventDefault();
      button.click();
    },
    { signal },
  );
  ledger.addEventListener(
    "keydown",
    (event) => {
      const by = { ArrowDown: 1 as const, ArrowUp: -1 as const }[event.key];
      if (!by || !rowAround(event.target)) return;
      move(ledger, by);
      event.preventDefault();
    },
    { signal },
  );
}

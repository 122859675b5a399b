import { boxOf, currentRow, focusRow, referenceOf, rowAround, rowOf, rowsOf } from "./rows.ts";

export type Selection = ReturnType<typeof watchSelection>;

/** The parts of the bar that the acts on what is chosen stand in. */
export type SelectionBar = { bar: HTMLElement; count: HTMLElement };

/** How many words of the bar: "2 selected". */
function words(chosen: number): string {
  return chosen === 0 ? "" : `${chosen.toLocaleString("en-GB")} selected`;
}

function boxesOf(ledger: ParentNode): HTMLInputElement[] {
  return [...ledger.querySelectorAll<HTMLInputElement>('input[name="ref"]')];
}

/** The references of the chosen rows. */
export function chosenIn(ledger: ParentNode): string[] {
  return boxesOf(ledger)
    .filter((box) => box.checked)
    .map((box) => box.value);
}

function paint(row: HTMLTableRowElement): void {
  if (boxOf(row)?.checked) row.setAttribute("aria-selected", "true");
  else row.removeAttribute("aria-selected");
}

/** Chooses rows again that were chosen before, as far as they are here. */
export function chooseAgain(ledger: ParentNode, references: readonly string[]): void {
  for (const reference of references) {
    const row = rowOf(ledger, reference);
    const box = row && boxOf(row);
    if (box) box.checked = true;
  }
}

/**
 * Keeps bar, tint and "all" in step with the boxes, which alone say what is chosen. A press with Shift, and the bar's own
 * button, choose everything from the box pressed last to the current one.
 */
export function watchSelection(ledger: HTMLTableElement, { bar, count }: SelectionBar, signal: AbortSignal) {
  const all = ledger.querySelector<HTMLInputElement>("input[data-all]");
  let last: string | null = null;

  function tell(): void {
    let chosen = 0;
    let here = 0;
    for (const box of boxesOf(ledger)) {
      here++;
      if (box.checked) chosen++;
    }
    bar.toggleAttribute("data-on", chosen > 0);
    count.textContent = words(chosen);
    if (!all) return;
    all.checked = chosen > 0 && chosen === here;
    all.indeterminate = chosen > 0 && chosen < here;
  }

  function choose(rows: readonly HTMLTableRowElement[], on: boolean): void {
    for (const row of rows) {
      const box = boxOf(row);
      if (!box || box.checked === on) continue;
      box.checked = on;
      paint(row);
    }
    tell();
  }

  function upTo(row: HTMLTableRowElement): void {
    const rows = rowsOf(ledger);
    const to = rows.indexOf(row);
    const from = rows.findIndex((one) => referenceOf(one) === last);
    choose(rows.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1), true);
    last = referenceOf(row);
  }

  ledger.addEventListener(
    "click",
    (event) => {
      const row = rowAround(event.target);
      if (!row || !(event.target instanceof HTMLInputElement)) return;
      if (event.shiftKey && event.target.checked) upTo(row);
      last = referenceOf(row);
    },
    { signal },
  );
  ledger.addEventListener(
    "change",
    (event) => {
      if (event.target === all && all) return choose(rowsOf(ledger), all.checked);
      const row = rowAround(event.target);
      if (!row) return;
      paint(row);
      tell();
    },
    { signal },
  );
  document.addEventListener(
    "click",
    (event) => {
      const press =
        event.target instanceof Element ? event.target.closest<HTMLElement>("[data-chosen]") : null;
      if (press?.dataset.chosen === "range") range();
      if (press?.dataset.chosen === "none") clear();
    },
    { signal },
  );

  function range(): void {
    const current = currentRow(ledger);
    if (current) upTo(current);
  }

  function clear(): void {
    choose(rowsOf(ledger), false);
    last = null;
    const current = currentRow(ledger);
    if (current) focusRow(current);
  }

  for (const row of rowsOf(ledger)) paint(row);
  tell();
  return { tell, range, clear, choose, any: () => bar.hasAttribute("data-on") };
}

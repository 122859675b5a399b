import { besides, boxOf, currentRow, focusRow, rowAround, rowOf, rowsOf } from "./rows.ts";

/** The bar that the acts on what is chosen stand in, and where it says how many there are. */
export type SelectionBar = { bar: HTMLElement; count: HTMLElement };
export type Selection = ReturnType<typeof watchSelection>;
type Row = HTMLTableRowElement;

const isChosen = (row: Row): boolean => boxOf(row)?.checked ?? false;

/** The references of the chosen rows. */
export function chosenIn(ledger: ParentNode): string[] {
  return [...ledger.querySelectorAll<HTMLInputElement>('input[name="ref"]:checked')].map((box) => box.value);
}

/** Chooses rows again that were chosen before, as far as they are here. */
export function chooseAgain(ledger: ParentNode, references: readonly string[]): void {
  for (const reference of references) {
    const row = rowOf(ledger, reference);
    const box = row && boxOf(row);
    if (box) box.checked = true;
  }
}

/** The rows from one to another, in the order of the list. */
function between(one: Row, other: Row): Row[] {
  const before = one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const [first, last] = before ? [one, other] : [other, one];
  const rows = [first];
  for (let at: Row | null = first; at && at !== last; ) {
    at = besides(at, 1);
    if (at) rows.push(at);
  }
  return rows;
}

/**
 * Keeps bar, tint and "all" in step with the boxes, which alone say what is chosen. A press with Shift, and the bar's own
 * button, choose everything from the box pressed last to the current one. No press looks at rows that it does not concern.
 */
export function watchSelection(ledger: HTMLTableElement, { bar, count }: SelectionBar, signal: AbortSignal) {
  const all = ledger.querySelector<HTMLInputElement>("input[data-all]");
  const chosen = new Set<Row>();
  const words = document.createTextNode("");
  count.replaceChildren(words);
  let here = 0;
  let last: Row | null = null;

  function note(row: Row): void {
    if (isChosen(row)) {
      chosen.add(row);
      row.setAttribute("aria-selected", "true");
    } else {
      chosen.delete(row);
      row.removeAttribute("aria-selected");
    }
  }

  function tell(): void {
    bar.toggleAttribute("data-on", chosen.size > 0);
    // The text node itself is changed: a new one would make a browser judge every rule with `:has` anew for the whole page.
    words.data = chosen.size === 0 ? "" : `${chosen.size.toLocaleString("en-GB")} selected`;
    if (!all) return;
    all.checked = chosen.size > 0 && chosen.size === here;
    all.indeterminate = chosen.size > 0 && chosen.size < here;
  }

  /** Looks at every row anew: after rows have come, or boxes were set from elsewhere. */
  function look(): void {
    const rows = rowsOf(ledger);
    here = rows.length;
    chosen.clear();
    for (const row of rows) if (isChosen(row)) note(row);
    tell();
  }

  function choose(rows: Iterable<Row>, on: boolean): void {
    for (const row of rows) {
      const box = boxOf(row);
      if (!box || box.checked === on) continue;
      box.checked = on;
      note(row);
    }
    tell();
  }

  function upTo(row: Row): void {
    choose(last?.isConnected ? between(last, row) : [row], true);
    last = row;
  }

  function range(): void {
    const current = currentRow(ledger);
    if (current) upTo(current);
  }

  function clear(): void {
    choose([...chosen], false);
    last = null;
    const current = currentRow(ledger);
    if (current) focusRow(current);
  }

  ledger.addEventListener(
    "click",
    (event) => {
      const row = rowAround(event.target);
      if (!row || !(event.target instanceof HTMLInputElement)) return;
      if (event.shiftKey && event.target.checked) upTo(row);
      last = row;
    },
    { signal },
  );
  ledger.addEventListener(
    "change",
    (event) => {
      if (event.target === all && all) return choose(rowsOf(ledger), all.checked);
      const row = rowAround(event.target);
      if (!row) return;
      note(row);
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
  look();
  return { look, range, clear, choose, any: () => chosen.size > 0 };
}

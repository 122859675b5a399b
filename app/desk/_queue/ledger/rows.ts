/**
 * The ledger in the browser. The server draws every row; what is here only chooses, marks, exchanges and appends rows
 * as they came from it, so that ten thousand of them cost the framework nothing.
 */
const rowPick = "tr[data-reference]";

export function rowsOf(ledger: ParentNode): HTMLTableRowElement[] {
  return [...ledger.querySelectorAll<HTMLTableRowElement>(rowPick)];
}

/** The row that something lies in, or null. */
export function rowAround(target: EventTarget | null): HTMLTableRowElement | null {
  return target instanceof Element ? target.closest<HTMLTableRowElement>(rowPick) : null;
}

export function rowOf(ledger: ParentNode, reference: string): HTMLTableRowElement | null {
  return ledger.querySelector<HTMLTableRowElement>(`tr[data-reference="${CSS.escape(reference)}"]`);
}

export function referenceOf(row: HTMLTableRowElement): string {
  return row.dataset.reference ?? "";
}

export function boxOf(row: HTMLTableRowElement): HTMLInputElement | null {
  return row.querySelector<HTMLInputElement>('input[name="ref"]');
}

export function linkOf(row: HTMLTableRowElement): HTMLAnchorElement | null {
  return row.querySelector<HTMLAnchorElement>("a[data-row]");
}

/** The row before or after one, over the heads of groups; null at either end. Looks at no other rows. */
export function besides(row: HTMLTableRowElement, by: 1 | -1): HTMLTableRowElement | null {
  const step = (element: Element) => (by === 1 ? element.nextElementSibling : element.previousElementSibling);
  let body: Element | null = row.parentElement;
  let at: Element | null = step(row);
  for (;;) {
    if (at instanceof HTMLTableRowElement && at.dataset.reference !== undefined) return at;
    if (at) at = step(at);
    else {
      body = body && step(body);
      if (!body) return null;
      at = by === 1 ? body.firstElementChild : body.lastElementChild;
    }
  }
}

const current = new WeakMap<ParentNode, HTMLTableRowElement>();

/** The row that the keys speak of: the one that had the focus last. */
export function currentRow(ledger: ParentNode): HTMLTableRowElement | null {
  const row = current.get(ledger);
  return row?.isConnected ? row : null;
}

/** Makes a row the current one; only this one is a stop of the Tab key. */
export function makeCurrent(ledger: ParentNode, row: HTMLTableRowElement): void {
  const before = currentRow(ledger);
  if (before === row) return;
  if (before) {
    delete before.dataset.current;
    stopAt(before, false);
  }
  current.set(ledger, row);
  row.dataset.current = "";
  stopAt(row, true);
}

/** Whether the Tab key stops at a row's box and link. */
export function stopAt(row: HTMLTableRowElement, stops: boolean): void {
  for (const part of [boxOf(row), linkOf(row)]) if (part) part.tabIndex = stops ? 0 : -1;
}

/** Puts the focus on a row's link and the row into sight, without moving more of the page than that takes. */
export function focusRow(row: HTMLTableRowElement): void {
  linkOf(row)?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

import { drawn } from "./more.ts";
import { referenceOf, rowOf, rowsOf } from "./rows.ts";

/** What somebody did to a request a moment ago; `by` has their initials. */
export type Changed = { reference: string; by: string | null };

/** Milliseconds between two looks at the server, however much is going on. */
const pause = 2500;
/** Milliseconds without a hand on the desk after which nothing is looked up: it must not keep a session awake. */
const away = 120_000;

function say(row: HTMLTableRowElement, state: "changed" | "left", by: string | null): void {
  row.dataset.fresh = state;
  const note = row.querySelector<HTMLElement>("[data-fresh-words]");
  const who = by ? ` by ${by}` : "";
  if (note) note.textContent = state === "left" ? `Left this view${who}` : `Changed just now${who}`;
}

/** Exchanges what a row says and leaves the row, its box and its place: nothing moves under the cursor. */
function exchange(row: HTMLTableRowElement, now: HTMLTableRowElement): boolean {
  let differs = false;
  for (const cell of row.cells) {
    const part = cell.dataset.cell;
    const fresh = part && now.querySelector<HTMLElement>(`[data-cell="${part}"]`);
    if (!fresh || fresh.innerHTML === cell.innerHTML) continue;
    differs = true;
    cell.replaceChildren(...fresh.childNodes);
  }
  return differs;
}

/**
 * Follows what others do. A row that is here is drawn anew where it stands and marked; one that is no longer in the view
 * says so and stays until somebody asks for the list again. What is new is counted and told to `found`.
 */
export function followChanges(ledger: HTMLTableElement, found: (fresh: number) => void, signal: AbortSignal) {
  const waiting = new Map<string, string | null>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  let hand = performance.now();

  function plan(): void {
    if (waiting.size === 0 || performance.now() - hand > away) return;
    timer ??= setTimeout(() => void look(), Math.max(400, last + pause - performance.now()));
  }

  async function look(): Promise<void> {
    last = performance.now();
    timer = undefined;
    const asked = new Map(waiting);
    waiting.clear();
    const pages = new Set([location.href]);
    for (const reference of asked.keys()) {
      const from = rowOf(ledger, reference)?.dataset.from;
      if (from) pages.add(from);
    }
    const seen = new Map<string, HTMLTableRowElement>();
    for (const address of pages) {
      const page = await drawn(address, signal);
      if (!page) return;
      for (const row of rowsOf(page)) seen.set(referenceOf(row), row);
    }
    for (const [reference, by] of asked) {
      const row = rowOf(ledger, reference);
      if (!row) continue;
      const now = seen.get(reference);
      if (!now) say(row, "left", by);
      else if (exchange(row, now) || row.dataset.fresh === "left") say(row, "changed", by);
    }
    found([...seen.keys()].filter((reference) => !rowOf(ledger, reference)).length);
  }

  signal.addEventListener("abort", () => clearTimeout(timer));
  for (const kind of ["pointermove", "keydown", "scroll"] as const)
    window.addEventListener(
      kind,
      () => {
        hand = performance.now();
        plan();
      },
      { signal, passive: true },
    );
  return ({ reference, by }: Changed): void => {
    waiting.set(reference, by);
    plan();
  };
}

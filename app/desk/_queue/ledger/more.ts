import { parsed } from "./parsed.ts";
import { rowsOf, stopAt } from "./rows.ts";

/** Height of a row and its line in px: what stands in for rows that are out of sight until they are drawn. */
const rowHeight = 45;
/** Rows that come into sight at once: few, so that the key that brings them there is painted as fast as any other. */
const rowsAtOnce = 12;

/** A page of the desk as the server draws it now; null where it cannot be had. */
export async function drawn(address: string, signal: AbortSignal): Promise<Document | null> {
  try {
    const answer = await fetch(address, { signal, headers: { accept: "text/html" } });
    if (!answer.ok || new URL(answer.url).pathname !== location.pathname) return null;
    return parsed(await answer.text());
  } catch {
    return null;
  }
}

function titleOf(body: HTMLTableSectionElement | undefined): string {
  return body?.dataset.group ?? "";
}

/** Puts the groups of a further page under those that are here; a group that goes on has its name once. */
function appendGroups(ledger: HTMLTableElement, page: Document, from: string): void {
  const bodies = [...page.querySelectorAll<HTMLTableSectionElement>(".ledger > tbody")];
  const known = new Set(rowsOf(ledger).map((row) => row.dataset.reference));
  for (const body of bodies) {
    const rows = rowsOf(body);
    for (const row of rows) {
      if (known.has(row.dataset.reference)) row.remove();
      else {
        row.dataset.from = from;
        stopAt(row, false);
      }
    }
    const last = ledger.tBodies[ledger.tBodies.length - 1];
    if (last && titleOf(last) === titleOf(body)) body.querySelector(".ledger-group")?.remove();
    for (const part of partsOf(document.adoptNode(body))) {
      part.classList.add("ledger-later");
      part.style.containIntrinsicBlockSize = `auto ${part.rows.length * rowHeight}px`;
      ledger.append(part);
    }
  }
  countGroups(ledger, page.querySelector("a[data-more]") !== null);
}

/** A group in parts of a few rows, its name in the first; none where it is empty. */
function partsOf(body: HTMLTableSectionElement): HTMLTableSectionElement[] {
  const rows = [...body.rows];
  const parts: HTMLTableSectionElement[] = [];
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const part = document.createElement("tbody");
    part.dataset.group = titleOf(body);
    part.append(...rows.slice(at, at + rowsAtOnce));
    parts.push(part);
  }
  return parts;
}

/** Says anew how many rows of each group are here, and that the last one goes on. */
function countGroups(ledger: HTMLTableElement, more: boolean): void {
  const counts = new Map<string, number>();
  for (const body of ledger.tBodies)
    counts.set(titleOf(body), (counts.get(titleOf(body)) ?? 0) + rowsOf(body).length);
  const last = ledger.tBodies[ledger.tBodies.length - 1];
  for (const body of ledger.tBodies) {
    const said = body.querySelector("[data-count]");
    const goesOn = more && titleOf(body) === titleOf(last);
    const words = (counts.get(titleOf(body)) ?? 0).toLocaleString("en-GB");
    if (said) said.textContent = goesOn ? `${words} so far` : words;
  }
}

/**
 * Loads the next page of the list into this one. Answers whether there was any. The link stays what leads on where the
 * server cannot be reached.
 */
export async function loadMore(ledger: HTMLTableElement, signal: AbortSignal): Promise<boolean> {
  const link = document.querySelector<HTMLAnchorElement>("a[data-more]");
  if (!link || link.dataset.busy !== undefined) return false;
  link.dataset.busy = "";
  const page = await drawn(link.href, signal);
  delete link.dataset.busy;
  if (!page?.querySelector(".ledger")) return false;
  appendGroups(ledger, page, link.href);
  const next = page.querySelector<HTMLAnchorElement>("a[data-more]")?.getAttribute("href");
  if (next) link.href = next;
  else link.parentElement?.remove();
  return true;
}

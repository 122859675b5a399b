"use client";

import { useEffect, useRef, useState } from "react";
import { useLive } from "../../_live/useLive.ts";
import { followChanges } from "./fresh.ts";
import { listenInLedger } from "./keys.ts";
import { loadMore } from "./more.ts";
import { keepPlace, keptPlace } from "./place.ts";
import { focusRow, makeCurrent, rowAround, rowOf, rowsOf, stopAt } from "./rows.ts";
import { chooseAgain, watchSelection } from "./selection.ts";

/** How far ahead of the end of the list, in px, the next page is asked for. */
const ahead = "1200px";
/** Pages that are loaded again at once for somebody who comes back. */
const pagesBack = 40;

/** The row, the choice and the sight that somebody left, where they come back to the same list. */
async function comeBack(ledger: HTMLTableElement, signal: AbortSignal): Promise<void> {
  const place = keptPlace(ledger);
  const [first] = rowsOf(ledger);
  if (!place) {
    if (first) stopAt(first, true);
    return;
  }
  for (let page = 0; page < pagesBack && rowsOf(ledger).length < place.rows; page++)
    if (!(await loadMore(ledger, signal))) break;
  chooseAgain(ledger, place.chosen);
  const rows = rowsOf(ledger);
  const row =
    place.reference === null ? null : (rowOf(ledger, place.reference) ?? rows[place.index] ?? rows.at(-1));
  if (row) {
    makeCurrent(ledger, row);
    scrollTo(0, place.scroll);
    focusRow(row);
  } else if (first) stopAt(first, true);
}

/**
 * What makes the ledger a place to work in: a current row, choosing by key, pages that come by themselves, what others
 * change, and the way back. The page is whole without it.
 */
export function LedgerLife() {
  const [fresh, setFresh] = useState(0);
  const changed = useRef<ReturnType<typeof followChanges>>(undefined);
  useLive((event) => changed.current?.(event));

  useEffect(() => {
    const ledger = document.querySelector<HTMLTableElement>("table[data-ledger]");
    const bar = document.querySelector<HTMLElement>("[data-bulk]");
    const count = bar?.querySelector<HTMLElement>("[data-bulk-count]");
    if (!ledger || !bar || !count) return;
    const stop = new AbortController();
    const { signal } = stop;
    ledger.setAttribute("role", "grid");
    ledger.setAttribute("aria-multiselectable", "true");
    for (const row of rowsOf(ledger)) stopAt(row, false);
    const selection = watchSelection(ledger, { bar, count }, signal);
    const { look } = selection;
    listenInLedger(ledger, bar, selection, signal);
    changed.current = followChanges(ledger, setFresh, signal);
    ledger.addEventListener(
      "focusin",
      (event) => {
        const row = rowAround(event.target);
        if (row) makeCurrent(ledger, row);
      },
      { signal },
    );
    let acting = false;
    bar.addEventListener("submit", () => {
      acting = true;
    });
    window.addEventListener("pagehide", () => keepPlace(ledger, acting), { signal });
    const watch = new IntersectionObserver(
      async ([entry]) => {
        if (!entry?.isIntersecting) return;
        const link = entry.target;
        watch.unobserve(link);
        if (!(await loadMore(ledger, signal))) return;
        look();
        if (link.isConnected) watch.observe(link);
      },
      { rootMargin: ahead },
    );
    void comeBack(ledger, signal).then(() => {
      look();
      const link = document.querySelector("a[data-more]");
      if (link && !signal.aborted) watch.observe(link);
    });
    return () => {
      stop.abort();
      watch.disconnect();
    };
  }, []);

  return (
    <div role="status" className="fresh">
      {fresh > 0 ? (
        <button type="button" className="fresh-pill" onClick={() => location.reload()}>
          {fresh} new
        </button>
      ) : null}
    </div>
  );
}

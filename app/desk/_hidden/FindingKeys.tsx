"use client";

import { useEffect } from "react";
import { takeKeys } from "../_kit/take-keys.ts";

const findings = () => [...document.querySelectorAll<HTMLElement>("[data-finding]")];

const current = (): HTMLElement | null =>
  document.activeElement?.closest<HTMLElement>("[data-finding]") ?? null;

/** Goes to the finding `by` places on, or to the first. */
function move(by: number): boolean {
  const all = findings();
  const here = current();
  const at = here ? all.indexOf(here) + by : 0;
  const next = all[Math.min(all.length - 1, Math.max(0, at))];
  next?.focus();
  next?.scrollIntoView({ block: "center" });
  return next !== undefined;
}

function decide(choice: "hide" | "show"): boolean {
  const button = current()?.querySelector<HTMLButtonElement>(`button[data-decide=${choice}]`);
  button?.click();
  return button != null;
}

/**
 * Keys for whoever reads many findings: j and k go from one to the next, h and s press the buttons of the one that has the
 * focus. The server decides and answers with the page as it stands then: nothing here looks decided before it is.
 */
export function FindingKeys() {
  useEffect(() => {
    const asked = new URLSearchParams(location.search).get("at");
    if (asked) document.getElementById(`finding-${asked}`)?.focus();
    return takeKeys({
      j: () => move(1),
      k: () => move(-1),
      h: () => decide("hide"),
      s: () => decide("show"),
    });
  }, []);
  return null;
}

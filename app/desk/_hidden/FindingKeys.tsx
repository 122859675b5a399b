"use client";

import { useEffect } from "react";
import { isTyping } from "../_kit/press.ts";

const findings = () => [...document.querySelectorAll<HTMLElement>("[data-finding]")];

function current(): HTMLElement | null {
  const active = document.activeElement;
  return active instanceof HTMLElement ? active.closest<HTMLElement>("[data-finding]") : null;
}

/**
 * Keys for whoever reads many findings: j and k go from one to the next, h and s press the buttons of the one that has the
 * focus. The server decides and answers with the page as it stands then: nothing here looks decided before it is.
 */
export function FindingKeys() {
  useEffect(() => {
    const asked = new URLSearchParams(location.search).get("at");
    if (asked) document.getElementById(`finding-${asked}`)?.focus();
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return;
      const all = findings();
      const here = current();
      if (event.key === "j" || event.key === "k") {
        const at = here ? all.indexOf(here) + (event.key === "j" ? 1 : -1) : 0;
        const next = all[Math.min(all.length - 1, Math.max(0, at))];
        next?.focus();
        next?.scrollIntoView({ block: "center" });
      } else if (here && (event.key === "h" || event.key === "s")) {
        const choice = event.key === "h" ? "hide" : "show";
        here.querySelector<HTMLButtonElement>(`button[data-decide=${choice}]`)?.click();
      } else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, []);
  return null;
}

"use client";

import { useEffect, useState } from "react";

const stored = "habeas-desk-keys";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

/** Moves the focus to the row `by` places on, or to the first. The focused row is the current one. */
function moveRow(by: number): void {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>("a[data-row]")];
  const at = rows.findIndex((row) => row.matches(":focus"));
  const next = at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.closest("tr")?.scrollIntoView({ block: "nearest" });
}

function openRow(): void {
  const active = document.activeElement;
  if (active instanceof HTMLAnchorElement && active.hasAttribute("data-row")) active.click();
}

/** What a visible control with the same key does when pressed: fields are entered, links and buttons pressed. */
function pressControl(key: string): boolean {
  const control = document.querySelector<HTMLElement>(
    `[data-key="${CSS.escape(key)}"], [data-key-too="${CSS.escape(key)}"]`,
  );
  if (!control) return false;
  if (control instanceof HTMLInputElement) {
    control.focus();
    control.select();
  } else {
    control.click();
  }
  return true;
}

/** Milliseconds in which a second key must follow `g`. */
const patience = 1500;

/**
 * Single keys for what the page already offers by a visible control. None works while somebody types or holds
 * Ctrl, Alt or Cmd, and all can be switched off (WCAG 2.1.4). Nothing of the page depends on this.
 */
export function Keys() {
  const [on, setOn] = useState(true);
  useEffect(() => setOn(localStorage.getItem(stored) !== "off"), []);
  useEffect(() => {
    if (!on) return;
    let going = Number.NEGATIVE_INFINITY;
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (isTyping(event.target)) {
        if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
        return;
      }
      const after = performance.now() - going < patience ? `g ${event.key}` : event.key;
      going = event.key === "g" ? performance.now() : Number.NEGATIVE_INFINITY;
      if (after !== event.key) {
        if (!pressControl(after)) return;
      } else if (event.key === "j") moveRow(1);
      else if (event.key === "k") moveRow(-1);
      else if (event.key === "o") openRow();
      else if (event.key === "Enter" || !pressControl(event.key)) return;
      event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on]);
  const change = (next: boolean) => {
    localStorage.setItem(stored, next ? "on" : "off");
    setOn(next);
  };
  return (
    <label className="keys-switch">
      <input type="checkbox" checked={on} onChange={(event) => change(event.target.checked)} />
      Single keys are on in this browser
    </label>
  );
}

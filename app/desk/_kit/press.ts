import { type KeyState, meant } from "./meant.ts";

const places = "input, textarea, select, [contenteditable]";

/** Whether keys are letters there. A box or a button of choices takes no letters. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest(places);
  return (
    field !== null && !(field instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(field.type))
  );
}

const isThere = (control: HTMLElement) => control.checkVisibility({ visibilityProperty: true });

/** The controls that a key presses, of those that can be seen; only those of a dialogue while one is open. */
export function controlsFor(key: string): HTMLElement[] {
  const room = document.querySelector("dialog:modal") ?? document;
  const found = room.querySelectorAll<HTMLElement>(
    key === "" ? "[data-key]" : `[data-key="${CSS.escape(key)}"]`,
  );
  return [...found].filter(isThere);
}

/** Presses a control: fields are entered, links and buttons pressed. */
function press(control: HTMLElement): void {
  if (control instanceof HTMLInputElement && !/^(checkbox|radio|submit|button)$/.test(control.type)) {
    control.focus();
    control.select();
  } else if (control instanceof HTMLSelectElement || control instanceof HTMLTextAreaElement) control.focus();
  else control.click();
}

/** Moves the focus to the row `by` places on, or to the first. The focused row is the current one. */
function moveRow(by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")].filter(isThere);
  const at = rows.findIndex((row) => row.matches(":focus"));
  const next = at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.closest("tr, li")?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

/** What a key does: a page may take it for itself (`desk-key`), else its control is pressed, else the list moves. */
function does(key: string): boolean {
  const event = new CustomEvent("desk-key", { detail: key, cancelable: true });
  if (!document.dispatchEvent(event)) return true;
  const controls = controlsFor(key);
  // What was opened last is left first.
  const control = key === "Escape" ? controls.at(-1) : controls[0];
  if (control) {
    press(control);
    return true;
  }
  if (key === "j" || key === "k") return moveRow(key === "j" ? 1 : -1);
  const active = document.activeElement;
  if (key !== "o" || !(active instanceof HTMLElement) || !active.hasAttribute("data-row")) return false;
  active.click();
  return true;
}

/**
 * Listens for keys until the answer is called. Single letters work only while `on`, never while somebody types or holds
 * Ctrl, Alt or Cmd (WCAG 2.1.4). Nothing of a page depends on them.
 */
export function listenToKeys(on: boolean, changed: Readonly<Record<string, string>>): () => void {
  const state: KeyState = { goneAt: Number.NEGATIVE_INFINITY };
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const { key, target } = event;
    if (key === "Escape") {
      // The browser closes what is open by itself.
      if (document.querySelector(":popover-open, dialog[open]")) return;
      if (isTyping(target) && target instanceof HTMLElement) target.blur();
      else if (does("Escape")) event.preventDefault();
      return;
    }
    if (!on || key.length !== 1 || key === " " || isTyping(target)) return;
    const act = meant(state, key, performance.now(), changed);
    if (act !== null && does(act)) event.preventDefault();
  }
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

/** Writes on every control the key that this reader chose, and tells it to screen readers. */
export function showKeys(on: boolean, changed: Readonly<Record<string, string>>): void {
  const chosen = new Map(Object.entries(changed).map(([pressed, own]) => [own, pressed]));
  for (const control of document.querySelectorAll<HTMLElement>("[data-key]")) {
    const own = control.dataset.key ?? "";
    const key = own in changed || chosen.has(own) ? (chosen.get(own) ?? "") : own;
    if (on && key) control.setAttribute("aria-keyshortcuts", key);
    if (key === own) continue;
    const cap = control.querySelector("kbd");
    if (cap && cap.textContent !== key) {
      cap.textContent = key;
      cap.hidden = key === "";
    }
  }
}

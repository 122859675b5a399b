"use client";

import { useEffect } from "react";
import { isTyping } from "../_kit/press.ts";

/** What is marked within one value of one record; null for anything else. */
function marked(): { text: string; field: string; record: string; number: string } | null {
  const selection = getSelection();
  const text = selection?.toString() ?? "";
  const of = (node: Node | null | undefined) =>
    (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>("[data-field]") ?? null;
  const value = of(selection?.anchorNode);
  const record = value?.closest<HTMLElement>("[data-record]");
  if (text.trim().length < 2 || !value || !record || of(selection?.focusNode) !== value) return null;
  const { field = "" } = value.dataset;
  return { text, field, record: record.dataset.record ?? "", number: record.dataset.number ?? "" };
}

/** Fills the form with what is marked when x is pressed. Sending it stays the form's own act. */
export function MarkText() {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.key !== "x" || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return;
      const box = document.getElementById("by-hand");
      const form = box?.querySelector("form");
      if (!(box instanceof HTMLDetailsElement) || !form) return;
      event.preventDefault();
      box.open = true;
      const found = marked();
      const set = (name: string, value: string) => {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
      };
      if (found) for (const [name, value] of Object.entries(found)) set(name, value);
      const here = form.querySelector<HTMLInputElement>("[data-here]");
      if (here) here.disabled = found === null;
      box.scrollIntoView({ block: "nearest" });
      form.querySelector<HTMLElement>(found ? "select[name=rule]" : "textarea[name=text]")?.focus();
    }
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, []);
  return null;
}

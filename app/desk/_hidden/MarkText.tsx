"use client";

import { useEffect } from "react";
import { takeKeys } from "../_kit/take-keys.ts";

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

/** Opens the form, with what is marked in it. */
function fill(): boolean {
  const box = document.getElementById("by-hand");
  const form = box?.querySelector("form");
  if (!(box instanceof HTMLDetailsElement) || !form) return false;
  box.open = true;
  const found = marked();
  for (const [name, value] of Object.entries(found ?? {})) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
  }
  const here = form.querySelector<HTMLInputElement>("[data-here]");
  if (here) here.disabled = found === null;
  box.scrollIntoView({ block: "nearest" });
  form.querySelector<HTMLElement>(found ? "select[name=rule]" : "textarea[name=text]")?.focus();
  return true;
}

/** Fills the form with what is marked when x is pressed. Sending it stays the form's own act. */
export function MarkText() {
  useEffect(() => takeKeys({ x: fill }), []);
  return null;
}

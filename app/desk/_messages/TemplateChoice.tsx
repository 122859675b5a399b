"use client";

import { type FormEvent, useState } from "react";

type Filled = { subject: string; text: string; version: number };

/** Sets a field of the composer as if somebody had typed it, so that whatever listens hears of it. */
function setField(form: Element | null, name: string, value: string): void {
  const field = form?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`);
  if (!field) return;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Begins with a template. Without scripts the form opens the page with the words in it; with them they appear at once,
 * and what was typed is replaced only after a question.
 */
export function TemplateChoice({
  page,
  templates,
  chosen,
}: {
  page: string;
  templates: readonly { id: string; name: string }[];
  chosen: string;
}) {
  const [said, setSaid] = useState("");
  async function fill(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const choice = event.currentTarget;
    const id = String(new FormData(choice).get("template") ?? "");
    const form = choice.parentElement?.querySelector(".composer-form") ?? null;
    const typed = form?.querySelector<HTMLTextAreaElement>("textarea")?.value.trim() ?? "";
    if (typed !== "" && !window.confirm("Replace what is in the box?")) return;
    const answer = await fetch(`${page}/fill?template=${encodeURIComponent(id)}`).catch(() => null);
    if (!answer?.ok) {
      choice.submit();
      return;
    }
    const filled: Filled | null = await answer.json();
    if (filled === null) {
      setSaid("There are no words for this in the person's language yet.");
      return;
    }
    setField(form, "subject", filled.subject);
    setField(form, "text", filled.text);
    setField(form, "template", `${id}/${filled.version}`);
    const mail = form?.querySelector<HTMLInputElement>('input[name="how"][value="mail"]');
    if (mail) mail.checked = true;
    setSaid("The words are in the box.");
  }
  return (
    <form action={page} method="get" className="composer-template" onSubmit={(event) => void fill(event)}>
      <label htmlFor="template">Begin with</label>
      <select id="template" name="template" className="box" defaultValue={chosen}>
        <option value="">Nothing: an empty box</option>
        {templates.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <button type="submit" className="button button-second button-small">
        Put it in the box
      </button>
      <span role="status" className="faint">
        {said}
      </span>
    </form>
  );
}

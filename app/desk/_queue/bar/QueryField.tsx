"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type Proposal, proposals } from "./proposals.ts";

const quiet: { items: Proposal[]; at: number } = { items: [], at: -1 };

/**
 * The field of the query with proposals while one types (the combobox pattern of ARIA: the focus stays in the field). It
 * is an ordinary field of an ordinary form: without script nothing is missing but the proposals.
 */
export function QueryField({ text, label }: { text: string; label: string }) {
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef<AbortController>(null);
  const [{ items, at }, show] = useState(quiet);
  const list = useId();
  const open = items.length > 0;

  useEffect(() => {
    const form = field.current?.form;
    // The key of the button leads into the field for as long as there is nothing new to ask for.
    const enter = (event: SubmitEvent) => {
      if (!field.current || !event.submitter || field.current.value.trim() !== text) return;
      event.preventDefault();
      field.current.focus();
      field.current.setSelectionRange(text.length, text.length);
    };
    form?.addEventListener("submit", enter);
    return () => form?.removeEventListener("submit", enter);
  }, [text]);

  async function propose(): Promise<void> {
    asked.current?.abort();
    const input = field.current;
    if (!input) return;
    const asking = new AbortController();
    asked.current = asking;
    const found = await proposals(input.value, input.selectionStart ?? input.value.length, asking.signal);
    if (found && document.activeElement === input) show({ items: found, at: -1 });
  }

  function take({ start, end, insert }: Proposal): void {
    const input = field.current;
    if (!input) return;
    input.setRangeText(insert, start, end, "end");
    input.focus();
    show(quiet);
    if (insert.endsWith(":")) void propose();
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const chosen = items[at];
    if (event.key === "Escape" && open) show(quiet);
    else if (event.key === "ArrowDown" && !open) void propose();
    else if (event.key === "ArrowDown") show({ items, at: (at + 1) % items.length });
    else if (event.key === "ArrowUp" && open) show({ items, at: at <= 0 ? items.length - 1 : at - 1 });
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) take(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="query-field">
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        name="q"
        defaultValue={text}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={at < 0 ? undefined : `${list}-${at}`}
        data-key="/"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={1000}
        onInput={() => void propose()}
        onKeyDown={press}
        onBlur={() => show(quiet)}
      />
      {/* The list is there even when it is empty, as `aria-controls` asks. */}
      <div id={list} role="listbox" aria-label="Proposals" className="query-list" hidden={!open}>
        {items.map((item, index) => (
          // The keys are those of the field; a press of the mouse must not take the focus from it.
          <div
            key={`${item.insert} ${item.words}`}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => {
              event.preventDefault();
              take(item);
            }}
          >
            <span className="mono">{item.insert.trim()}</span>
            <span className="faint">{item.words}</span>
          </div>
        ))}
      </div>
      <span role="status" className="hidden-words">
        {open ? `${items.length} ${items.length === 1 ? "proposal" : "proposals"}` : ""}
      </span>
    </div>
  );
}

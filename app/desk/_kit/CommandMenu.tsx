"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Command, commandsHere, matching } from "./commands.ts";

/** A request as the menu shows it. */
type Found = { reference: string; words: string };

/** Milliseconds without a key before requests are looked for. */
const quiet = 180;

/** Asks for requests in the body of the question: a name must not stand in an address. */
async function findRequests(text: string, signal: AbortSignal): Promise<Found[]> {
  const answer = await fetch("/desk/live/find", {
    method: "POST",
    body: new URLSearchParams({ q: text }),
    signal,
  });
  return answer.ok ? ((await answer.json()) as Found[]) : [];
}

/** Places, acts of this page, looks and requests by a few letters. A list box under a field, in a dialogue. */
export function CommandMenu() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [here, setHere] = useState<Command[]>([]);
  const [found, setFound] = useState<Found[]>([]);
  const [at, setAt] = useState(0);

  useEffect(() => {
    const open = () => {
      if (dialog.current?.open) return;
      setHere(commandsHere());
      setTyped("");
      setFound([]);
      setAt(0);
      dialog.current?.showModal();
    };
    open();
    document.addEventListener("desk-menu", open);
    return () => document.removeEventListener("desk-menu", open);
  }, []);

  useEffect(() => {
    setFound([]);
    const text = typed.trim();
    if (text.length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      findRequests(text, stop.signal).then(setFound, () => setFound([]));
    }, quiet);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed]);

  const shown: Command[] = [
    ...matching(here, typed),
    ...found.map(({ reference, words }) => ({
      group: "Requests",
      words: `${reference} ${words}`,
      key: "",
      run: () => location.assign(`/desk/requests/${encodeURIComponent(reference)}`),
    })),
  ];
  const current = Math.min(at, Math.max(0, shown.length - 1));
  const run = (command: Command | undefined) => {
    if (!command) return;
    dialog.current?.close();
    command.run();
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) setAt((current + step + shown.length) % shown.length);
    else if (event.key === "Enter") run(shown[current]);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    document.getElementById(`command-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  return (
    <dialog ref={dialog} className="commands" aria-label="Commands">
      <input
        type="text"
        role="combobox"
        aria-label="What do you want to do?"
        aria-expanded="true"
        aria-controls="command-list"
        aria-activedescendant={shown.length > 0 ? `command-${current}` : undefined}
        aria-autocomplete="list"
        placeholder="An act, a place, a reference or a name"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <Options shown={shown} current={current} run={run} />
      <p className="commands-none" role="status">
        {shown.length === 0 ? "Nothing here has these words." : `${shown.length} to choose from`}
      </p>
      <form method="dialog">
        <button type="submit" className="button button-second button-small">
          Close
        </button>
      </form>
    </dialog>
  );
}

/** The list, in groups in the order in which they first appear. */
function Options({
  shown,
  current,
  run,
}: {
  shown: readonly Command[];
  current: number;
  run: (command: Command) => void;
}) {
  const groups = [...new Set(shown.map((one) => one.group))];
  return (
    <div id="command-list" role="listbox" aria-label="Commands" className="commands-list">
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a list box has no element of its own
        <div key={group} role="group" aria-label={group}>
          <p aria-hidden="true" className="commands-group">
            {group}
          </p>
          {shown.map((one, index) =>
            one.group === group ? (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option
              <div
                key={`${one.words} ${one.key}`}
                id={`command-${index}`}
                role="option"
                aria-selected={index === current}
                onClick={() => run(one)}
              >
                <span>{one.words}</span>
                {one.key ? <kbd>{one.key}</kbd> : null}
              </div>
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}

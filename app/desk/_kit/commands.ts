import { controlsFor } from "./press.ts";

/** Something the command menu offers. `key`: the key that does the same. */
export type Command = { group: string; words: string; key: string; run: () => void };

/** What a control says, without the key on it. */
function wordsOf(control: HTMLElement): string {
  const labelled = control.dataset.words ?? control.getAttribute("aria-label");
  if (labelled) return labelled;
  const copy = control.cloneNode(true) as HTMLElement;
  for (const cap of copy.querySelectorAll("kbd, [aria-hidden=true]")) cap.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

const keyOn = (control: HTMLElement) =>
  control.querySelector("kbd")?.textContent ?? control.dataset.key ?? "";

/** Sends a form of the desk as if its button had been pressed. */
function send(action: string, fields: Record<string, string>): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.requestSubmit();
}

const looks: [words: string, field: string, value: string][] = [
  ["Light colours", "theme", "light"],
  ["Dark colours", "theme", "dark"],
  ["Colours as the system has them", "theme", "system"],
  ["Roomy rows", "density", "roomy"],
  ["Compact rows", "density", "compact"],
];

/** What this page offers: its own controls that have a key, the places of the desk, how it looks. */
export function commandsHere(): Command[] {
  const inSide = (control: HTMLElement) => control.closest(".shell-side") !== null;
  const acts = controlsFor("").filter((control) => !inSide(control) && wordsOf(control) !== "");
  const places = [...document.querySelectorAll<HTMLAnchorElement>(".shell-side a[href]")];
  return [
    ...acts.map((control) => ({
      group: "On this page",
      words: wordsOf(control),
      key: keyOn(control),
      run: () => {
        control.focus();
        if (!(control instanceof HTMLInputElement)) control.click();
      },
    })),
    ...places.map((link) => ({
      group: "Go to",
      words: wordsOf(link),
      key: link.dataset.key ?? "",
      run: () => link.click(),
    })),
    ...looks.map(([words, field, value]) => ({
      group: "Look",
      words,
      key: "",
      run: () => send("/desk/settings/act", { act: "look", [field]: value, page: location.pathname }),
    })),
  ];
}

/** The commands that hold every word of what was typed; those that begin with it first. */
export function matching<One extends { words: string }>(commands: readonly One[], typed: string): One[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return [...commands];
  const words = text.split(/\s+/);
  const fits = commands.filter((one) => words.every((word) => one.words.toLowerCase().includes(word)));
  const begins = (one: One) => (one.words.toLowerCase().startsWith(text) ? 0 : 1);
  return fits.toSorted((a, b) => begins(a) - begins(b));
}

import { html, type Markup } from "../../html.ts";
import type { Words } from "../../words/words.ts";
import { cleanText } from "../value.ts";
import type { Marked } from "./page.ts";

/** Fewer quoted lines than this stay open. */
const folded = 3;
const mostFolds = 50;

/** A message's text: every letter of it as a letter. Longer runs of quoted lines are folded away. */
export function bodyMarkup(text: string, marked: Marked, words: Words): Markup {
  const lines = cleanText(text).trimEnd().split("\n");
  const parts: Markup[] = [];
  let run: string[] = [];
  let isQuoted = false;
  const close = () => {
    if (run.every((line) => line.trim() === "")) {
      run = [];
      return;
    }
    const block = html`<div class="text" dir="auto">${marked(run.join("\n").trimEnd())}</div>`;
    const isFolded = isQuoted && run.length >= folded && parts.length < mostFolds * 2;
    parts.push(
      isFolded
        ? html`<details class="quoted"><summary>${words.say("threads.quoted", { n: run.length })}</summary>${block}</details>`
        : block,
    );
    run = [];
  };
  for (const line of lines) {
    const quoted = /^\s{0,3}[>|]/.test(line);
    if (quoted !== isQuoted && parts.length < mostFolds * 2) {
      close();
      isQuoted = quoted;
    }
    run.push(line);
  }
  close();
  return html`${parts}`;
}

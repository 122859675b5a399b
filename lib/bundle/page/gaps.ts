import { html, type Markup } from "../html.ts";
import type { Words } from "../words/words.ts";
import { ruleInWords } from "./hidden.ts";

/** A value with its hidden parts as marked gaps; what only looks like a mark, because that rule hid nothing here, stays. */
export function withGaps(
  cell: string,
  rules: Record<string, number> | undefined,
  words: Words,
): (string | Markup)[] {
  return cell.split(/(\[hidden: [a-z0-9_]{1,64}\])/).map((part) => {
    const rule = part.slice("[hidden: ".length, -1);
    if (!part.startsWith("[hidden: ") || rules === undefined || !Object.hasOwn(rules, rule)) return part;
    return html`<span class="gap">${words.say("viewer.hiddenWhy", { reason: ruleInWords(rule, words) })}</span>`;
  });
}

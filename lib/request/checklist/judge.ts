import { actRules } from "./act-rules.ts";
import { answerRules } from "./answer-rules.ts";
import { contentsRules } from "./contents-rules.ts";
import type { ChecklistFacts } from "./facts.ts";
import { type Line, parts, type Rule } from "./line.ts";
import { searchRules } from "./search-rules.ts";
import { startRules } from "./start-rules.ts";

/** The whole table, in no order that matters. */
const rules: readonly Rule[] = [...startRules, ...searchRules, ...contentsRules, ...actRules, ...answerRules];

/** What the law that leads asks for a request, line by line, in the order in which it is done (pure). */
export function checklistOf(facts: ChecklistFacts): Line[] {
  const lines = rules.flatMap((rule) => {
    const source = rule.asked(facts);
    if (source === null) return [];
    const { state, why } = rule.judge(facts);
    const { id, part, where, title } = rule;
    return [
      {
        id,
        part,
        title: typeof title === "string" ? title : title(facts),
        state,
        why,
        source,
        where,
        blocks: rule.blocking && state === "open",
      },
    ];
  });
  return parts.flatMap((part) => [
    ...lines.filter((line) => line.part === part),
    ...(part === "answer" ? letterLines(facts) : []),
  ]);
}

/** What the letter of the decision must say: each content a line of its own, with the place that asks for it. */
function letterLines({ decision }: ChecklistFacts): Line[] {
  if (decision === null || decision.state === "sent") return [];
  return decision.letter.map(({ content, label, missing, why }) => ({
    id: `letter_${content}`,
    part: "answer",
    title: `The letter says ${label}`,
    state: missing ? "open" : "done",
    why: missing ? "It does not say it yet." : "It does.",
    source: why,
    where: "/decide",
    blocks: missing,
  }));
}

/** How many lines count, how many of them are done, and how many keep the answer from going out. */
export function progressIn(lines: readonly Line[]): { counted: number; done: number; blocking: number } {
  const count = (test: (line: Line) => boolean) => lines.filter(test).length;
  return {
    counted: count(({ state }) => state !== "not_needed"),
    done: count(({ state }) => state === "done"),
    blocking: count(({ blocks }) => blocks),
  };
}

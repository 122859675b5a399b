import { answersWithBundle } from "#lib/law/rights.ts";
import { type ChecklistFacts, isAnswered } from "#lib/request/checklist/facts.ts";
import { progressIn } from "#lib/request/checklist/judge.ts";
import type { Line } from "#lib/request/checklist/line.ts";
import type { StaffAction } from "#lib/staff/permissions.ts";

/** One page of a request: how it is called, what it says of itself, and who may open it. */
export type OutlineItem = {
  path: string;
  title: string;
  /** How it stands, in two or three words; null where nothing is to be said. */
  state: string | null;
  /** True where somebody has something to do there. */
  due: boolean;
  action: StaffAction;
  key?: string;
};

const item = (
  path: string,
  title: string,
  {
    state = null,
    due = false,
    action = "see_requests",
    key,
  }: Partial<Omit<OutlineItem, "path" | "title">> = {},
): OutlineItem => ({ path, title, state, due, action, ...(key ? { key } : {}) });

const erasing: Record<ChecklistFacts["erasure"], string> = {
  none: "no plan yet",
  planning: "being planned",
  proposed: "waits for two",
  approved: "approved",
  acting: "running",
  stopped: "stopped",
  done: "done",
};

/** The pages that a request has by its right and by what happened to it, in the order in which they are used (pure). */
export function outlineOf(facts: ChecklistFacts, lines: readonly Line[]): OutlineItem[] {
  const { right, behalf, questions, systems, corrections, hidden, elsewhere, told, decision } = facts;
  const answered = isAnswered(facts);
  const { counted, done } = progressIn(lines);
  const when = (test: boolean, ...items: OutlineItem[]) => (test ? items : []);
  const number = (count: number, words: string) => (count > 0 ? `${count} ${words}` : null);
  return [
    item("", "Overview"),
    item("/checklist", "Checklist", { state: `${done} of ${counted}` }),
    ...when(
      systems.all > 0,
      item("/person", "Person", {
        state: number(systems.undecided.length, "to decide"),
        due: systems.undecided.length > 0,
      }),
    ),
    item("/clock", "Clock, questions, more time", {
      state: number(questions.toJudge, "to judge") ?? number(questions.open, "waiting"),
      due: questions.toJudge > 0,
      key: "e",
    }),
    item("/receipt", "Receipt and laws"),
    ...when(
      behalf !== null,
      item("/behalf", "For somebody else", {
        state: behalf?.state === "open" ? "to decide" : (behalf?.state ?? null),
        due: behalf?.state === "open",
        action: "work",
      }),
    ),
    ...when(
      right === "erasure",
      item("/erase", "Erasure", {
        state: erasing[facts.erasure],
        due: !answered && (facts.erasure === "proposed" || facts.erasure === "stopped"),
      }),
    ),
    ...when(
      right === "rectification",
      item("/correct", "Corrections", {
        state: number(corrections.asked, "to decide"),
        due: corrections.asked > 0,
      }),
    ),
    ...when(
      touchesEffects(facts),
      item("/effects", "Choices and restriction", {
        state: facts.effects.open.length > 0 ? `${facts.effects.open.length} not set` : null,
        due: facts.objection?.state === "weighing",
      }),
    ),
    ...when(
      right === "automated_decision_review",
      item("/review", "Look again", {
        state: number(facts.reviews.open, "to look at"),
        due: facts.reviews.open > 0,
        action: "see_findings",
        key: "r",
      }),
    ),
    ...when(
      answersWithBundle(right),
      item("/hidden", "Hidden parts", {
        state: number(hidden.undecided, "undecided"),
        due: hidden.undecided > 0 && !answered,
        action: "see_findings",
        key: "r",
      }),
    ),
    ...when(
      right === "portability",
      item("/elsewhere", "To another company", {
        state: number(elsewhere.open, "to decide"),
        due: elsewhere.open > 0,
        action: "see_findings",
      }),
    ),
    item("/decide", "Decide", {
      state: decision === null ? null : deciding[decision.state],
      due: decision?.state === "draft",
      action: "see_findings",
      key: "D",
    }),
    ...when(
      told.all > 0,
      item("/told", "Recipients told", {
        state: number(told.open, "without an answer"),
        due: told.open > 0,
      }),
    ),
    item("/evidence", "Evidence", { action: "export_log" }),
  ];
}

const deciding = { draft: "draft", proposed: "waits for a second", sent: "sent" } as const;

/** What can be switched or only kept: by its right, or because it was. */
function touchesEffects({ right, effects, restriction, objection }: ChecklistFacts): boolean {
  return (
    ["restriction", "objection", "opt_out", "limit_sensitive", "rectification"].includes(right) ||
    effects.all > 0 ||
    restriction !== "none" ||
    objection !== null
  );
}

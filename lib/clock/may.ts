import type { Day } from "#lib/core/day.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";
import { answerClock, extensionNotice, extensionRule, type Facts } from "./answer.ts";
import type { History } from "./history.ts";
import type { Question } from "./pauses.ts";
import type { Refusal } from "./refusals.ts";

/** What was known of a request at the end of a day: later answers and notices had not come. */
function asOf(facts: Facts, on: Day): Facts {
  const { extension, ...others } = facts;
  return {
    ...others,
    questions: facts.questions
      .filter((one) => one.asked <= on)
      .map((one) => (one.answered !== null && one.answered > on ? { ...one, answered: null } : one)),
    ...(extension && extension.sent <= on ? { extension } : {}),
  };
}

/** Why a question asked on a day may not stop the clock; null where it may. The sentence still may be asked. */
export function mayAsk(facts: Facts, { about, asked }: Pick<Question, "about" | "asked">): Refusal | null {
  const { regime, right, received } = facts;
  const rule = regime.pause[about];
  if (asked < received) return "asked_before_receipt";
  if (about === "identity" && regime.rights[right]?.proof === "none") return "proof_not_allowed";
  if (rule.effect === "none") return "no_pause_in_law";
  if (rule.effect === "suspends" && rule.rights && !rule.rights.includes(right)) return "right_not_covered";
  const then = asOf(facts, asked);
  if (then.questions.some((one) => one.about === about && one.answered === null)) return "question_open";
  const { legalDue } = answerClock(then, asked);
  return legalDue !== null && asked > legalDue ? "asked_too_late" : null;
}

/** A question that stops no clock, and why not. */
export type Unlawful = { question: Question; why: Refusal };

/** The same facts with only those questions that may stop the clock, judged one by one in the order of asking. */
export function lawful<Told extends Facts>(facts: Told): { facts: Told; unlawful: Unlawful[] } {
  const kept: Question[] = [];
  const unlawful: Unlawful[] = [];
  for (const question of facts.questions.toSorted(byDay)) {
    const why = mayAsk({ ...facts, questions: kept }, question);
    if (why === null) kept.push(question);
    else unlawful.push({ question, why });
  }
  return { facts: { ...facts, questions: kept }, unlawful };
}

// Of two questions of one day, the one that was answered sooner was asked first: insufficient evidence, asked again.
const byDay = (a: Question, b: Question) =>
  a.asked.localeCompare(b.asked) || (a.answered ?? "9999").localeCompare(b.answered ?? "9999");

/** Why the answer may not be extended by a notice sent on a day, with a reason and, where the law asks for it, a new day. */
export function mayExtend(
  history: History,
  on: Day,
  wish?: { reason: ExtensionReason; until?: Day },
): Refusal | null {
  const rule = extensionRule(history.regime, history.right);
  if (rule === null) return "no_extension_in_law";
  if (on < history.received) return "event_before_receipt";
  if (history.extension) return "already_extended";
  if (history.answered !== undefined || history.refused !== undefined) return "already_answered";
  const { facts } = lawful(history);
  const clock = answerClock(asOf(facts, on), on);
  if (clock.state === "withdrawn") return "withdrawn";
  if (clock.state === "policy") return "no_day_to_extend";
  if (wish && !rule.reasons.includes(wish.reason)) return "reason_not_in_law";
  // While a question is open the window for the notice stands open too.
  if (clock.first === null) return null;
  if (on > extensionNotice(facts, rule, clock.first).legal) return "notice_too_late";
  if (!wish || rule.total !== null) return null;
  if (wish.until === undefined) return "new_day_missing";
  return wish.until > clock.first.legal ? null : "new_day_not_later";
}

import { randomUUID } from "node:crypto";
import { question } from "#drizzle/schema/clock.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { addDays, type Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { oweDutyNotice } from "../duty-notice.ts";
import { type About, type AskPreview, previewAsk } from "./ask-effect.ts";
import { keepClocks } from "./keep.ts";
import { checkEvidence } from "./may-ask-for.ts";
import { clockEffectInWords } from "./notice-texts.ts";
import { questionsOf, sealQuestion } from "./question.ts";
import { typedText } from "./typed.ts";
import { workedOn } from "./worked-on.ts";

/** A question as staff write it. `evidence` and the reasons for a document: only where it is about identity. */
export type Asking = {
  about: About;
  /** What is asked, as the person reads it. */
  text: string;
  /** Why it is needed, as the person reads it. */
  why: string;
  evidence?: string | undefined;
  /** Why it comes later than promptly, for the file. */
  lateWhy?: string | undefined;
  documentWhy?: string | undefined;
  noEarlierWhy?: string | undefined;
};

/** Which clocks wait for the answer and which run on, by law. */
export type Asked = { questionId: string; stops: string[]; runsOn: string[] };

/** Days that a person is given to reply (product policy). */
const daysToReply = 14;
/** Days before the due day at which an answer is still of use while the clock runs on, and the fewest to reply in. */
const ahead = { before: 7, least: 3 };

/**
 * Asks the person who asks. The message is owed, the question kept, and the clock waits under each law that lets it.
 * Throws HabeasError `invalid` for proof that may not be asked for or a reason that is missing, `conflict` while a
 * question for the same reason is open; then nothing changes.
 */
export async function askPerson(actor: Actor, reference: string, asking: Asking): Promise<Asked> {
  return inTransaction(async (tx) => {
    const { row, facts, laws, today } = await workedOn(tx, actor, reference);
    const { about } = asking;
    const before = await questionsOf(tx, row.id);
    refuseOpen(before, about);
    const right = row.right as Right;
    const proof =
      about === "identity"
        ? checkEvidence({ evidence: undefined, ...asking }, laws, right, before)
        : { evidence: null, documentWhy: null, noEarlierWhy: null };
    const text = typedText(asking.text, { what: "what you want to know", least: 5 });
    const why = typedText(asking.why, { what: "why you need to know it", most: 2_000, least: 5 });
    const preview = previewAsk(facts, laws, about, today);
    if (preview.withdrawn)
      throw new HabeasError("conflict", "The request counts as withdrawn. Close it, or drop the fee first.");
    const { evidence, ...reasons } = proof;
    const words = {
      text,
      why,
      replyBy: replyBy(preview, row.safeDue, today),
      lateWhy: preview.late
        ? typedText(asking.lateWhy, { what: "why the question comes only now", least: 10 })
        : null,
      ...reasons,
    };
    const id = randomUUID();
    await tx.insert(question).values({
      id,
      requestId: row.id,
      about,
      evidence,
      askedDay: today,
      askedBy: actorName(actor),
      sealed: sealQuestion(await keyOf(tx, row.id), id, words),
    });
    await oweDutyNotice(tx, row, {
      notice: "question",
      given: {
        what_is_asked: text,
        reasons: why,
        clock_effect: clockEffectInWords(preview.waits, preview.day ?? row.safeDue, row.language),
        reply_by: words.replyBy,
        may_withdraw: "yes",
      },
    });
    const stops = preview.effects.filter((one) => one.stops).map((one) => one.law);
    await audit(tx, row.id, actor, { kind: "question_asked", about, evidence, stops });
    await keepClocks(tx, row, { cause: "question_asked", actor, today });
    return {
      questionId: id,
      stops,
      runsOn: laws.map(({ law }) => law).filter((law) => !stops.includes(law)),
    };
  });
}

function refuseOpen(
  before: readonly { about: string; answeredDay: Day | null; verdict: string | null }[],
  about: About,
): void {
  const same = before.filter((one) => one.about === about);
  if (same.some((one) => one.answeredDay === null))
    throw new HabeasError("conflict", "A question for the same reason is still open.");
  if (same.some((one) => one.verdict === null))
    throw new HabeasError("conflict", "The last answer is not judged yet. Say first whether it suffices.");
}

/** Until when a reply is asked for: in time to be of use where the clock does not wait. */
export function replyBy({ waits }: AskPreview, safeDue: Day, today: Day): Day {
  const usual = addDays(today, daysToReply);
  if (waits) return usual;
  const useful = addDays(safeDue, -ahead.before);
  const least = addDays(today, ahead.least);
  return useful < least ? least : useful < usual ? useful : usual;
}

import { eq, sql } from "drizzle-orm";
import { question } from "#drizzle/schema/clock.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { oweOnce } from "../owe-once.ts";
import { deleteDocument } from "./documents.ts";
import { keepClocks } from "./keep.ts";
import { questionOf } from "./question.ts";
import { workedOn } from "./worked-on.ts";

/** What staff make of an answer. withdrawn: it is not needed any more; that also closes a question that is still open. */
const verdicts = ["sufficient", "insufficient", "withdrawn"] as const;

/**
 * Staff judge an answer; a document that came with it is deleted. Throws HabeasError `conflict` where there is no answer
 * to judge, or it is judged already.
 */
export async function judgeAnswer(
  actor: Actor,
  reference: string,
  questionId: string,
  typed: string,
): Promise<void> {
  const verdict = verdicts.find((one) => one === typed);
  if (!verdict) throw new HabeasError("invalid", "Choose what you make of the answer.");
  const judged = await inTransaction(async (tx) => {
    const { row, today } = await workedOn(tx, actor, reference);
    const asked = await questionOf(tx, row.id, questionId);
    if (asked.verdict !== null) throw new HabeasError("conflict", "This answer is judged already.");
    const open = asked.answeredDay === null;
    if (open && verdict !== "withdrawn")
      throw new HabeasError("conflict", "The person has not answered yet.");
    await tx
      .update(question)
      .set({
        verdict,
        judgedBy: actorName(actor),
        judgedAt: sql`now()`,
        // What the person had begun to type is not an answer.
        ...(open ? { answeredDay: today, answeredAt: sql`now()`, sealedAnswer: null } : {}),
      })
      .where(eq(question.id, asked.id));
    await audit(tx, row.id, actor, { kind: "question_judged", about: asked.about, verdict });
    if (verdict === "insufficient" && asked.about === "identity")
      await oweOnce(tx, row, `identity_unclear/${asked.id}`, {
        kind: "identity_unclear",
        vars: { reference: row.reference },
      });
    if (open) await keepClocks(tx, row, { cause: "question_answered", actor, today });
    return asked;
  });
  // What fails here is done by housekeeping: the verdict stands.
  if (judged.documentKey !== null) await deleteDocument(actor, judged.requestId, judged.id);
}

import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { inTransaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { isTheirs, requestFor } from "../access.ts";
import { type About, isLeadWaiting } from "./ask-effect.ts";
import { feeOf, openFee } from "./fee.ts";
import { lastDayToAgree } from "./fee-rules.ts";
import { keyIfKept } from "./key-if-kept.ts";
import { moneyInWords } from "./notice-texts.ts";
import { draftOf, openQuestion, type QuestionRow, questionsOf } from "./question.ts";
import { isWorkedOn, withClocks } from "./worked-on.ts";

/**
 * A question as the person sees it. The browser that filed the request sees, before proof, only that it is asked who it
 * is: the words went to the mailbox, and may hold what nobody has proven to be theirs.
 */
export type PersonQuestion = {
  id: string;
  about: About;
  /** Null to a browser that has proven nothing. */
  text: string | null;
  why: string | null;
  replyBy: Day | null;
  answered: boolean;
  mayUpload: boolean;
  /** What was typed before and could not be sent. */
  draft: string;
};

/** `agreeBy`: where the law takes silence for a withdrawal, the last day to agree. */
export type PersonFee = {
  state: "asked" | "paid";
  amount: string;
  why: string | null;
  agreeBy: Day | null;
};

/** What we wait for the person for. `waits`: the time stands still until then. */
export type PersonClock = { questions: PersonQuestion[]; fee: PersonFee | null; waits: boolean };

/** What a request waits for the person for, as this browser may see it. Throws the uniform `not_found` to everybody else. */
export async function readPersonClock(actor: Actor, reference: string): Promise<PersonClock> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "see", staff: "see_requests" });
    const key = await keyIfKept(tx, row.id);
    if (!isWorkedOn(row) || key === null) return { questions: [], fee: null, waits: false };
    const mine = isTheirs(actor, row);
    const asked = await questionsOf(tx, row.id);
    const given = mine ? await feeOf(tx, row.id) : null;
    const { facts, laws, today } = await withClocks(tx, row);
    const view = (one: QuestionRow): PersonQuestion => {
      const { text, why, replyBy } = openQuestion(key, one);
      return {
        id: one.id,
        about: one.about as About,
        ...(mine ? { text, why, replyBy } : { text: null, why: null, replyBy: null }),
        answered: one.answeredDay !== null,
        mayUpload: mine && one.evidence === "identity_document",
        draft: draftOf(key, one, mine),
      };
    };
    return {
      questions: asked.filter((one) => mine || one.about === "identity").map(view),
      fee:
        given?.state === "asked" || given?.state === "paid"
          ? {
              state: given.state,
              amount: moneyInWords(given.amount, given.currency, row.language),
              why: openFee(key, given).explanation,
              agreeBy: given.askedDay === null ? null : lastDayToAgree(laws, given.askedDay),
            }
          : null,
      waits: isLeadWaiting(facts, laws, today),
    };
  });
}

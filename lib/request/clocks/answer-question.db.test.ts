import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { answerQuestion, keepAnswerDraft, recordAnswer } from "./answer-question.ts";
import { type Asking, askPerson } from "./ask.ts";
import { member, refusedUnchanged } from "./fixture/staff.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { readPersonClock } from "./person-view.ts";

let house: House;
const worker = member("analyst");
const pdf = Buffer.from("%PDF-1.7 canary-of-a-passport");

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
});
afterAll(() => house.close());

const identity: Asking = {
  about: "identity",
  evidence: "matched_data_points",
  text: "Which of our shops did you last buy from?",
  why: "Two people use this address.",
};
const clarification: Asking = {
  about: "clarification",
  text: "Do you want the letters of 2019 too?",
  why: "There are very many of them.",
};

/** A proven request of somewhere, filed on a day. */
async function filed(place: string, change: Parameters<typeof way.fileAndProve>[0] = {}) {
  return way.fileAndProve({ place, ...change });
}

const stateOf = async (id: string) =>
  (
    await house.query<{ clock_state: string; safe_due: string; legal_due: string; clock_version: number }>(
      "select clock_state, safe_due::text, legal_due::text, clock_version from request where id = $1",
      [id],
    )
  )[0];

/** That an act is refused with a code and a sentence, and that nothing changed. */
const refused = refusedUnchanged(() => house);

describe("the person's answer", () => {
  it("closes the question on that day, once", async () => {
    const { requestId, reference, person } = await filed("IE");
    const { questionId } = await askPerson(worker, reference, clarification);
    await answerQuestion(person, reference, questionId, { text: "No, only 2024." });
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "running" });
    await refused(
      () => answerQuestion(person, reference, questionId, { text: "Again." }),
      "conflict",
      /answered already/,
    );
  });

  it("comes from the person alone; the browser that filed it may answer who it is, with words", async () => {
    const mine = await way.file({ place: "IE" });
    const other = await filed("IE");
    const clear = await askPerson(worker, mine.reference, clarification);
    const who = await askPerson(worker, mine.reference, {
      ...identity,
      evidence: "identity_document",
      documentWhy: "Nothing less is known of them.",
      noEarlierWhy: "There is no account to ask about.",
    });
    const words = { text: "It is me." };
    for (const actor of [way.newVisitor(), other.person, other.visitor, worker, way.operator]) {
      for (const { questionId } of [clear, who]) {
        await refused(
          () => answerQuestion(actor, mine.reference, questionId, words),
          "not_found",
          /nothing here/,
        );
      }
    }
    await refused(
      () => answerQuestion(mine.visitor, mine.reference, clear.questionId, words),
      "not_found",
      /nothing/,
    );
    await refused(
      () => answerQuestion(mine.visitor, mine.reference, who.questionId, { text: "", document: pdf }),
      "invalid",
      /No document/,
    );
    // A session of another request in the same browser proves nothing about this one.
    const both = { ...other.person, browser: mine.visitor.browser };
    await refused(
      () => answerQuestion(both, mine.reference, who.questionId, { text: "", document: pdf }),
      "invalid",
      /No document/,
    );
    await refused(
      () => keepAnswerDraft(worker, mine.reference, who.questionId, "Typed by staff."),
      "not_found",
      /nothing/,
    );
    await keepAnswerDraft(both, mine.reference, who.questionId, "Typed before.");
    const draftFor = async (actor: Actor) =>
      (await readPersonClock(actor, mine.reference)).questions.find(({ id }) => id === who.questionId)?.draft;
    expect(await draftFor(mine.visitor)).toBe("Typed before.");
    expect(await draftFor({ ...other.person, requestId: mine.requestId })).toBe("");
    // A question of another request is not this one's.
    await refused(
      () => answerQuestion(other.person, other.reference, who.questionId, words),
      "not_found",
      /nothing/,
    );
    await refused(
      () => answerQuestion(mine.visitor, mine.reference, "x' or true --", words),
      "not_found",
      /nothing/,
    );
    await answerQuestion(mine.visitor, mine.reference, who.questionId, words);
    // Proven by somebody: the browser that filed it may be a stranger's.
    const proven = await filed("IE");
    const { questionId } = await askPerson(worker, proven.reference, identity);
    for (const act of [
      () => answerQuestion(proven.visitor, proven.reference, questionId, words),
      () => keepAnswerDraft(proven.visitor, proven.reference, questionId, "Not mine."),
    ])
      await refused(act, "not_found", /nothing here/);
    await answerQuestion(proven.person, proven.reference, questionId, words);
  });

  it("is judged once, after it came; what is not needed any more closes it too", async () => {
    const { requestId, reference, person } = await filed("IE");
    const { questionId } = await askPerson(worker, reference, clarification);
    await refused(
      () => judgeAnswer(worker, reference, questionId, "sufficient"),
      "conflict",
      /not answered yet/,
    );
    await refused(() => judgeAnswer(worker, reference, questionId, "fine"), "invalid", /Choose/);
    await refused(
      () => judgeAnswer(member("auditor"), reference, questionId, "withdrawn"),
      "forbidden",
      /role/,
    );
    await refused(() => judgeAnswer(person, reference, questionId, "withdrawn"), "not_found", /nothing/);
    await judgeAnswer(worker, reference, questionId, "withdrawn");
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "running" });
    await refused(
      () => judgeAnswer(worker, reference, questionId, "sufficient"),
      "conflict",
      /judged already/,
    );
    await refused(
      () => answerQuestion(person, reference, questionId, { text: "Late." }),
      "conflict",
      /already/,
    );
    await refused(
      () => recordAnswer(worker, reference, questionId, { text: "Late.", how: "phone" }),
      "conflict",
      /already/,
    );
    await refused(
      () => recordAnswer(worker, reference, questionId, { text: "Late.", how: "pigeon" }),
      "invalid",
      /how the answer reached/,
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { answerQuestion, keepAnswerDraft } from "./answer-question.ts";
import { askPerson } from "./ask.ts";
import { readClockDesk } from "./clock-desk-view.ts";
import { extendRequest } from "./extend.ts";
import { proposeFee } from "./fee.ts";
import { checksum, member } from "./fixture/staff.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { readPersonClock } from "./person-view.ts";

let house: House;
const worker = member("analyst");

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
});
afterAll(() => house.close());

const identity = {
  about: "identity",
  evidence: "matched_data_points",
  text: "Which of our shops did you last buy from?",
  why: "Two people use this address.",
} as const;

describe("the clock of a request at the desk", () => {
  it("says before anything is sent exactly what it then does", async () => {
    for (const place of ["IE", "GB", "US-CA", "BR", "CH", "EG"]) {
      const { requestId, reference } = await way.file({ place });
      const before = await checksum(house);
      const desk = await readClockDesk(worker, reference);
      expect(await checksum(house)).toBe(before);
      const told = desk.ask.find((one) => one.about === "clarification")?.preview;
      const asked = await askPerson(worker, reference, { ...identity, about: "clarification" });
      expect(told?.effects.filter((one) => one.stops).map((one) => one.law)).toEqual(asked.stops);
      const then = await readClockDesk(worker, reference);
      expect(then.deadline.state === "paused").toBe(told?.waits);
      if (told?.waits) expect(then.deadline.ifAnsweredToday).toBe(told.day);
      else expect(then.deadline.safeDue).toBe(told?.day);
      const [question] = then.questions;
      await judgeAnswer(worker, reference, question?.id ?? "", "withdrawn");
      const choice = desk.extend.choices[0];
      if (!choice) {
        expect(desk.extend.refused).not.toBeNull();
        continue;
      }
      const wish = { reason: choice.reason, explanation: "It lies in eleven systems." };
      if (desk.extend.mustName) continue;
      const extended = await extendRequest(worker, reference, wish);
      expect(extended.to).toBe(choice.preview.to);
      const [row] = await house.query<{ safe_due: string }>(
        "select safe_due::text from request where id = $1",
        [requestId],
      );
      expect(row?.safe_due).toBe(choice.preview.leads);
      expect((await readClockDesk(worker, reference)).extend.refused).toMatch(/extended already/);
    }
  });

  it("shows words to those who work on requests and decide them, not to who only audits", async () => {
    const { reference, person } = await way.fileAndProve({ place: "IE" });
    const { questionId } = await askPerson(worker, reference, identity);
    await answerQuestion(person, reference, questionId, { text: "The one in Cork." });
    await proposeFee(worker, reference, {
      reason: "excessive",
      amount: "25",
      currency: "EUR",
      explanation: "You ask every week for the same.",
      evidence: "Nine requests since March.",
    });
    const seen = await readClockDesk(member("approver"), reference);
    expect(seen.questions[0]).toMatchObject({ text: identity.text, answer: { text: "The one in Cork." } });
    expect(seen.fee.given).toMatchObject({ evidence: "Nine requests since March.", mine: false });
    expect(seen.may).toEqual({ work: false, approve: true, cancel: false });
    const audited = await readClockDesk(member("auditor"), reference);
    expect(audited.questions[0]).toMatchObject({
      text: null,
      why: null,
      answer: null,
      answeredDay: expect.any(String),
    });
    expect(audited.fee.given).toMatchObject({ explanation: null, evidence: null, amount: "EUR 25.00" });
    expect((await readClockDesk(worker, reference)).fee.given?.mine).toBe(true);
    await expect(readClockDesk(person, reference)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the clock of a request on the person's page", () => {
  it("shows the browser that filed it no words of a question, and nothing of the rest", async () => {
    const { reference, visitor, person } = await way.fileAndProve({ place: "IE" });
    await askPerson(worker, reference, identity);
    await askPerson(worker, reference, { ...identity, about: "clarification", evidence: undefined });
    const before = await readPersonClock(visitor, reference);
    expect(before.questions).toEqual([
      expect.objectContaining({ about: "identity", text: null, why: null, replyBy: null, mayUpload: false }),
    ]);
    const proven = await readPersonClock(person, reference);
    expect(proven).toMatchObject({ waits: true, fee: null });
    expect(proven.questions.map((one) => one.text)).toEqual([identity.text, identity.text]);
    for (const stranger of [way.newVisitor(), (await way.fileAndProve({ place: "IE" })).person])
      await expect(readPersonClock(stranger, reference)).rejects.toMatchObject({ code: "not_found" });
  });

  it("gives back what was typed and could not be sent, to who typed it alone", async () => {
    const { reference, visitor, person } = await way.fileAndProve({ place: "IE" });
    const { questionId } = await askPerson(worker, reference, identity);
    await keepAnswerDraft(person, reference, questionId, "The one in");
    expect((await readPersonClock(person, reference)).questions[0]?.draft).toBe("The one in");
    expect((await readPersonClock(visitor, reference)).questions[0]?.draft).toBe("");
    // A draft is no answer, to nobody.
    expect((await readClockDesk(worker, reference)).questions[0]).toMatchObject({ answer: null });
    await judgeAnswer(worker, reference, questionId, "withdrawn");
    expect((await readClockDesk(worker, reference)).questions[0]).toMatchObject({ answer: null });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { addDays } from "#lib/core/day.ts";
import { companyToday } from "#lib/map/today.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { track } from "../track.ts";
import { recordAnswer } from "./answer-question.ts";
import { type Asking, askPerson } from "./ask.ts";
import { member, refusedUnchanged } from "./fixture/staff.ts";
import { judgeAnswer } from "./judge-answer.ts";

let house: House;
const worker = member("analyst");

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
});
afterEach(() => {
  vi.useRealTimers();
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

const goTo = (day: string) => vi.useFakeTimers({ now: new Date(`${day}T10:00:00Z`), toFake: ["Date"] });

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

describe("asking the person", () => {
  it("sends the question, says what it does to the clock, and the clock waits from that day", async () => {
    const { requestId, reference, person } = await filed("IE");
    const asked = await askPerson(worker, reference, identity);
    expect(asked).toMatchObject({ stops: ["EU_GDPR"], runsOn: [] });
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "paused" });
    const mail = (await way.owedTo(requestId)).findLast((one) => one.kind === "question");
    const { contents } = JSON.parse(mail?.vars.facts ?? "{}");
    expect(contents).toMatchObject({
      what_is_asked: identity.text,
      reasons: identity.why,
      reply_by: addDays(companyToday(), 14),
      clock_effect: expect.stringContaining("stands still"),
      may_withdraw: expect.any(String),
    });
    const { deadline } = await track(person, reference);
    expect(deadline).toMatchObject({ state: "paused", ifAnsweredToday: expect.any(String) });
    const [kept] = await house.query<{ cause: string; by: string }>(
      "select cause, by from clock_change where request_id = $1 order by number desc limit 1",
      [requestId],
    );
    expect(kept).toEqual({ cause: "question_asked", by: `staff/${worker.staffId}` });
  });

  it("goes on when it is answered, later by the days that it waited", async () => {
    goTo("2026-03-02");
    const { requestId, reference } = await way.file({ place: "IE" });
    const first = await stateOf(requestId);
    await askPerson(worker, reference, identity);
    goTo("2026-03-12");
    const [open] = await house.query<{ id: string }>("select id from question where request_id = $1", [
      requestId,
    ]);
    await recordAnswer(worker, reference, open?.id ?? "", { text: "The one in Cork.", how: "phone" });
    expect(await stateOf(requestId)).toMatchObject({
      clock_state: "running",
      safe_due: addDays(first?.safe_due ?? "", 10),
      clock_version: 3,
    });
  });

  it("may be asked where no law lets the clock wait, and says so", async () => {
    const { requestId, reference } = await filed("US-CA");
    const before = await stateOf(requestId);
    const asked = await askPerson(worker, reference, clarification);
    expect(asked).toMatchObject({ stops: [], runsOn: ["US_CA_CCPA"] });
    expect(await stateOf(requestId)).toMatchObject({
      clock_state: "running",
      safe_due: before?.safe_due,
      legal_due: before?.legal_due,
    });
    const mail = (await way.owedTo(requestId)).findLast((one) => one.kind === "question");
    expect(JSON.parse(mail?.vars.facts ?? "{}").contents.clock_effect).toContain("goes on while we wait");
  });

  it("waits under one law and runs on under another", async () => {
    const { requestId, reference } = await filed("IE");
    await house.query(
      "insert into request_law (request_id, law, rule_version, reason) values ($1, 'US_CA_CCPA', 'US_CA_CCPA@1', 'chosen_by_staff')",
      [requestId],
    );
    const asked = await askPerson(worker, reference, clarification);
    expect(asked).toMatchObject({ stops: ["EU_GDPR"], runsOn: ["US_CA_CCPA"] });
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "running" });
  });

  it("asks for no more proof than every law allows, and for none where somebody opts out", async () => {
    const proven = await filed("IE");
    const ask = (reference: string, change: Partial<Asking>) => () =>
      askPerson(worker, reference, { ...identity, ...change });
    await refused(ask(proven.reference, { evidence: undefined }), "invalid", /Choose what you ask for/);
    await refused(ask(proven.reference, { evidence: "passport" }), "invalid", /Choose what you ask for/);
    await refused(
      ask(proven.reference, { evidence: "signed_declaration" }),
      "invalid",
      /More than may be asked/,
    );
    const optOut = await way.file({ place: "US-CA", right: "opt_out" });
    await refused(ask(optOut.reference, {}), "invalid", /No proof may be asked for this right/);
    const nevada = await way.file({ place: "US-NV", right: "opt_out" });
    expect(await ask(nevada.reference, {})()).toMatchObject({ runsOn: ["US_NV"] });
  });

  it("asks for an identity document only as the last resort, with reasons that are kept", async () => {
    const { requestId, reference } = await filed("IE");
    const document = { ...identity, evidence: "identity_document" };
    await refused(() => askPerson(worker, reference, document), "invalid", /why nothing less suffices/);
    const documentWhy = "Somebody else has tried to ask in their name.";
    await refused(
      () => askPerson(worker, reference, { ...document, documentWhy }),
      "invalid",
      /why you asked for nothing less before/,
    );
    const first = await askPerson(worker, reference, identity);
    await recordAnswer(worker, reference, first.questionId, { text: "I do not know.", how: "mail" });
    await judgeAnswer(worker, reference, first.questionId, "insufficient");
    await askPerson(worker, reference, { ...document, documentWhy });
    // No gap: the clock has waited from the first question on (EDPB Guidelines 01/2022, 157-160).
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "paused" });
  });

  it("wants a reason for what is asked late, and only where the clock would wait", async () => {
    goTo("2026-03-02");
    const irish = await way.file({ place: "IE" });
    const californian = await way.file({ place: "US-CA" });
    goTo("2026-03-20");
    await refused(
      () => askPerson(worker, irish.reference, identity),
      "invalid",
      /why the question comes only now/,
    );
    await askPerson(worker, irish.reference, {
      ...identity,
      lateWhy: "The second person turned up only today.",
    });
    await askPerson(worker, californian.reference, clarification);
    const { deadline } = await track(worker, irish.reference);
    expect(deadline.clocks.find((one) => one.kind === "answer")?.warnings).toEqual([
      expect.stringContaining("asked late"),
    ]);
  });

  it("is refused while one for the same reason is open or unjudged, to other roles, and once answered", async () => {
    const { requestId, reference, person, visitor } = await filed("IE");
    const { questionId } = await askPerson(worker, reference, identity);
    await refused(() => askPerson(worker, reference, identity), "conflict", /still open/);
    await recordAnswer(worker, reference, questionId, { text: "The one in Cork.", how: "phone" });
    await refused(() => askPerson(worker, reference, identity), "conflict", /not judged yet/);
    await judgeAnswer(worker, reference, questionId, "sufficient");
    await refused(() => askPerson(worker, reference, identity), "invalid", /found sufficient/);
    for (const role of ["approver", "auditor"] as const) {
      await refused(() => askPerson(member(role), reference, clarification), "forbidden", /role/);
    }
    for (const actor of [person, visitor]) {
      await refused(() => askPerson(actor, reference, clarification), "not_found", /nothing here/);
    }
    await refused(() => askPerson(worker, "LK-222-222", clarification), "not_found", /nothing here/);
    await house.query("update request set status = 'cancelled', ended_at = now() where id = $1", [requestId]);
    await refused(() => askPerson(worker, reference, clarification), "conflict", /answered or over/);
  });

  it("refuses empty, endless and unseeable words", async () => {
    const { reference } = await filed("IE");
    const ask = (change: Partial<Asking>) => () =>
      askPerson(worker, reference, { ...clarification, ...change });
    await refused(ask({ text: " " }), "invalid", /Write what you want to know/);
    await refused(ask({ why: "" }), "invalid", /why you need to know it/);
    await refused(ask({ text: "a".repeat(4_001) }), "invalid", /too long/);
    await refused(ask({ text: "Which\u202e one?" }), "invalid", /cannot be seen/);
  });

  it("is asked once where two ask at the same moment", async () => {
    const { requestId, reference } = await filed("IE");
    const both = await Promise.allSettled([
      askPerson(worker, reference, identity),
      askPerson(member("officer"), reference, identity),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await house.query("select 1 from question where request_id = $1", [requestId])).toHaveLength(1);
    expect((await way.owedTo(requestId)).filter((one) => one.kind === "question")).toHaveLength(1);
  });
});

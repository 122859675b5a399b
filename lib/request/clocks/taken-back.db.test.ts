import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { readQueue } from "#lib/queue/read.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { track } from "../track.ts";
import { recordAnswer } from "./answer-question.ts";
import { askPerson } from "./ask.ts";
import { proposeFee } from "./fee.ts";
import { member } from "./fixture/staff.ts";
import { judgeAnswer } from "./judge-answer.ts";

let house: House;
const worker = member("analyst");
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => house.close());

const goTo = (day: string) => vi.useFakeTimers({ now: new Date(`${day}T10:00:00Z`), toFake: ["Date"] });
const standing = async (id: string) =>
  (
    await house.query<{ clock_state: string; safe_due: string }>(
      "select clock_state, safe_due::text from request where id = $1",
      [id],
    )
  )[0];

/** Filed on 2 March 2026 and asked on the 4th who they are; it is the 20th now. */
async function asked(place: string) {
  goTo("2026-03-02");
  const { requestId, reference } = await way.file({ place });
  goTo("2026-03-04");
  const { questionId } = await askPerson(worker, reference, {
    about: "identity",
    evidence: "matched_data_points",
    text: "Which was your last order?",
    why: "The address is not known here.",
  });
  goTo("2026-03-20");
  return { requestId, reference, questionId };
}

describe("a question about who asks that is taken back", { timeout: 60_000 }, () => {
  it("unanswered starts no clock anew in the United Kingdom: it was not required", async () => {
    const { requestId, reference, questionId } = await asked("GB");
    expect(await standing(requestId)).toMatchObject({ clock_state: "not_started" });
    await judgeAnswer(worker, reference, questionId, "withdrawn");
    expect(await standing(requestId)).toEqual({ clock_state: "running", safe_due: "2026-04-02" });
  });

  it("after the answer does not undo the start by that answer", async () => {
    const { requestId, reference, questionId } = await asked("GB");
    await recordAnswer(worker, reference, questionId, { text: "A lamp, in May.", how: "phone" });
    await judgeAnswer(worker, reference, questionId, "withdrawn");
    expect(await standing(requestId)).toEqual({ clock_state: "running", safe_due: "2026-04-20" });
  });

  it("keeps the days that it stopped where the law suspends", async () => {
    const { requestId, reference, questionId } = await asked("IE");
    await judgeAnswer(worker, reference, questionId, "withdrawn");
    expect(await standing(requestId)).toEqual({ clock_state: "running", safe_due: "2026-04-18" });
  });
});

describe("a request that silence about a fee took back", { timeout: 60_000 }, () => {
  it("says so on the person's page and in the queue from its day on, although nobody wrote it down", async () => {
    goTo("2026-03-02");
    const { reference } = await way.file({ place: "CH" });
    await proposeFee(worker, reference, {
      reason: "disproportionate_effort",
      amount: "25.00",
      currency: "CHF",
      explanation: "You asked for every page of ten years on paper.",
      evidence: "The estimate of the archive.",
    });
    const states = async () => {
      const { rows } = await readQueue(way.operator, { query: "is:open" });
      const queued = rows.find((one) => one.reference === reference)?.deadline.state;
      return [(await track(way.operator, reference)).deadline.state, queued];
    };
    goTo("2026-03-12");
    expect(await states()).toEqual(["not_started", "not_started"]);
    goTo("2026-03-13");
    expect(await states()).toEqual(["withdrawn", "withdrawn"]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { track } from "../track.ts";
import { recordAnswer } from "./answer-question.ts";
import { askPerson } from "./ask.ts";
import { extendRequest } from "./extend.ts";
import { member, refusedUnchanged } from "./fixture/staff.ts";

let house: House;
const worker = member("analyst");

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => house.close());

const goTo = (day: string) => vi.useFakeTimers({ now: new Date(`${day}T10:00:00Z`), toFake: ["Date"] });
const wish = { reason: "complexity", explanation: "Your data lie in eleven systems." };

async function filedOn(day: string, change: Parameters<typeof way.file>[0]) {
  goTo(day);
  return way.file(change);
}

const daysOf = async (id: string) =>
  (
    await house.query<{ safe_due: string; legal_due: string }>(
      "select safe_due::text, legal_due::text from request where id = $1",
      [id],
    )
  )[0];

const refused = refusedUnchanged(() => house);

describe("more time", () => {
  it("is told to the person with its reason and the new day, counted from the day of receipt", async () => {
    const { requestId, reference, visitor } = await filedOn("2026-01-31", { place: "IE" });
    goTo("2026-02-20");
    expect(await extendRequest(worker, reference, wish)).toEqual({
      laws: ["EU_GDPR"],
      kept: [],
      from: "2026-02-28",
      to: "2026-04-30",
    });
    expect(await daysOf(requestId)).toEqual({ safe_due: "2026-04-30", legal_due: "2026-04-30" });
    const mail = (await way.owedTo(requestId)).findLast((one) => one.kind === "extension");
    expect(JSON.parse(mail?.vars.facts ?? "{}").contents).toMatchObject({
      reasons: "Your request is complex. Your data lie in eleven systems.",
      first_day: "2026-02-28",
      new_day: "2026-04-30",
    });
    const { deadline } = await track(visitor, reference);
    expect(deadline).toMatchObject({
      firstDue: "2026-02-28",
      extension: { sent: "2026-02-20", reason: "complexity" },
    });
    await refused(() => extendRequest(worker, reference, wish), "invalid", /extended already/);
  });

  it("keeps the days of pauses", async () => {
    const { requestId, reference } = await filedOn("2026-01-05", { place: "IE" });
    const { questionId } = await askPerson(worker, reference, {
      about: "clarification",
      text: "Which years do you mean?",
      why: "There are many letters.",
    });
    goTo("2026-01-15");
    await extendRequest(worker, reference, wish);
    await recordAnswer(worker, reference, questionId, { text: "All of them.", how: "mail" });
    expect(await daysOf(requestId)).toEqual({ safe_due: "2026-04-15", legal_due: "2026-04-15" });
  });

  it("moves only the laws that allow it; the others keep their days and are named", async () => {
    const { requestId, reference } = await filedOn("2026-03-02", { place: "IE" });
    await house.query(
      "insert into request_law (request_id, law, rule_version, reason) values ($1, 'BR_LGPD', 'BR_LGPD@1', 'chosen_by_staff')",
      [requestId],
    );
    const extended = await extendRequest(worker, reference, wish);
    expect(extended).toMatchObject({
      laws: ["EU_GDPR"],
      kept: [{ law: "BR_LGPD", why: "This law knows no extension for this right." }],
      to: "2026-06-02",
    });
    expect((await daysOf(requestId))?.safe_due).toBe("2026-03-17");
  });

  it("names the day itself where the law sets no longest time", async () => {
    const { requestId, reference } = await filedOn("2026-03-02", { place: "CH" });
    const swiss = { reason: "reasonably_necessary", explanation: "We wait for an archive abroad." };
    const until = (day: string) => () => extendRequest(worker, reference, { ...swiss, until: day });
    await refused(() => extendRequest(worker, reference, swiss), "invalid", /must name the new day/);
    await refused(until("2026-03-20"), "invalid", /later than the first/);
    await refused(until("2026-02-30"), "invalid", /does not exist/);
    expect(await until("2026-05-11")()).toMatchObject({ from: "2026-04-01", to: "2026-05-11" });
    expect(await daysOf(requestId)).toEqual({ safe_due: "2026-05-11", legal_due: "2026-05-11" });
  });

  it("does not exist in some laws, for opt-outs, and under our own promise", async () => {
    const brazil = await filedOn("2026-03-02", { place: "BR" });
    const optOut = await filedOn("2026-03-02", { place: "US-CA", right: "opt_out" });
    const own = await filedOn("2026-03-02", { place: "EG" });
    await refused(() => extendRequest(worker, brazil.reference, wish), "invalid", /no extension/);
    await refused(() => extendRequest(worker, optOut.reference, wish), "invalid", /no extension/);
    await refused(() => extendRequest(worker, own.reference, wish), "invalid", /No law that we know/);
  });

  it("is refused too late, for a reason that the law does not accept, to others, and once it is over", async () => {
    const { requestId, reference, visitor } = await filedOn("2026-01-31", { place: "IE" });
    await refused(
      () => extendRequest(worker, reference, { ...wish, reason: "reasonably_necessary" }),
      "invalid",
      /reason that the law accepts/,
    );
    await refused(
      () => extendRequest(worker, reference, { ...wish, explanation: "Busy" }),
      "invalid",
      /whole words/,
    );
    await refused(() => extendRequest(member("approver"), reference, wish), "forbidden", /role/);
    await refused(() => extendRequest(visitor, reference, wish), "not_found", /nothing here/);
    goTo("2026-03-03");
    await refused(() => extendRequest(worker, reference, wish), "invalid", /last day for the notice/);
    goTo("2026-02-20");
    await house.query("update request set status = 'lapsed', ended_at = now() where id = $1", [requestId]);
    await refused(() => extendRequest(worker, reference, wish), "conflict", /answered or over/);
  });

  it("is told once where two tell it at the same moment", async () => {
    const { requestId, reference } = await filedOn("2026-01-31", { place: "IE" });
    const both = await Promise.allSettled([
      extendRequest(worker, reference, wish),
      extendRequest(member("officer"), reference, wish),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await way.owedTo(requestId)).filter((one) => one.kind === "extension")).toHaveLength(1);
  });
});

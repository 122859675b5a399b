import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { file, fileAndProve, newVisitor, owedTo } from "#lib/worker/fixture/ways.ts";
import { recourseOf } from "./about-view.ts";
import { appealRequest, mayAppeal } from "./appeal.ts";
import { frozenLaws } from "./clocks/frozen-laws.ts";
import { complainAbout, complaintAnsweredBy } from "./complain.ts";
import { answeredToday, eventsOf, member, refusal, rowOf, sums } from "./fixture/intake.ts";
import { logAbout } from "./log-about.ts";
import { receiptFile } from "./receipt-file.ts";
import { sistersForPerson } from "./sisters.ts";
import { splitRequest } from "./split.ts";

let house: House;
const worker = member("analyst");

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime("2026-11-02T10:00:00Z");
});
afterEach(() => {
  vi.useRealTimers();
});

/** A request of somebody in a place that was answered on 9 November; it is the 16th now. */
async function answered(place: string, email = `${randomUUID()}@example.com`) {
  vi.setSystemTime("2026-11-02T10:00:00Z");
  const filed = await fileAndProve({ place, email });
  await house.query("update task set state = 'settled', outcome = 'nothing_held' where request_id = $1", [
    filed.requestId,
  ]);
  vi.setSystemTime("2026-11-09T10:00:00Z");
  await answeredToday(filed.reference);
  vi.setSystemTime("2026-11-16T10:00:00Z");
  return filed;
}

const clocks = (requestId: string) =>
  house.query<{ kind: string; law: string; state: string; legal_due: string }>(
    "select kind, law, state, legal_due::text from clock where request_id = $1 order by kind",
    [requestId],
  );

describe("an appeal", { timeout: 60_000 }, () => {
  it("is a request of its own with its own clock, ready to be decided, and both know of each other", async () => {
    const { reference, requestId, person } = await answered("US-VA");
    const before = await rowOf(reference);
    expect(await mayAppeal(database(), before)).toEqual({ may: true, answerBy: "2027-01-15" });
    const filed = await appealRequest(person, reference, "You did not look in the shop.", "once");
    const appeal = await rowOf(filed.reference);
    expect(appeal).toMatchObject({
      right: "appeal",
      status: "reviewing",
      aboutId: requestId,
      dossierId: before.dossierId,
      receivedDay: "2026-11-16",
      legalDue: "2027-01-15",
      regime: "US_VA",
      verifiedHow: "code_by_mail",
    });
    expect((await clocks(filed.requestId)).find((one) => one.kind === "appeal")).toMatchObject({
      law: "US_VA",
      state: "running",
      legal_due: "2027-01-15",
    });
    const [change] = await house.query<{ cause: string }>(
      "select cause from clock_change where request_id = $1 order by number desc limit 1",
      [requestId],
    );
    expect(change?.cause).toBe("appealed");
    expect(await eventsOf(house, requestId)).toContain("appeal_filed");
    expect(await eventsOf(house, filed.requestId)).toEqual(
      expect.arrayContaining(["request_filed", "appeal_filed", "plan_frozen", "all_collected"]),
    );
    expect((await owedTo(filed.requestId)).map((one) => one.kind)).toEqual(["acknowledgement"]);
    const [seen, other] = [await receiptFile(worker, reference), await receiptFile(worker, filed.reference)];
    expect(seen.appeals.map((one) => one.reference)).toEqual([filed.reference]);
    expect(other.about?.reference).toBe(reference);
    expect(other.said).toBe("You did not look in the shop.");
    expect((await receiptFile(member("auditor"), filed.reference)).said).toBeNull();
    expect((await sistersForPerson(person, reference)).map((one) => one.reference)).toEqual([
      filed.reference,
    ]);
  });

  it("is answered sooner where the state says so", async () => {
    const { reference } = await answered("US-CO");
    expect(await mayAppeal(database(), await rowOf(reference))).toEqual({
      may: true,
      answerBy: "2026-12-31",
    });
  });

  it("is one at a time: the same form once, another one refused, again after it was decided", async () => {
    const { reference, person } = await answered("US-VA");
    const send = (once: string) => appealRequest(person, reference, "I do not agree.", once);
    const [first, second] = await Promise.all([send("one"), send("one")]);
    expect(second.reference).toBe(first.reference);
    const other = await Promise.allSettled([send("two"), send("three")]);
    expect(other.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const before = await sums(house);
    expect(await refusal(send("two"))).toMatchObject({ code: "conflict" });
    expect(await sums(house)).toEqual(before);
    await answeredToday(first.reference);
    expect((await send("four")).reference).not.toBe(first.reference);
  });

  it("two at the same moment file one", async () => {
    const { reference, person } = await answered("US-TX");
    const both = await Promise.allSettled(
      ["a", "b"].map((once) => appealRequest(person, reference, "I do not agree.", once)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is refused without an answer, without a law that knows one, without words, about an appeal, and to others", async () => {
    const open = await fileAndProve({ place: "US-VA", email: "open-appeal@example.com" });
    const irish = await answered("IE");
    const virginian = await answered("US-VA");
    const appeal = await appealRequest(virginian.person, virginian.reference, "No.", "x");
    const before = await sums(house);
    const why = async (doing: Promise<unknown>) => (await refusal(doing)).message;
    expect(await why(appealRequest(open.person, open.reference, "No.", "x"))).toMatch(/no answer yet/);
    expect(await why(appealRequest(irish.person, irish.reference, "No.", "x"))).toMatch(/knows no appeal/);
    expect(await why(appealRequest(virginian.person, virginian.reference, "  ", "y"))).toMatch(
      /do not agree/,
    );
    expect(await why(appealRequest(virginian.person, virginian.reference, "a".repeat(4001), "y"))).toMatch(
      /too long/,
    );
    expect(await mayAppeal(database(), await rowOf(appeal.reference))).toMatchObject({
      why: "about_another",
    });
    for (const actor of [irish.person, newVisitor(), virginian.visitor])
      expect(await refusal(appealRequest(actor, virginian.reference, "No.", "z"))).toMatchObject({
        code: "not_found",
      });
    expect(await refusal(appealRequest(worker, virginian.reference, "No.", "z"))).toMatchObject({
      code: "forbidden",
    });
    expect(await sums(house)).toEqual(before);
  });

  it("that came by letter has the receipt of the letter", async () => {
    const { reference } = await answered("US-VA");
    const letter = {
      right: "appeal",
      channel: "post",
      received: { day: "2026-11-12" },
      evidence: "Stamp of the post room.",
      text: "I do not agree.",
    } as const;
    const filed = await logAbout(worker, reference, letter, "once");
    expect(await logAbout(worker, reference, letter, "once")).toEqual(filed);
    expect(await rowOf(filed.reference)).toMatchObject({
      status: "reviewing",
      channel: "post",
      receivedDay: "2026-11-12",
      legalDue: "2027-01-11",
    });
    expect(
      (await eventsOf(house, filed.requestId)).filter((kind) => kind === "logged_by_staff"),
    ).toHaveLength(1);
    const before = await sums(house);
    const other = await answered("US-VA");
    await refusal(
      logAbout(worker, other.reference, { ...letter, received: { day: "2026-11-08" } }, "early"),
    ).then((said) => expect(said.message).toMatch(/before the answer/));
    expect(await refusal(logAbout(member("auditor"), other.reference, letter, "no"))).toMatchObject({
      code: "forbidden",
    });
    expect((await sums(house)).receipt_correction).toBe(before.receipt_correction);
  });
});

describe("a complaint", { timeout: 60_000 }, () => {
  it("has the clocks of its law, and its receipt is confirmed at once", async () => {
    const { reference, requestId, person } = await answered("GB");
    const filed = await complainAbout(person, reference, "Nobody answered my question.", "once");
    const row = await rowOf(filed.reference);
    expect(row).toMatchObject({
      right: "complaint",
      status: "reviewing",
      aboutId: requestId,
      acknowledgedDay: "2026-11-16",
    });
    const kept = await clocks(filed.requestId);
    expect(kept.find((one) => one.kind === "complaint_acknowledgement")).toMatchObject({
      law: "UK_GDPR",
      state: "done",
      legal_due: "2026-12-16",
    });
    expect((await owedTo(filed.requestId)).map((one) => one.kind)).toEqual(["complaint_acknowledgement"]);
    expect(await eventsOf(house, requestId)).toContain("complaint_filed");
  });

  it("may be about a request that has no answer, from the browser that filed it", async () => {
    const { visitor, reference } = await file({
      right: "opt_out",
      place: "US-CA",
      email: "quiet@example.com",
    });
    const filed = await complainAbout(visitor, reference, "I still get mail.", "once");
    expect(await rowOf(filed.reference)).toMatchObject({
      right: "complaint",
      verifiedAt: null,
      status: "reviewing",
    });
    expect(await complaintAnsweredBy(database(), await rowOf(reference))).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("is proven by a session of its own request, not by one that the same browser has for another", async () => {
    const strangers = await file({ place: "IE", email: "not-theirs@example.com" });
    const own = await fileAndProve({ place: "IE", email: "theirs@example.com" });
    const both = { ...own.person, browser: strangers.visitor.browser };
    const filed = await complainAbout(both, strangers.reference, "It takes too long.", "once");
    expect(await rowOf(filed.reference)).toMatchObject({ verifiedAt: null, verifiedHow: null });
    const [known] = await house.query("select origin, confidence from identifier where request_id = $1", [
      filed.requestId,
    ]);
    expect(known).toEqual({ origin: "claimed", confidence: "claimed" });
    // The browser finds what it sent, whether or not it has a session of something else.
    for (const actor of [both, strangers.visitor])
      expect((await recourseOf(actor, strangers.reference)).sent.complaints).toHaveLength(1);
  });

  it("falls under the company's own promise where no law hears it", async () => {
    const { reference, person } = await answered("US-NY");
    const filed = await complainAbout(person, reference, "It took too long.", "once");
    const laws = await frozenLaws(database(), filed.requestId);
    expect(laws.map((one) => one.law)).toEqual(["OWN_POLICY"]);
  });

  it("is refused to others, without words, about a complaint, and in floods", async () => {
    const { reference, person, visitor } = await answered("IE");
    const other = await answered("IE");
    const first = await complainAbout(person, reference, "One.", "1");
    expect((await complainAbout(person, reference, "One.", "1")).reference).toBe(first.reference);
    for (const once of ["2", "3", "4", "5"]) await complainAbout(visitor, reference, "More.", once);
    const before = await sums(house);
    expect(await refusal(complainAbout(person, reference, "Six.", "6"))).toMatchObject({ code: "too_many" });
    expect(await refusal(complainAbout(person, reference, "", "7"))).toMatchObject({ code: "invalid" });
    expect(await refusal(complainAbout(other.person, reference, "Mine.", "8"))).toMatchObject({
      code: "not_found",
    });
    expect(await refusal(complainAbout(newVisitor(), reference, "Mine.", "9"))).toMatchObject({
      code: "not_found",
    });
    expect(await refusal(complainAbout(person, first.reference, "About it.", "10"))).toMatchObject({
      code: "not_found",
    });
    expect(
      await refusal(
        logAbout(
          worker,
          first.reference,
          {
            right: "complaint",
            channel: "phone",
            received: { day: "2026-11-16" },
            evidence: "Note of the call.",
            text: "About it.",
          },
          "11",
        ),
      ),
    ).toMatchObject({ code: "invalid" });
    expect(await sums(house)).toEqual(before);
  });
});

describe("what belongs together, for the person", { timeout: 60_000 }, () => {
  it("is shown to whoever proved the mailbox, and to nobody else", async () => {
    const { reference, person, visitor } = await fileAndProve({ email: "together@example.com" });
    const [erasure] = await splitRequest(worker, reference, { rights: ["erasure"], sameMessage: true });
    expect(await sistersForPerson(person, reference)).toEqual([
      { reference: erasure?.reference, right: "erasure", about: false },
    ]);
    expect(await sistersForPerson(visitor, reference)).toEqual([]);
    expect(await sistersForPerson(newVisitor(), reference)).toEqual([]);
    // A session opens one request; the other has a proof of its own.
    expect(await refusal(complainAbout(person, erasure?.reference ?? "", "Mine.", "1"))).toMatchObject({
      code: "not_found",
    });
  });
});

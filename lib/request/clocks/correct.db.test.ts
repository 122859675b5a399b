import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { dayInWords } from "#lib/core/day.ts";
import { database } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { fileAndProve, newVisitor, owedTo } from "#lib/worker/fixture/ways.ts";
import { answeredToday, eventsOf, letter, member, nameOf, refusal, rowOf, sums } from "../fixture/intake.ts";
import { type Logged, logRequest } from "../log-request.ts";
import { receiptFile } from "../receipt-file.ts";
import { correctLaw, previewLaw } from "./correct-law.ts";
import { decideReceipt, type ProposedReceipt, proposeReceipt } from "./correct-receipt.ts";
import { frozenLaws } from "./frozen-laws.ts";
import { asked } from "./sweep/fixture/at-work.ts";

let house: House;
const worker = member("analyst");
const approver = member("approver");

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime("2026-11-16T10:00:00Z");
});
afterEach(() => {
  vi.useRealTimers();
});

async function logged(change: Partial<Logged> = {}): Promise<{ reference: string; requestId: string }> {
  const [filed] = await logRequest(worker, letter({ rights: ["access"], ...change }), crypto.randomUUID());
  if (!filed) throw new Error("not filed");
  return filed;
}

const proposal = (change: Partial<ProposedReceipt> = {}): ProposedReceipt => ({
  received: { day: "2026-11-03" },
  channel: "email",
  evidence: "The mail server's own log.",
  why: "The mail lay in a colleague's folder.",
  ...change,
});

const laws = async (requestId: string) =>
  (await frozenLaws(database(), requestId)).map((one) => `${one.ruleVersion} ${one.reason}`);

describe("correcting the receipt", { timeout: 60_000 }, () => {
  it("takes two people: the new day governs, clocks follow in one change, the person is told", async () => {
    const { reference, requestId } = await logged();
    const before = await rowOf(reference);
    const id = await proposeReceipt(worker, reference, proposal());
    const waiting = await rowOf(reference);
    expect({ ...waiting, updatedAt: null }).toEqual({ ...before, updatedAt: null });
    const kept = await decideReceipt(approver, reference, id, "approved");
    expect(kept).toMatchObject({
      receivedDay: "2026-11-03",
      channel: "email",
      legalDue: "2026-12-03",
      safeDue: "2026-12-03",
      clockVersion: before.clockVersion + 1,
    });
    const [change] = await house.query<{ cause: string; by: string; approved_by: string }>(
      "select cause, by, approved_by from clock_change where request_id = $1 order by number desc limit 1",
      [requestId],
    );
    expect(change).toEqual({
      cause: "receipt_corrected",
      by: nameOf(worker),
      approved_by: nameOf(approver),
    });
    expect((await eventsOf(house, requestId)).filter((kind) => kind === "receipt_correction")).toHaveLength(
      2,
    );
    const told = (await owedTo(requestId)).at(-1);
    expect(told).toMatchObject({ kind: "corrected" });
    expect(told?.vars).toEqual({
      reference,
      received: dayInWords("2026-11-03", "en"),
      due: dayInWords("2026-12-03", "en"),
    });
    const seen = await receiptFile(approver, reference);
    expect(seen.corrections).toMatchObject([
      { verdict: "approved", text: { why: "The mail lay in a colleague's folder." }, own: false },
    ]);
    expect((await receiptFile(member("auditor"), reference)).corrections[0]?.text).toBeNull();
  });

  it("chooses the law of the new day anew", async () => {
    const { reference, requestId } = await logged({
      answers: { ...letter().answers, place: "GB" },
      received: { day: "2026-02-10" },
    });
    expect(await laws(requestId)).toEqual(["UK_GDPR@2 residence"]);
    const id = await proposeReceipt(worker, reference, proposal({ received: { day: "2026-01-30" } }));
    await decideReceipt(member("officer"), reference, id, "approved");
    expect(await laws(requestId)).toEqual(["UK_GDPR@1 residence"]);
    expect((await rowOf(reference)).ruleVersion).toBe("UK_GDPR@1");
  });

  it("is not approved by who asked, whatever their role; they may take it back", async () => {
    const lead = member("officer");
    const { reference } = await logged();
    const id = await proposeReceipt(lead, reference, proposal());
    const before = await sums(house);
    expect(await refusal(decideReceipt(lead, reference, id, "approved"))).toMatchObject({
      code: "forbidden",
    });
    for (const role of ["analyst", "auditor"] as const)
      expect(await refusal(decideReceipt(member(role), reference, id, "approved"))).toMatchObject({
        code: "forbidden",
      });
    expect(await refusal(decideReceipt({ kind: "operator" }, reference, id, "approved"))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusal(decideReceipt(newVisitor(), reference, id, "approved"))).toMatchObject({
      code: "not_found",
    });
    expect(await sums(house)).toEqual(before);
    await decideReceipt(lead, reference, id, "rejected");
    expect((await rowOf(reference)).receivedDay).toBe("2026-11-09");
    expect(await refusal(decideReceipt(approver, reference, id, "approved"))).toMatchObject({
      code: "conflict",
    });
  });

  it("is decided once, and asked for one at a time", async () => {
    const { reference, requestId } = await logged();
    const ask = () => proposeReceipt(worker, reference, proposal());
    const both = await Promise.allSettled([ask(), ask()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const id = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))[0] ?? "";
    const decided = await Promise.allSettled([
      decideReceipt(approver, reference, id, "approved"),
      decideReceipt(member("approver"), reference, id, "approved"),
    ]);
    expect(decided.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const changes = await house.query(
      "select 1 from clock_change where request_id = $1 and cause = 'receipt_corrected'",
      [requestId],
    );
    expect(changes).toHaveLength(1);
  });

  it.each<[string, Partial<ProposedReceipt>, RegExp]>([
    ["tomorrow", { received: { day: "2026-11-17" } }, /has not come yet/],
    ["before the law", { received: { day: "2017-11-17" } }, /not in force yet/],
    ["as it stands", { received: { day: "2026-11-09" }, channel: "post" }, /stands already/],
    ["without a reason", { why: "" }, /why it is to be corrected/],
    ["without evidence", { evidence: "" }, /what shows/],
    ["no such day", { received: { day: "2026-13-01" } }, /no such day/],
  ])("is refused: %s", async (_what, change, why) => {
    const { reference } = await logged();
    const before = await sums(house);
    const said = await refusal(proposeReceipt(worker, reference, proposal(change)));
    expect(said).toMatchObject({ code: "invalid" });
    expect(said.message).toMatch(why);
    expect(await refusal(proposeReceipt(member("auditor"), reference, proposal()))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusal(proposeReceipt({ kind: "operator" }, reference, proposal()))).toMatchObject({
      code: "forbidden",
    });
    expect(await sums(house)).toEqual(before);
  });

  it("is refused where something happened before the new receipt, also if it happened since it was asked for", async () => {
    const { reference } = await fileAndProve({ email: "before-receipt@example.com" });
    vi.setSystemTime("2026-11-18T10:00:00Z");
    expect(
      await refusal(proposeReceipt(worker, reference, proposal({ received: { day: "2026-11-17" } }))),
    ).toMatchObject({ code: "invalid", message: expect.stringMatching(/entered here/) });

    const other = await logged({ received: { day: "2026-11-02" } });
    const id = await proposeReceipt(worker, other.reference, proposal({ received: { day: "2026-11-18" } }));
    await asked(other.requestId, "clarification");
    await house.query("update request set entered_at = entered_at + interval '1 day' where id = $1", [
      other.requestId,
    ]);
    vi.setSystemTime("2026-11-19T10:00:00Z");
    // A question of the 18th stands; a receipt of the 19th would come after it.
    const third = await logged({ received: { day: "2026-11-02" } });
    await asked(third.requestId, "clarification");
    vi.setSystemTime("2026-11-20T10:00:00Z");
    await house.query("update request set entered_at = entered_at + interval '1 day' where id = $1", [
      third.requestId,
    ]);
    const before = await sums(house);
    expect(
      await refusal(
        proposeReceipt(worker, third.reference, proposal({ received: { day: "2026-11-20", time: "08:00" } })),
      ),
    ).toMatchObject({ code: "invalid", message: expect.stringMatching(/before the request was received/) });
    expect(await sums(house)).toEqual(before);
    expect((await decideReceipt(approver, other.reference, id, "approved")).receivedDay).toBe("2026-11-18");
  });

  it("stops once the request is over", async () => {
    const { reference } = await logged({ rights: ["opt_out"] });
    const id = await proposeReceipt(worker, reference, proposal());
    await house.query("update task set state = 'settled', outcome = 'done'");
    await answeredToday(reference);
    const before = await sums(house);
    expect(await refusal(decideReceipt(approver, reference, id, "approved"))).toMatchObject({
      code: "conflict",
    });
    expect(await refusal(proposeReceipt(worker, reference, proposal()))).toMatchObject({ code: "conflict" });
    expect(
      await refusal(correctLaw(worker, reference, { residence: "evidenced", why: "They sent a bill." })),
    ).toMatchObject({ code: "conflict" });
    expect(await sums(house)).toEqual(before);
  });
});

describe("correcting the laws", { timeout: 60_000 }, () => {
  it("shows the days before anything is saved, then follows the place in the versions of the day of receipt", async () => {
    const { reference, requestId } = await logged({ received: { day: "2026-02-04" } });
    const untouched = await sums(house);
    const shown = await previewLaw(worker, reference, { place: "GB", residence: "evidenced" });
    expect(shown.before).toMatchObject({ lead: "EU_GDPR", legalDue: "2026-03-04" });
    expect(shown.after).toMatchObject({ lead: "UK_GDPR", laws: [{ ruleVersion: "UK_GDPR@1" }] });
    expect(await sums(house)).toEqual(untouched);
    const kept = await correctLaw(worker, reference, {
      place: "GB",
      residence: "evidenced",
      why: "A bill shows an address in Leeds.",
    });
    expect(kept).toMatchObject({
      place: "GB",
      residence: "evidenced",
      regime: "UK_GDPR",
      ruleVersion: "UK_GDPR@1",
      legalDue: shown.after.legalDue,
      safeDue: shown.after.safeDue,
      receivedDay: "2026-02-04",
    });
    expect((await eventsOf(house, requestId)).at(-1)).toBe("law_corrected");
    expect((await owedTo(requestId)).at(-1)?.kind).toBe("corrected");
    const seen = await receiptFile(worker, reference);
    expect(seen.lawChanges).toMatchObject([{ why: "A bill shows an address in Leeds." }]);
    expect((await receiptFile(member("auditor"), reference)).lawChanges).toMatchObject([{ why: null }]);
  });

  it("takes the laws that staff chose, and keeps them when the receipt is corrected", async () => {
    const { reference, requestId } = await logged();
    await correctLaw(worker, reference, {
      residence: "claimed",
      only: ["CH_FADP"],
      why: "They asked as a customer of the Swiss branch.",
    });
    expect(await laws(requestId)).toEqual(["CH_FADP@1 chosen_by_staff"]);
    const id = await proposeReceipt(worker, reference, proposal());
    await decideReceipt(approver, reference, id, "approved");
    expect(await laws(requestId)).toEqual(["CH_FADP@1 chosen_by_staff"]);
    // None at all: then the company's own promise counts.
    await correctLaw(worker, reference, {
      residence: "claimed",
      only: [],
      why: "No law that we know counts.",
    });
    expect(await laws(requestId)).toEqual(["OWN_POLICY@1 chosen_by_staff"]);
  });

  it.each<[string, Parameters<typeof previewLaw>[2], RegExp]>([
    ["an unknown place", { place: "ZZ", residence: "claimed" }, /no such place/],
    ["an unknown law", { residence: "claimed", only: ["NO_LAW"] }, /no law of that name/],
    ["a law that came later", { residence: "claimed", only: ["US_DE"] }, /in force/],
    ["a law without this right", { residence: "claimed", only: ["EU_GDPR", "US_NV"] }, /did not give/],
  ])("is refused: %s", async (_what, change, why) => {
    const { reference } = await logged({ received: { day: "2024-06-03" } });
    const before = await sums(house);
    const said = await refusal(correctLaw(worker, reference, { ...change, why: "They told us so." }));
    expect(said).toMatchObject({ code: "invalid" });
    expect(said.message).toMatch(why);
    expect((await refusal(previewLaw(worker, reference, change))).message).toBe(said.message);
    expect(await sums(house)).toEqual(before);
  });

  it("needs a reason, a change, and somebody who works on requests", async () => {
    const { reference } = await logged();
    const before = await sums(house);
    const change = { place: "GB", residence: "evidenced" } as const;
    expect(await refusal(correctLaw(worker, reference, { ...change, why: " " }))).toMatchObject({
      code: "invalid",
    });
    expect(
      await refusal(correctLaw(worker, reference, { residence: "claimed", why: "Nothing changes here." })),
    ).toMatchObject({ code: "invalid", message: "That is how it stands already." });
    for (const role of ["auditor", "approver"] as const)
      expect(
        await refusal(correctLaw(member(role), reference, { ...change, why: "They said so." })),
      ).toMatchObject({ code: "forbidden" });
    expect(await refusal(correctLaw(newVisitor(), reference, { ...change, why: "I say so." }))).toMatchObject(
      {
        code: "not_found",
      },
    );
    expect(await sums(house)).toEqual(before);
  });
});

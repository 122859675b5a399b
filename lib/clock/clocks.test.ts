import { describe, expect, it } from "vitest";
import type { Day } from "#lib/core/day.ts";
import { clocksOf } from "./clocks.ts";
import { asked, clock, refusals } from "./fixture/asked.ts";
import { mayAsk, mayExtend } from "./may.ts";
import { inWords } from "./words.ts";

describe("the clocks of one request", () => {
  const california = asked("US_CA_CCPA", "access", "2026-11-02", {}, "US-CA");

  it("California: receipt confirmed, told of more time, answered, kept", () => {
    const judged = clocksOf(california, "2026-11-10");
    expect(judged).toMatchObject({ possible: true, unlawful: [] });
    expect(clock(california, "acknowledge", "2026-11-10")).toMatchObject({
      state: "running",
      legalDue: "2026-11-17",
      source: { cite: "California Code of Regulations, title 11, section 7021(a)" },
    });
    expect(clock(california, "acknowledge", "2026-11-17")?.state).toBe("running");
    expect(clock(california, "acknowledge", "2026-11-18")?.state).toBe("overdue");
    const noted = { ...california, acknowledged: "2026-11-18" };
    expect(clock(noted, "acknowledge", "2026-11-20")).toMatchObject({ state: "done", late: true });
    expect(clock({ ...california, answered: "2026-11-06" }, "acknowledge", "2026-11-20")?.state).toBe(
      "not_needed",
    );
    expect(clock(california, "answer", "2026-12-17")).toMatchObject({
      state: "running",
      legalDue: "2026-12-17",
      safeDue: "2026-12-16",
    });
    expect(clock(california, "answer", "2026-12-18")?.state).toBe("overdue");
    expect(clock(california, "extension_notice", "2026-12-18")?.state).toBe("expired");
    expect(clock(california, "appeal", "2026-12-18")).toBeUndefined();
    expect(clock(california, "retention", "2026-12-18")?.state).toBe("not_started");
    const closed = { ...california, answered: "2026-12-10" };
    expect(clock(closed, "retention", "2028-12-10")).toMatchObject({
      state: "running",
      legalDue: "2028-12-10",
    });
    expect(clock(closed, "retention", "2028-12-11")?.state).toBe("expired");
    expect(clock(closed, "answer", "2028-12-11")).toMatchObject({ metOn: "2026-12-10", late: false });
  });

  it("an opt-out runs from receipt, whatever is asked", () => {
    const optOut = asked("US_CA_CCPA", "opt_out", "2026-08-03", {}, "US-CA");
    expect(clock(optOut, "opt_out_effect", "2026-08-24")).toMatchObject({
      state: "running",
      legalDue: "2026-08-24",
    });
    expect(clock(optOut, "opt_out_effect", "2026-08-25")?.state).toBe("overdue");
    expect(clock({ ...optOut, effective: "2026-08-25" }, "opt_out_effect", "2026-09-01")).toMatchObject({
      state: "done",
      late: true,
    });
    expect(clock(optOut, "extension_notice", "2026-08-10")).toBeUndefined();
    expect(clock(optOut, "acknowledge", "2026-08-10")).toBeUndefined();
    expect(mayAsk(optOut, { about: "identity", asked: "2026-08-04" })).toBe("proof_not_allowed");
  });

  it("a refusal is due on the first day even where the answer was extended", () => {
    const extended = asked("EU_GDPR", "access", "2026-01-31", { extension: { sent: "2026-02-20" } });
    expect(clock(extended, "answer", "2026-02-21")?.legalDue).toBe("2026-04-30");
    expect(clock(extended, "refusal_notice", "2026-02-21")).toMatchObject({
      state: "running",
      legalDue: "2026-03-02",
    });
    expect(clock(extended, "refusal_notice", "2026-03-03")?.state).toBe("expired");
    const refused = { ...extended, refused: "2026-03-10" };
    expect(clock(refused, "refusal_notice", "2026-03-11")).toMatchObject({ state: "done", late: true });
    expect(clock(refused, "answer", "2026-03-11")).toMatchObject({ state: "done", late: false });
  });

  it("appeals have the law's own days, whether they stand by the answer or alone", () => {
    const virginia = asked("US_VA", "access", "2026-11-02", {}, "nowhere");
    expect(clock(virginia, "appeal", "2026-11-03")).toMatchObject({ state: "not_started", legalDue: null });
    const appealed = { ...virginia, answered: "2026-12-01", appeal: { received: "2027-01-20" } };
    expect(clock(appealed, "appeal", "2027-01-21")?.legalDue).toBe("2027-03-21");
    const alone = asked("US_VA", "appeal", "2027-01-20", {}, "nowhere");
    expect(clock(alone, "appeal", "2027-01-21")?.legalDue).toBe("2027-03-21");
    expect(mayExtend(alone, "2027-01-21")).toBe("no_extension_in_law");
    const colorado = asked("US_CO", "appeal", "2026-01-01", { extension: { sent: "2026-02-01" } }, "nowhere");
    expect(clock(colorado, "appeal", "2026-02-01")?.legalDue).toBe("2026-04-16");
  });

  it("complaints to a British company: 30 days to confirm, then without delay", () => {
    const complaint = asked("UK_GDPR", "complaint", "2026-06-19", {}, "GB-ENG");
    expect(clock(complaint, "complaint_acknowledgement", "2026-07-01")?.legalDue).toBe("2026-07-20");
    expect(clock(complaint, "answer", "2026-07-01")?.state).toBe("policy");
    const earlier = asked("UK_GDPR", "complaint", "2026-06-18", {}, "GB-ENG");
    expect(refusals(earlier, "2026-07-01")).toEqual(["right_not_in_law"]);
  });

  it("Canada counts the notice of more time from the date on the request", () => {
    const letter = asked("CA_PIPEDA", "access", "2026-02-10", { dated: "2026-02-01" }, "nowhere");
    const notice = clock(letter, "extension_notice", "2026-02-11");
    expect(notice).toMatchObject({ state: "running", legalDue: "2026-03-03" });
    expect(inWords(notice?.steps ?? []).map((one) => one.replace(/(day),? (\d)/, "$1, $2"))).toEqual([
      "We received this on Tuesday, 10 February 2026.",
      "It is dated Sunday, 1 February 2026, and this time runs from that day.",
      "30 days later is Tuesday, 3 March 2026 (PIPEDA, section 8(4)).",
    ]);
  });

  it("silence under PIPEDA counts as a refusal from the next day", () => {
    const quebec = asked("CA_QC_LAW25", "access", "2026-11-24", {}, "nowhere");
    expect(clock(quebec, "answer", "2026-12-01")?.deemedRefusedFrom).toBe("2026-12-25");
    expect(
      clock({ ...quebec, answered: "2026-12-20" }, "answer", "2027-01-01")?.deemedRefusedFrom,
    ).toBeNull();
  });

  it("judges by the law of the day of receipt, on both sides of a change", () => {
    const question = { about: "clarification" as const, asked: "2026-02-10", answered: "2026-02-12" };
    const before = asked("UK_GDPR", "access", "2026-02-04", { questions: [question] }, "GB-ENG");
    const after = asked("UK_GDPR", "access", "2026-02-05", { questions: [question] }, "GB-ENG");
    expect(before.regime.version).toBe(1);
    expect(after.regime.version).toBe(2);
    expect(clock(before, "answer", "2026-02-20")?.legalDue).toBe("2026-03-06");
    expect(clock(after, "answer", "2026-02-20")?.legalDue).toBe("2026-03-09");
    const drop = (received: Day) =>
      clock(asked("US_CA_DELETE_ACT", "erasure", received, {}, "US-CA"), "answer", "2027-01-05")?.legalDue;
    expect([drop("2026-12-31"), drop("2027-01-01")]).toEqual(["2027-02-14", "2027-01-31"]);
  });
});

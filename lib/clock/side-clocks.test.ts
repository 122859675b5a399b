import { describe, expect, it } from "vitest";
import { clocksOf } from "./clocks.ts";
import { asked, clock, refusals } from "./fixture/asked.ts";

describe("the clocks beside the answer", () => {
  it("what came of a complaint is told without delay: a clock without a day, done when it is told", () => {
    const complaint = { received: "2026-07-06" };
    const british = asked("UK_GDPR", "access", "2026-06-22", { answered: "2026-07-01" }, "GB-ENG");
    expect(clock(british, "complaint_outcome", "2026-07-10")).toBeUndefined();
    expect(clock({ ...british, complaint }, "complaint_outcome", "2027-07-10")).toMatchObject({
      state: "policy",
      start: "2026-07-06",
      legalDue: null,
      source: { cite: "Data Protection Act 2018, section 164A" },
    });
    const told = { ...british, complaint: { ...complaint, outcome: "2026-07-20" } };
    expect(clock(told, "complaint_outcome", "2026-07-21")).toMatchObject({
      state: "done",
      metOn: "2026-07-20",
    });
    const alone = asked("UK_GDPR", "complaint", "2026-06-19", { answered: "2026-06-30" }, "GB-ENG");
    expect(clock(alone, "complaint_outcome", "2026-07-01")).toMatchObject({ metOn: "2026-06-30" });
    expect(
      refusals({ ...british, complaint: { ...complaint, outcome: "2026-08-01" } }, "2026-07-10"),
    ).toEqual(["event_in_future"]);
    expect(refusals(asked("EU_GDPR", "access", "2026-06-22", { complaint }), "2026-07-10")).toEqual([
      "no_complaint_in_law",
    ]);
  });

  it("California: for twelve months after an opt-out took effect nobody is asked to opt back in", () => {
    for (const right of ["opt_out", "limit_sensitive"] as const) {
      const optOut = asked("US_CA_CCPA", right, "2026-08-03", {}, "US-CA");
      expect(clock(optOut, "no_ask", "2026-08-10")).toMatchObject({ state: "not_started", legalDue: null });
      const followed = { ...optOut, effective: "2026-08-10" };
      expect(clock(followed, "no_ask", "2027-08-10")).toMatchObject({
        state: "running",
        start: "2026-08-10",
        legalDue: "2027-08-10",
        actBy: "2027-08-10",
        late: false,
      });
      expect(clock(followed, "no_ask", "2027-08-11")?.state).toBe("expired");
    }
    expect(clock(asked("US_CA_CCPA", "access", "2026-08-03"), "no_ask", "2026-08-10")).toBeUndefined();
    expect(clock(asked("US_VA", "opt_out", "2026-08-03"), "no_ask", "2026-08-10")).toBeUndefined();
  });

  it("consent taken back: at once under the GDPR, 15 days in Rhode Island", () => {
    const consent = { withdrawn: "2026-03-10" };
    for (const law of ["EU_GDPR", "UK_GDPR"]) {
      const told = asked(law, "erasure", "2026-03-09");
      expect(clock(told, "consent_stop", "2026-04-01")).toBeUndefined();
      expect(clock({ ...told, consent }, "consent_stop", "2026-04-01")).toMatchObject({
        state: "policy",
        start: "2026-03-10",
        legalDue: null,
      });
    }
    const island = asked("US_RI", "opt_out", "2026-03-09", { consent }, "nowhere");
    expect(clock(island, "consent_stop", "2026-03-25")).toMatchObject({
      state: "running",
      legalDue: "2026-03-25",
    });
    expect(clock(island, "consent_stop", "2026-03-26")?.state).toBe("overdue");
    const late = { ...island, consent: { ...consent, stopped: "2026-03-26" } };
    expect(clock(late, "consent_stop", "2026-03-27")).toMatchObject({ state: "done", late: true });
    const before = { ...island, consent: { ...consent, stopped: "2026-03-09" } };
    expect(refusals(before, "2026-03-27")).toEqual(["stopped_before_withdrawal"]);
    const texas = asked("US_TX", "opt_out", "2026-03-09", { consent });
    expect(refusals(texas, "2026-03-27")).toEqual(["no_consent_in_law"]);
  });

  it("S46: silence after a Swiss notice of a fee withdraws the request, and no clock of it runs on", () => {
    const swiss = asked(
      "CH_FADP",
      "access",
      "2026-11-24",
      { fee: { asked: "2026-12-01", paid: null } },
      "CH",
    );
    // Ten days to think, the last of them included.
    expect(clock(swiss, "answer", "2026-12-11")).toMatchObject({ state: "not_started", legalDue: null });
    const judged = clocksOf(swiss, "2026-12-12");
    expect(
      judged.possible && judged.clocks.map(({ kind, state, legalDue }) => [kind, state, legalDue]),
    ).toEqual([
      ["answer", "withdrawn", null],
      ["refusal_notice", "withdrawn", null],
    ]);
    const tooLate = { ...swiss, fee: { asked: "2026-12-01", paid: "2026-12-12" } };
    expect(clock(tooLate, "answer", "2026-12-14")?.state).toBe("withdrawn");
    const paid = { ...swiss, fee: { asked: "2026-12-01", paid: "2026-12-11" } };
    expect(clock(paid, "answer", "2026-12-14")).toMatchObject({ state: "running", legalDue: "2027-01-10" });
  });
});

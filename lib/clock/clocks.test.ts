import { describe, expect, it } from "vitest";
import type { Day } from "#lib/core/day.ts";
import { calendarOf } from "#lib/law/holidays/calendar.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import type { ClockKind } from "./clock.ts";
import { clocksOf } from "./clocks.ts";
import type { History } from "./history.ts";
import { mayAsk, mayExtend } from "./may.ts";
import { refusalInWords } from "./refusals.ts";
import { inWords } from "./words.ts";

/** A request under the version of a law that governs its day of receipt. */
function asked(id: string, right: Right, received: Day, more: Partial<History> = {}, place = "IE"): History {
  const versions = regimes.filter((one) => one.id === id);
  const regime = versions.filter((one) => one.from <= received).at(-1) ?? versions[0];
  if (!regime) throw new Error(`no law ${id}`);
  return { regime, right, received, calendar: calendarOf(place), questions: [], ...more };
}

function clock(history: History, kind: ClockKind, today: Day) {
  const judged = clocksOf(history, today);
  if (!judged.possible) throw new Error(judged.refused.map(refusalInWords).join(" "));
  return judged.clocks.find((one) => one.kind === kind);
}

const refusals = (history: History, today: Day) => {
  const judged = clocksOf(history, today);
  return judged.possible ? [] : judged.refused;
};

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

describe("what may stop a clock", () => {
  const access = asked("EU_GDPR", "access", "2026-03-02");
  it.each([
    ["before receipt", access, "identity", "2026-03-01", "asked_before_receipt"],
    ["in time", access, "identity", "2026-03-03", null],
    ["on the legal day", access, "identity", "2026-04-02", null],
    ["after the legal day", access, "identity", "2026-04-03", "asked_too_late"],
    [
      "while one is open",
      { ...access, questions: [{ about: "identity" as const, asked: "2026-03-03", answered: null }] },
      "identity",
      "2026-03-04",
      "question_open",
    ],
    [
      "for another reason",
      { ...access, questions: [{ about: "identity" as const, asked: "2026-03-03", answered: null }] },
      "clarification",
      "2026-03-04",
      null,
    ],
    [
      "for marketing",
      asked("EU_GDPR", "opt_out", "2026-03-02"),
      "identity",
      "2026-03-03",
      "proof_not_allowed",
    ],
    [
      "in California",
      asked("US_CA_CCPA", "access", "2026-03-02"),
      "identity",
      "2026-03-03",
      "no_pause_in_law",
    ],
    ["in Texas", asked("US_TX", "erasure", "2026-03-02"), "clarification", "2026-03-03", "no_pause_in_law"],
    [
      "scope, in Britain, for erasure",
      asked("UK_GDPR", "erasure", "2026-03-02"),
      "clarification",
      "2026-03-03",
      "right_not_covered",
    ],
  ] as const)("a question %s", (_name, facts, about, on, expected) => {
    expect(mayAsk(facts, { about, asked: on })).toBe(expected);
  });

  it("a pause that is not allowed changes no day, and is told of", () => {
    const late = { about: "identity" as const, asked: "2026-04-03", answered: "2026-04-20" };
    const judged = clocksOf({ ...access, questions: [late] }, "2026-05-01");
    if (!judged.possible) throw new Error("possible");
    expect(judged.unlawful).toEqual([{ question: late, why: "asked_too_late" }]);
    expect(judged.clocks.find((one) => one.kind === "answer")).toMatchObject({
      legalDue: "2026-04-02",
      state: "overdue",
      warnings: ["pause_refused"],
    });
  });

  it("a question that was not asked promptly pauses, and asks for a reason", () => {
    const on = (asked: Day) =>
      clock(
        { ...access, questions: [{ about: "identity", asked, answered: "2026-03-20" }] },
        "answer",
        "2026-03-21",
      );
    expect(on("2026-03-09")?.warnings).toEqual([]);
    expect(on("2026-03-10")).toMatchObject({ warnings: ["undue_delay"], legalDue: "2026-04-13" });
  });
});

describe("what may be extended", () => {
  const access = asked("EU_GDPR", "access", "2026-01-31");
  it.each([
    ["in time", access, "2026-02-20", undefined, null],
    ["on the first day", access, "2026-03-02", undefined, null],
    ["after it", access, "2026-03-03", undefined, "notice_too_late"],
    ["before receipt", access, "2026-01-30", undefined, "event_before_receipt"],
    ["twice", { ...access, extension: { sent: "2026-02-02" } }, "2026-02-20", undefined, "already_extended"],
    ["after the answer", { ...access, answered: "2026-02-02" }, "2026-02-20", undefined, "already_answered"],
    ["for a reason the law has", access, "2026-02-20", { reason: "complexity" as const }, null],
    [
      "for another",
      access,
      "2026-02-20",
      { reason: "third_party_consultation" as const },
      "reason_not_in_law",
    ],
    ["marketing", asked("EU_GDPR", "opt_out", "2026-02-02"), "2026-02-03", undefined, "no_extension_in_law"],
    ["in Brazil", asked("BR_LGPD", "access", "2026-02-02"), "2026-02-03", undefined, "no_extension_in_law"],
    [
      "in Switzerland, with no new day",
      asked("CH_FADP", "access", "2026-02-02"),
      "2026-02-03",
      { reason: "reasonably_necessary" as const },
      "new_day_missing",
    ],
    [
      "in Switzerland, to an earlier day",
      asked("CH_FADP", "access", "2026-02-02"),
      "2026-02-03",
      { reason: "reasonably_necessary" as const, until: "2026-03-04" },
      "new_day_not_later",
    ],
    [
      "in Switzerland, to a later day",
      asked("CH_FADP", "access", "2026-02-02"),
      "2026-02-03",
      { reason: "reasonably_necessary" as const, until: "2026-03-05" },
      null,
    ],
    [
      "while a question is open",
      { ...access, questions: [{ about: "identity" as const, asked: "2026-02-02", answered: null }] },
      "2026-03-20",
      undefined,
      null,
    ],
    [
      "in Canada, 30 days after the date on the letter",
      { ...asked("CA_PIPEDA", "access", "2026-02-10"), dated: "2026-02-01" },
      "2026-03-04",
      undefined,
      "notice_too_late",
    ],
  ] as const)("%s", (_name, history, on, wish, expected) => {
    expect(mayExtend(history, on, wish)).toBe(expected);
  });
});

describe("what cannot be", () => {
  const access = asked("EU_GDPR", "access", "2026-03-02");
  const question = { about: "identity" as const, asked: "2026-03-10", answered: "2026-03-09" };
  it.each([
    ["received tomorrow", access, "2026-03-01", ["received_in_future"]],
    [
      "received before the law",
      asked("EU_GDPR", "access", "2018-05-24"),
      "2026-03-01",
      ["received_before_law"],
    ],
    [
      "under a law that was replaced",
      { ...asked("UK_GDPR", "access", "2026-02-04"), received: "2026-02-05" },
      "2026-03-01",
      ["received_after_law"],
    ],
    [
      "a right that is not given",
      asked("EU_GDPR", "limit_sensitive", "2026-03-02"),
      "2026-03-03",
      ["right_not_in_law"],
    ],
    [
      "a right that is not given yet",
      asked("US_UT", "rectification", "2026-06-30"),
      "2026-07-05",
      ["right_not_in_law"],
    ],
    ["an unknown place", { ...access, place: "XX" }, "2026-03-03", ["unknown_place"]],
    ["resumed before paused", { ...access, questions: [question] }, "2026-03-20", ["resumed_before_pause"]],
    [
      "everything at once",
      { ...access, place: "ZZ", questions: [question], acknowledged: "2026-03-01" },
      "2026-03-09",
      ["unknown_place", "event_in_future", "resumed_before_pause", "event_before_receipt"],
    ],
    ["a day that does not exist", { ...access, received: "2026-02-30" }, "2026-03-09", ["not_a_day"]],
    [
      "an appeal where there is none",
      { ...access, appeal: { received: "2026-03-05" } },
      "2026-03-09",
      ["no_appeal_in_law"],
    ],
  ] as const)("%s is refused", (_name, history, today, expected) => {
    expect(refusals(history, today)).toEqual(expected);
    for (const one of expected) expect(refusalInWords(one)).toMatch(/^[A-Z].*\.$/);
  });
});

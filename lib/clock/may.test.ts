import { describe, expect, it } from "vitest";
import type { Day } from "#lib/core/day.ts";
import { clocksOf } from "./clocks.ts";
import { asked, clock, refusals } from "./fixture/asked.ts";
import { mayAsk, mayExtend } from "./may.ts";
import { refusalInWords } from "./refusals.ts";

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

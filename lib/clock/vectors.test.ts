import { describe, expect, it } from "vitest";
import { addDays, addMonths, type Day, startOfDay } from "#lib/core/day.ts";
import type { Calendar } from "#lib/law/holidays/calendar.ts";
import { calendarOf } from "#lib/law/holidays/calendar.ts";
import type { Counted } from "#lib/law/period.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import { answerClock, type Facts } from "./answer.ts";
import { addHours, count } from "./count.ts";
import holidays from "./fixture/holidays.json" with { type: "json" };
import vectors from "./fixture/vectors.json" with { type: "json" };

type Vector = Record<string, unknown> & { id: string; source: string; rule: string; kind: string };
const all = vectors as unknown as Vector[];
const text = (vector: Vector, name: string) => vector[name] as string | undefined;

/** The holiday set that a vector names. Without one nothing is rolled: a calendar that knows no year. */
function calendar(vector: Vector): Calendar {
  const set = text(vector, "holidays");
  if (set === undefined) return calendarOf("nowhere");
  const days = new Set((holidays as Record<string, string[]>)[set]);
  return { place: set, version: "vectors", knows: () => true, isHoliday: (day) => days.has(day) };
}

const rights: Record<string, Right> = {
  know_specific: "access",
  opt_out_sale_share: "opt_out",
  opt_out_sale: "opt_out",
  broker_delete: "erasure",
};
const units = { CALENDAR_MONTH: "month", CALENDAR_DAY: "day", BUSINESS_DAY: "business_day" } as const;

function period(vector: Vector): Counted {
  const { n, unit } = vector.period as { n: number; unit: keyof typeof units };
  const roll = vector.roll === "NEXT_WORKING_DAY" || vector.clock === "COMPLAINT_ACK";
  const name = units[unit];
  if (name === "business_day") return { unit: name, n };
  if (name === "month") return { unit: name, n, roll };
  return {
    unit: name,
    n,
    roll,
    ...(vector.minWorkingDays ? { minWorkingDays: vector.minWorkingDays as number } : {}),
  };
}

/** The regime's version that governs on a day; the oldest one for days before any: published cases are older than laws. */
function regimeOf(id: string, day: Day) {
  const versions = regimes.filter((one) => one.id === id);
  return versions.filter((one) => one.from <= day).at(-1) ?? versions[0];
}

function facts(vector: Vector): Facts {
  const received = text(vector, "received") ?? "";
  const regime = regimeOf(text(vector, "ruleId") ?? "", received);
  if (!regime) throw new Error(`no regime for ${vector.id}`);
  const right = text(vector, "right") ?? "access";
  const events = (vector.events ?? []) as { type: string; date: Day }[];
  const on = (type: string) => events.find((one) => one.type === type)?.date;
  const asked = on("CLARIFICATION_REQUESTED");
  const sent = on("EXTENSION_NOTICE_SENT");
  return {
    regime,
    right: rights[right] ?? (right as Right),
    received,
    calendar: calendar(vector),
    questions: asked
      ? [{ about: "clarification", asked, answered: on("CLARIFICATION_RECEIVED") ?? null }]
      : [],
    ...(sent ? { extension: { sent } } : {}),
  };
}

const answers = all.filter(
  (one) =>
    ["RESPONSE", "OPT_OUT_EFFECT", "DROP_POLL"].includes(text(one, "clock") ?? "") && one.kind !== "fact",
);
const periods = all.filter((one) =>
  ["ACK", "APPEAL", "COMPLAINT_ACK", "GENERIC_PERIOD", "FEE_REFLECTION", "RETENTION"].includes(
    text(one, "clock") ?? "",
  ),
);

describe("published and statutory cases", () => {
  it.each(answers.map((one) => [one.id, one.rule, one] as const))("%s: %s", (_id, _rule, vector) => {
    const given = facts(vector);
    const first = answerClock({ ...given, extension: undefined } as unknown as Facts, "2099-01-01");
    if (vector.expectedLegalDue) expect(first.legalDue, vector.source).toBe(vector.expectedLegalDue);
    if (vector.expectedSafeDue) expect(first.safeDue, vector.source).toBe(vector.expectedSafeDue);
    for (const wrong of (vector.expectedNotDue ?? []) as Day[]) expect(first.legalDue).not.toBe(wrong);
    if (vector.expectedExtendedLegalDue) {
      expect(answerClock(given, "2099-01-01").legalDue, vector.source).toBe(vector.expectedExtendedLegalDue);
    }
    for (const check of (vector.statusChecks ?? []) as { at: string; overdue: boolean }[]) {
      const zone = text(vector, "tz") ?? "UTC";
      const limit = startOfDay(addDays(first.legalDue ?? "", 1), zone);
      const at = addHours(
        startOfDay(check.at.slice(0, 10), zone),
        check.at.endsWith("00:00:00") ? 0 : 23.9999,
      );
      expect(at >= limit, vector.source).toBe(check.overdue);
    }
  });

  it.each(periods.map((one) => [one.id, one.rule, one] as const))("%s: %s", (_id, _rule, vector) => {
    const start = text(vector, "start") ?? text(vector, "received") ?? "";
    const due = count(start, period(vector), calendar(vector)).legal;
    const expected = vector.expectedLegalDue ?? vector.expectedKeepUntil ?? vector.expectedWithdrawnAfter;
    expect(due, vector.source).toBe(expected);
  });

  it("P25: hours", () => {
    const vector = all.find((one) => one.id === "P25") as Vector;
    expect(addHours(new Date(text(vector, "startInstant") ?? ""), 72).toISOString()).toBe(
      new Date(text(vector, "expectedDueInstant") ?? "").toISOString(),
    );
  });

  it("P22: 28 days are never longer than a month", () => {
    for (let day = "2020-01-01"; day < "2030-01-01"; day = addDays(day, 1)) {
      expect(addDays(day, 28) <= addMonths(day, 1)).toBe(true);
    }
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayAt, dayOf, daysBetween, startOfDay, weekdayOf } from "#lib/core/day.ts";
import { calendarOf } from "#lib/law/holidays/calendar.ts";
import { isCounted } from "#lib/law/period.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import { rights } from "#lib/law/rights.ts";
import { answerClock, answerPeriod, type Facts } from "./answer.ts";
import { slowDue } from "./fixture/reference.ts";
import type { Question } from "./pauses.ts";

const full = process.argv.includes("--full") || process.env.HABEAS_FULL === "1";
const runs = full ? 1_000_000 : 100_000;
const day = fc.integer({ min: 17_532, max: 22_000 }).map(dayAt);
const asked = fc.record({
  after: fc.integer({ min: -3, max: 25 }),
  took: fc.integer({ min: 0, max: 40 }),
  about: fc.constantFrom("clarification" as const, "identity" as const),
});
const someone = fc.record({
  regime: fc.constantFrom(...regimes),
  right: fc.constantFrom(...rights),
  received: day,
  place: fc.constantFrom("IE", "DE", "GB-ENG", "GB-SCT", "US-CA", "FR", "nowhere"),
  questions: fc.array(asked, { maxLength: 3 }),
  extendedAfter: fc.option(fc.integer({ min: 0, max: 60 })),
});
const far = "2199-01-01";

function factsOf(one: typeof someone extends fc.Arbitrary<infer T> ? T : never): Facts {
  return {
    regime: one.regime,
    right: one.right,
    received: one.received,
    calendar: calendarOf(one.place),
    questions: one.questions.map(({ after, took, about }): Question => {
      const on = addDays(one.received, after);
      return { about, asked: on, answered: addDays(on, took) };
    }),
    ...(one.extendedAfter === null ? {} : { extension: { sent: addDays(one.received, one.extendedAfter) } }),
  };
}

const holidays = new Map(
  ["IE", "DE", "GB-ENG", "GB-SCT", "US-CA", "FR", "nowhere"].map((place) => {
    const calendar = calendarOf(place);
    const days = Array.from({ length: 5_000 }, (_, index) => dayAt(17_500 + index));
    return [place, new Set(days.filter((one) => calendar.isHoliday(one)))];
  }),
);

describe("the clock against a slow reference", () => {
  it(`gives the same legal day in ${runs} cases`, () => {
    fc.assert(
      fc.property(someone, (one) => {
        const facts = { ...factsOf(one), extension: undefined } as unknown as Facts;
        const period = answerPeriod(facts.regime, facts.right, facts.received);
        // Where identity restarts the clock, the reference is not asked: that start is tested by table.
        if (!isCounted(period) || facts.regime.pause.identity.effect === "restarts") return;
        const pausing = facts.questions.filter(
          ({ about }) => facts.regime.pause[about].effect === "suspends",
        );
        const clock = answerClock(facts, far);
        const slow = slowDue({
          received: facts.received,
          unit: period.unit,
          n: period.n,
          roll: period.unit !== "business_day" && period.roll && one.place !== "nowhere",
          holidays: holidays.get(one.place) ?? new Set(),
          questions: pausing.map((each) => [each.asked, each.answered ?? ""] as const),
          bothEnds: false,
        });
        if (slow.slice(0, 4) <= "2030") expect(clock.legalDue).toBe(slow);
      }),
      { numRuns: runs, seed: 20_261_122 },
    );
  }, 120_000);
});

describe("properties", () => {
  const check = (property: (facts: Facts) => void, count = 5_000) =>
    fc.assert(
      fc.property(someone, (one) => property(factsOf(one))),
      { numRuns: count },
    );

  it("the safe day is never after the legal one, and the last working day never after the safe one", () => {
    check((facts) => {
      const { legalDue, safeDue, actBy } = answerClock(facts, far);
      if (legalDue === null || safeDue === null || actBy === null) return;
      expect(safeDue <= legalDue && actBy <= safeDue).toBe(true);
    });
  });

  it("a day later received is never earlier due", () => {
    check((facts) => {
      const plain: Facts = { ...facts, questions: [] };
      const later = { ...plain, received: addDays(facts.received, 1) };
      if (later.received.slice(0, 4) !== facts.received.slice(0, 4)) return;
      const [one, two] = [answerClock(plain, far), answerClock(later, far)];
      if (one.extended !== two.extended || one.legalDue === null || two.legalDue === null) return;
      expect(two.legalDue >= one.legalDue).toBe(true);
    });
  });

  it("a pause never makes a day earlier, in whatever order the questions stand", () => {
    check((facts) => {
      const paused = answerClock(facts, far);
      const without = answerClock({ ...facts, questions: [] }, far);
      const turned = answerClock({ ...facts, questions: facts.questions.toReversed() }, far);
      expect(turned.legalDue).toBe(paused.legalDue);
      if (paused.first && without.first) expect(paused.first.legal >= without.first.legal).toBe(true);
    });
  });

  it("an extension is never before the first day, and one sent too late changes nothing", () => {
    check((facts) => {
      const { first, legalDue, extended, warnings } = answerClock(facts, far);
      if (!first || legalDue === null) return;
      expect(legalDue >= first.legal).toBe(true);
      if (facts.extension && !extended) expect(warnings).toContain("extension_invalid");
      if (!extended) expect(legalDue).toBe(first.legal);
    });
  });

  it("a rolled day is a working day and not before the plain one; every step follows from the one before", () => {
    check((facts) => {
      const { steps, legalDue } = answerClock(facts, far);
      if (legalDue === null) return;
      for (const step of steps.filter((each) => each.op === "roll")) {
        expect(weekdayOf(step.to) <= 5 && step.to > step.from).toBe(true);
      }
      expect(steps[0]?.op).toBe("received");
      expect(steps.some((step) => step.to === legalDue)).toBe(true);
    });
  });

  it("months end as months do, leap years included", () => {
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2023-01-31", 1)).toBe("2023-02-28");
    expect(addMonths("2023-11-30", 3)).toBe("2024-02-29");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  });

  it.each(["Europe/Dublin", "America/Los_Angeles", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kathmandu"])(
    "in %s a day begins where the one before ends, through every change of the clock",
    (zone) => {
      for (let on = "2018-01-01"; on < "2020-01-01"; on = addDays(on, 1)) {
        const begins = startOfDay(on, zone);
        expect(dayOf(begins, zone)).toBe(on);
        expect(dayOf(new Date(begins.getTime() - 1), zone)).toBe(addDays(on, -1));
      }
    },
  );
});

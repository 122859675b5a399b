import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { addDays, addMonths, type Day, dayAt } from "#lib/core/day.ts";
import { calendarOf } from "#lib/law/holidays/calendar.ts";
import type { Regime } from "#lib/law/regime.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import { rights } from "#lib/law/rights.ts";
import type { Clock } from "./clock.ts";
import { clocksOf } from "./clocks.ts";
import vectors from "./fixture/vectors.json" with { type: "json" };
import type { History } from "./history.ts";
import { lawful, mayAsk, mayExtend } from "./may.ts";

const after = fc.integer({ min: 0, max: 60 });
const someone = fc
  .record({
    regime: fc.constantFrom(...regimes),
    right: fc.constantFrom(...rights),
    received: fc.integer({ min: 17_700, max: 21_500 }).map(dayAt),
    place: fc.constantFrom("IE", "DE", "GB-ENG", "US-CA", "nowhere"),
    questions: fc.array(
      fc.record({
        about: fc.constantFrom("clarification" as const, "identity" as const),
        after,
        took: fc.option(fc.integer({ min: 0, max: 40 })),
      }),
      { maxLength: 3 },
    ),
    extended: fc.option(after),
    answered: fc.option(after),
    effective: fc.option(after),
    withdrawn: fc.option(fc.record({ after, stopped: fc.option(fc.integer({ min: 0, max: 40 })) })),
    complained: fc.option(fc.record({ after, told: fc.option(fc.integer({ min: 0, max: 40 })) })),
    fee: fc.option(fc.record({ after, paid: fc.option(fc.integer({ min: 0, max: 40 })) })),
    later: fc.integer({ min: 100, max: 130 }),
  })
  .map((one): { history: History; today: Day } => {
    const on = (days: number) => addDays(one.received, days);
    return {
      today: on(one.later),
      history: {
        regime: one.regime,
        right: one.right,
        received: one.received,
        calendar: calendarOf(one.place),
        questions: one.questions.map((each) => ({
          about: each.about,
          asked: on(each.after),
          answered: each.took === null ? null : on(each.after + each.took),
        })),
        ...(one.extended === null ? {} : { extension: { sent: on(one.extended) } }),
        ...(one.answered === null ? {} : { answered: on(one.answered) }),
        ...(one.effective === null ? {} : { effective: on(one.effective) }),
        ...besides(one.regime, one, on),
      },
    };
  });

type Besides = { after: number } & Partial<Record<"stopped" | "told" | "paid", number | null>>;

/** What stands beside the answer, as far as the law knows it: a history that a law does not know is refused elsewhere. */
function besides(
  regime: Regime,
  told: Record<"withdrawn" | "complained" | "fee", Besides | null>,
  on: (days: number) => Day,
): Partial<History> {
  const { withdrawn, complained, fee } = told;
  const then = (one: Besides, took: number | null | undefined) => on(one.after + (took ?? 0));
  const complaint = complained && regime.complaint && on(complained.after) >= regime.complaint.from;
  return {
    ...(withdrawn && regime.consentStop
      ? {
          consent: {
            withdrawn: on(withdrawn.after),
            ...(withdrawn.stopped == null ? {} : { stopped: then(withdrawn, withdrawn.stopped) }),
          },
        }
      : {}),
    ...(complaint
      ? {
          complaint: {
            received: on(complained.after),
            ...(complained.told == null ? {} : { outcome: then(complained, complained.told) }),
          },
        }
      : {}),
    ...(fee ? { fee: { asked: on(fee.after), paid: fee.paid == null ? null : then(fee, fee.paid) } } : {}),
  };
}

const settings = { numRuns: 10_000, seed: 20_261_122 };
const clocksAt = (history: History, today: Day): Clock[] => {
  const judged = clocksOf(history, today);
  return judged.possible ? judged.clocks : [];
};
const frozen = <T>(value: T): T => {
  if (typeof value === "object" && value !== null) for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
};

describe("all clocks of a request", () => {
  it("hold together: safe before legal, a source for every day, overdue from the day after", () => {
    let counted = 0;
    fc.assert(
      fc.property(someone, ({ history, today }) => {
        for (const clock of clocksAt(history, today)) {
          expect(clock.source.cite).not.toBe("");
          expect(clock.late && clock.metOn === null).toBe(false);
          const { legalDue, safeDue, actBy } = clock;
          if (legalDue === null || safeDue === null || actBy === null) {
            expect(["overdue", "running"]).not.toContain(clock.state);
            continue;
          }
          counted++;
          expect(safeDue <= legalDue && actBy <= safeDue).toBe(true);
          expect(["received", "begins"]).toContain(clock.steps[0]?.op);
          expect(clock.steps.some((step) => step.to === legalDue)).toBe(true);
          if (clock.state === "overdue" || clock.state === "expired") expect(today > legalDue).toBe(true);
          if (clock.state === "running") expect(today <= legalDue).toBe(true);
          if (clock.metOn !== null) expect(clock.late).toBe(clock.metOn > legalDue);
        }
      }),
      settings,
    );
    expect(counted).toBeGreaterThan(5_000);
  });

  it("a refusal is never due later than the answer", () => {
    fc.assert(
      fc.property(someone, ({ history, today }) => {
        const clocks = clocksAt(history, today);
        const answer = clocks.find(({ kind }) => kind === "answer")?.legalDue;
        const refusal = clocks.find(({ kind }) => kind === "refusal_notice")?.legalDue;
        if (answer && refusal) expect(refusal <= answer).toBe(true);
      }),
      settings,
    );
  });

  it("a question that may not stop the clock changes no day; one that may never makes it earlier", () => {
    fc.assert(
      fc.property(someone, ({ history, today }) => {
        const days = (told: History) => clocksAt(told, today).map(({ kind, legalDue }) => [kind, legalDue]);
        expect(days(history)).toEqual(days(lawful(history).facts));
        const [question] = history.questions;
        if (!question || question.answered === null) return;
        const legal = (questions: History["questions"]) =>
          clocksAt({ ...history, questions, extension: undefined } as unknown as History, today)[0]?.legalDue;
        const [without, alone] = [legal([]), legal([question])];
        if (mayAsk({ ...history, questions: [] }, question) !== null) expect(alone).toEqual(without);
        else if (without && alone) expect(alone >= without).toBe(true);
      }),
      settings,
    );
  });

  it("an extension that is allowed holds, and one that is not changes no day", () => {
    let allowed = 0;
    fc.assert(
      fc.property(someone, after, ({ history, today }, days) => {
        const { extension: _extension, answered: _answered, ...plain } = history;
        const sent = addDays(history.received, days);
        const wish = {
          reason: history.regime.extension?.reasons[0] ?? ("complexity" as const),
          until: addDays(sent, 200),
        };
        const refused = mayExtend(plain, sent, wish);
        const find = (told: History) =>
          clocksAt(told, today).find(({ kind }) => kind === "answer" || kind === "appeal");
        const [before, then] = [find(plain), find({ ...plain, extension: { sent, until: wish.until } })];
        if (!before?.legalDue || !then?.legalDue) return;
        if (refused === null) {
          allowed++;
          expect(then.warnings).not.toContain("extension_invalid");
          expect(then.legalDue >= before.legalDue).toBe(true);
        } else {
          expect(then.legalDue).toBe(before.legalDue);
          expect(then.warnings).toContain("extension_invalid");
        }
      }),
      settings,
    );
    expect(allowed).toBeGreaterThan(500);
  });

  it("days come from what is told alone: not from the time of day, nor the zone of the machine, nor from what went before", () => {
    fc.assert(
      fc.property(someone, ({ history, today }) => {
        const first = JSON.stringify(clocksOf(frozen(history), today));
        const zone = process.env.TZ;
        process.env.TZ = "Pacific/Apia";
        vi.useFakeTimers({ now: new Date("1999-12-31T23:59:59Z") });
        try {
          expect(JSON.stringify(clocksOf(history, today))).toBe(first);
        } finally {
          vi.useRealTimers();
          if (zone === undefined) delete process.env.TZ;
          else process.env.TZ = zone;
        }
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
    const folder = new URL("./", import.meta.url);
    const product = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.includes(".test."));
    expect(product.length).toBeGreaterThan(8);
    for (const name of product) {
      expect(readFileSync(new URL(name, folder), "utf8"), name).not.toMatch(
        /new Date\(\)|Date\.now|Temporal\.Now|process\.|performance\./,
      );
    }
  });
});

describe("published cases that are no single day", () => {
  const of = (id: string, received: Day, more: Partial<History> = {}, place = "IE"): History => {
    const regime = regimes.filter((one) => one.id === id && one.from <= received).at(-1);
    if (!regime) throw new Error(id);
    return { regime, right: "access", received, calendar: calendarOf(place), questions: [], ...more };
  };
  const answer = (history: History, today: Day) =>
    clocksAt(history, today).find(({ kind }) => kind === "answer");

  it("P20: proof asked at once, not enough, asked again: the clock stands still until enough has come", () => {
    const first = { about: "identity" as const, asked: "2026-03-03", answered: "2026-03-09" };
    const told = of("EU_GDPR", "2026-03-02", { questions: [first] });
    expect(mayAsk(told, { about: "identity", asked: "2026-03-09" })).toBeNull();
    const again = { about: "identity" as const, asked: "2026-03-09", answered: null };
    const waiting = { ...told, questions: [first, again] };
    expect(answer(waiting, "2026-03-30")).toMatchObject({
      state: "paused",
      legalDue: null,
      ifAnsweredToday: "2026-04-29",
      warnings: [],
    });
    const enough = { ...told, questions: [first, { ...again, answered: "2026-03-30" }] };
    expect(answer(enough, "2026-04-01")).toMatchObject({ state: "running", legalDue: "2026-04-29" });
  });

  it("P24 (Toeters): leaving out the first day and ending on the same date are one rule", () => {
    for (let day = "2019-01-01"; day < "2023-01-01"; day = addDays(day, 1)) {
      // A month that begins with the day after receipt and ends with the day before the same date a month on.
      const asDayAfter = addDays(addMonths(addDays(day, 1), 1), -1);
      const [step] = answer(of("EU_GDPR", day, {}, "nowhere"), day)?.steps.slice(1) ?? [];
      // Where a month has no such date the two readings part, and Regulation 1182/71 takes its last day.
      if (Number(day.slice(8)) < 28) expect(step?.to).toBe(asDayAfter);
      expect(step?.to).toBe(addMonths(day, 1));
    }
  });

  it("P26 (Austrian Post): many requests at once are a reason, told in the first month; backlog is none", () => {
    const post = of("EU_GDPR", "2019-02-04", {}, "AT");
    expect(mayExtend(post, "2019-03-01", { reason: "number_of_requests" })).toBeNull();
    expect(answer({ ...post, extension: { sent: "2019-03-01" } }, "2019-03-02")?.legalDue).toBe("2019-05-06");
    expect(regimes.flatMap((one) => one.extension?.reasons ?? [])).not.toContain("staff_absence");
  });

  it("P27 (Norfolk): 260 of 511 answers in time are 50.9 per cent, by what the clocks say", () => {
    const vector = vectors.find((one) => one.id === "P27") as { expectedValue: number; tolerance: number };
    const answers = Array.from({ length: 511 }, (_, index) => {
      const received = addDays("2021-04-01", index % 365);
      const { legalDue } = answer(of("UK_GDPR", received, {}, "GB-ENG"), received) ?? {};
      const answered = addDays(legalDue ?? "", index < 260 ? -(index % 20) : 1 + (index % 90));
      return answer(of("UK_GDPR", received, { answered }, "GB-ENG"), "2023-01-01");
    });
    const inTime = answers.filter((one) => one?.state === "done" && !one.late).length;
    expect(Math.abs(inTime / answers.length - vector.expectedValue)).toBeLessThan(vector.tolerance);
  });

  it("P28 (Todd Snyder): a way to opt out that is broken for 40 days breaks the law before it is mended", () => {
    for (let day = "2024-01-01"; day < "2029-01-01"; day = addDays(day, 1)) {
      const lost = of("US_CA_CCPA", day, { right: "opt_out" }, "US-CA");
      const clock = clocksAt(lost, addDays(day, 40)).find(({ kind }) => kind === "opt_out_effect");
      expect(clock?.state, day).toBe("overdue");
    }
  });

  it("every vector is tried by some test", () => {
    const tests = ["vectors.test.ts", "clocks.properties.test.ts"].map((name) =>
      readFileSync(new URL(name, import.meta.url), "utf8"),
    );
    const byTable = ["RESPONSE", "OPT_OUT_EFFECT", "DROP_POLL", "ACK", "APPEAL", "COMPLAINT_ACK"];
    const byPeriod = ["GENERIC_PERIOD", "FEE_REFLECTION", "RETENTION"];
    for (const { id, ...vector } of vectors as { id: string; clock?: string; kind: string }[]) {
      const inTable = vector.kind !== "fact" && [...byTable, ...byPeriod].includes(vector.clock ?? "");
      expect(inTable || tests.some((text) => text.includes(`"${id}`)), id).toBe(true);
    }
  });
});

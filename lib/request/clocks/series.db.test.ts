import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { clocksOf } from "#lib/clock/clocks.ts";
import { calendarFor } from "#lib/clock/deadline.ts";
import type { History } from "#lib/clock/history.ts";
import { lawful, mayAsk, mayExtend } from "#lib/clock/may.ts";
import { addDays } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { recordAnswer } from "./answer-question.ts";
import { askPerson } from "./ask.ts";
import { extendRequest } from "./extend.ts";
import { member } from "./fixture/staff.ts";
import { judgeAnswer } from "./judge-answer.ts";

let house: House;
const worker = member("analyst");
const received = "2026-03-02";

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => house.close());

const goTo = (day: string) => vi.useFakeTimers({ now: new Date(`${day}T10:00:00Z`), toFake: ["Date"] });

/** What somebody tries, so many days after what was tried before. */
const act = fc.record({
  after: fc.integer({ min: 0, max: 12 }),
  what: fc.constantFrom("identity" as const, "clarification" as const, "answer" as const, "extend" as const),
  about: fc.constantFrom("identity" as const, "clarification" as const),
});

const laws = { IE: "EU_GDPR", GB: "UK_GDPR", "US-CA": "US_CA_CCPA", BR: "BR_LGPD" } as const;

/** True where it was done, false where it was refused for a reason. */
async function done(doing: () => Promise<unknown>): Promise<boolean> {
  try {
    await doing();
    return true;
  } catch (error) {
    if (error instanceof HabeasError) return false;
    throw error;
  }
}

describe("any series of questions, answers and more time", () => {
  it("keeps exactly the clocks of the same history, and does what that history allows", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(laws) as (keyof typeof laws)[])),
        fc.array(act, { maxLength: 8 }),
        async (place, series) => {
          goTo(received);
          const { requestId, reference } = await way.file({ place });
          const regime = regimes.findLast((one) => one.id === laws[place] && one.from <= received);
          if (!regime) throw new Error("a law of the test is missing");
          const questions: { about: "identity" | "clarification"; asked: string; answered: string | null }[] =
            [];
          const history: History = {
            regime,
            right: "access",
            received,
            calendar: calendarFor(regime, "IE"),
            questions,
          };
          let today = received;
          for (const { after, what, about } of series) {
            today = addDays(today, after);
            goTo(today);
            if (what === "extend") {
              const reason = regime.extension?.reasons[0] ?? "complexity";
              const allowed = mayExtend(history, today, { reason }) === null;
              const told = await done(() =>
                extendRequest(worker, reference, { reason, explanation: "It takes longer than a month." }),
              );
              expect(told).toBe(allowed);
              if (told) history.extension = { sent: today };
            } else if (what === "answer") {
              const open = questions.find((one) => one.about === about && one.answered === null);
              const rows = await house.query<{ id: string }>(
                "select id from question where request_id = $1 and about = $2 and answered_day is null",
                [requestId, about],
              );
              expect(rows).toHaveLength(open ? 1 : 0);
              const [row] = rows;
              if (!open || !row) continue;
              await recordAnswer(worker, reference, row.id, { text: "So it is.", how: "phone" });
              await judgeAnswer(worker, reference, row.id, "insufficient");
              open.answered = today;
            } else {
              // What was asked too late before stops nothing, also not the judging of what is asked now.
              const waits = mayAsk(lawful(history).facts, { about: what, asked: today }) === null;
              const open = questions.some((one) => one.about === what && one.answered === null);
              let stops: string[] = [];
              const asked = await done(async () => {
                const came = await askPerson(worker, reference, {
                  about: what,
                  ...(what === "identity" ? { evidence: "matched_data_points" } : {}),
                  text: "Who are you, and what do you want?",
                  why: "We cannot tell.",
                  lateWhy: "We could not tell before.",
                });
                stops = came.stops;
              });
              expect(asked).toBe(!open);
              if (!asked) continue;
              questions.push({ about: what, asked: today, answered: null });
              expect(stops).toEqual(waits ? [regime.id] : []);
            }
            const expected = clocksOf(history, today);
            if (!expected.possible) throw new Error("the history of the test cannot be");
            const answer = expected.clocks.find((one) => one.kind === "answer");
            const [kept] = await house.query<{
              state: string;
              legal_due: string | null;
              safe_due: string | null;
            }>(
              "select state, legal_due::text, safe_due::text from clock where request_id = $1 and kind = 'answer'",
              [requestId],
            );
            expect(kept).toEqual({
              state: answer?.state === "overdue" ? "running" : answer?.state,
              legal_due: answer?.legalDue ?? null,
              safe_due: answer?.safeDue ?? null,
            });
          }
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
    );
  }, 120_000);
});

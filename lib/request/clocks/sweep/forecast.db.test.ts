import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { fileAndProve } from "#lib/worker/fixture/ways.ts";
import { answered, standing } from "./fixture/at-work.ts";
import { forecastAll } from "./forecast.ts";
import { forecastDay } from "./forecast-day.ts";
import { measurePace } from "./pace.ts";
import { sweepClocks } from "./sweep.ts";
import { putAwayAlerts } from "./tidy.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const on = (day: string) => vi.setSystemTime(new Date(`${day}T10:00:00Z`));

describe("when a request will probably be answered", { timeout: 60_000 }, () => {
  it("is told from the slowest open system and the time to the hand-over, and not where nobody can tell", () => {
    const now = new Date("2026-03-02T10:00:00Z");
    const pace = {
      systems: new Map([
        ["shop", { usual: 2, slow: 24 }],
        ["club", { usual: 48, slow: 240 }],
      ]),
      handOver: { usual: 48, slow: 96 },
    };
    const task = (systemId: string, askedAt: string | null, answeredAt: string | null = null) => ({
      systemId,
      askedAt: askedAt === null ? null : new Date(askedAt),
      answeredAt: answeredAt === null ? null : new Date(answeredAt),
      open: answeredAt === null,
    });
    const day = (...tasks: ReturnType<typeof task>[]) => forecastDay(tasks, pace, now, "Europe/Dublin");
    expect(day()).toBeNull();
    expect(day(task("shop", "2026-03-02T09:00:00Z"), task("unknown", null))).toBeNull();
    // A day to answer, two to hand over.
    expect(day(task("shop", "2026-03-02T10:00:00Z"))).toBe("2026-03-05");
    expect(day(task("shop", "2026-03-02T10:00:00Z"), task("club", "2026-02-28T10:00:00Z"))).toBe(
      "2026-03-12",
    );
    // Slower than nine of ten: from today on, its usual time.
    expect(day(task("club", "2026-01-01T10:00:00Z"))).toBe("2026-03-06");
    expect(day(task("shop", "2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z"))).toBe("2026-03-03");
    // What was ready long ago is not answered in the past.
    expect(day(task("shop", "2026-01-01T10:00:00Z", "2026-01-02T10:00:00Z"))).toBe("2026-03-02");
  });

  it("is measured from the newest answers, kept near the day, and raised once where it is too late", async () => {
    on("2026-03-02");
    const { requestId } = await fileAndProve();
    on("2026-03-20");
    expect(await forecastAll()).toEqual({ looked: 0, alerts: 0 });
    expect(await measurePace()).toBe(0);
    // What was answered before: the shop within a day, the newsletter within ten, handed over four days later.
    for (let before = 0; before < 6; before++) {
      const { requestId: old } = await fileAndProve();
      for (const [system, hours] of [
        ["shop", 10 + before],
        ["newsletter", 200 + 8 * before],
      ] as const)
        await house.query(
          `update task set state = 'settled', outcome = 'found', asked_at = '2026-03-01T00:00:00Z',
             answered_at = timestamptz '2026-03-01T00:00:00Z' + make_interval(hours => $3) where request_id = $1 and system_id = $2`,
          [old, system, hours],
        );
      await answered(old);
    }
    expect(await measurePace()).toBe(3);
    const pace = await house.query(
      "select system_id, usual_hours, slow_hours, answers from system_pace order by 1",
    );
    expect(pace).toEqual([
      { system_id: "(hand-over)", usual_hours: 240, slow_hours: 264, answers: 6 },
      { system_id: "newsletter", usual_hours: 220, slow_hours: 236, answers: 6 },
      { system_id: "shop", usual_hours: 13, slow_hours: 15, answers: 6 },
    ]);
    // Safe day 2 April. The shop has answered; the newsletter was asked on the 19th.
    await house.query(
      "update task set state = 'settled', outcome = 'found', answered_at = '2026-03-03T00:00:00Z' where request_id = $1 and system_id = 'shop'",
      [requestId],
    );
    await house.query("update task set asked_at = '2026-03-19T00:00:00Z' where request_id = $1", [requestId]);
    expect(await forecastAll()).toEqual({ looked: 1, alerts: 1 });
    expect((await standing(requestId)).forecastDay).toBe("2026-04-07");
    expect(await forecastAll()).toEqual({ looked: 1, alerts: 0 });
    expect(await house.query("select mark, late from alert where request_id = $1", [requestId])).toEqual([
      { mark: "forecast_breach", late: false },
    ]);
    // A reminder that nobody needs any more is put away, a breach is not.
    on("2026-05-05");
    await sweepClocks();
    await house.query("update task set state = 'settled', outcome = 'found' where request_id = $1", [
      requestId,
    ]);
    await answered(requestId);
    expect(await putAwayAlerts()).toBeGreaterThan(2);
    const unseen = await house.query("select mark from alert where seen_at is null and request_id = $1", [
      requestId,
    ]);
    expect(unseen).toEqual([{ mark: "breached" }]);
  });
});

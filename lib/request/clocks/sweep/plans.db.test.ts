import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { operator } from "#lib/worker/fixture/ways.ts";
import { countAlerts, listAlerts } from "./alerts.ts";
import { type Crowd, fillCrowd } from "./fixture/crowd.ts";
import { plansUsed } from "./fixture/plans.ts";
import { forecastAll } from "./forecast.ts";
import { measurePace } from "./pace.ts";
import { recountClocks } from "./recount.ts";
import { sweepClocks } from "./sweep.ts";
import { putAwayAlerts } from "./tidy.ts";

const crowd: Crowd = { requests: 200_000, open: 6000, due: 150, today: "2026-11-02" };
const watched = ["request", "clock", "task", "alert", "request_law"];

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${crowd.today}T10:00:00Z`) });
  await fillCrowd((text, values) => house.query(text, values), crowd);
}, 180_000);
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const plansOf = (work: () => Promise<unknown>) =>
  plansUsed((text, values) => house.query(text, values), watched, work);

/** Rows read so far, by table, however and by whom: triggers and functions too. */
async function rowsRead(): Promise<Record<string, { whole: number; rows: number }>> {
  // What connections still keep to themselves is told when they end.
  await closeDatabase();
  const connected = () =>
    house.query(
      "select 1 from pg_stat_activity where datname = current_database() and application_name = 'habeas'",
    );
  await vi.waitUntil(async () => (await connected()).length === 0, { timeout: 10_000, interval: 20 });
  await house.query("select pg_stat_force_next_flush()");
  await house.query("select pg_stat_clear_snapshot()");
  const rows = await house.query<{ name: string; whole: string; rows: string }>(
    `select relname as name, seq_scan as whole, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as rows
       from pg_stat_user_tables where relname = any($1)`,
    [watched],
  );
  return Object.fromEntries(
    rows.map((one) => [one.name, { whole: Number(one.whole), rows: Number(one.rows) }]),
  );
}

describe("among two hundred thousand requests", { timeout: 120_000 }, () => {
  it("the sweep reads what is due by indexes, and no table whole, triggers and functions included", async () => {
    const [clocks] = await house.query<{ count: string }>("select count(*) from clock");
    expect(Number(clocks?.count)).toBe(2 * crowd.requests);
    const before = await rowsRead();
    const plans = await plansOf(async () => {
      expect(await sweepClocks()).toEqual({ requests: crowd.due, alerts: crowd.due, failed: 0 });
    });
    const after = await rowsRead();
    expect(plans.whole).toEqual([]);
    expect([...plans.indexes]).toEqual(
      expect.arrayContaining(["Index Only Scan: clock_next_mark", "alert_of"]),
    );
    expect(plans.statements).toBeLessThan(12 * crowd.due);
    for (const name of watched) {
      expect((after[name]?.whole ?? 0) - (before[name]?.whole ?? 0), `${name} read whole`).toBe(0);
      expect((after[name]?.rows ?? 0) - (before[name]?.rows ?? 0), `rows of ${name}`).toBeLessThan(
        10 * crowd.due,
      );
    }
    expect((after.clock?.rows ?? 0) - (before.clock?.rows ?? 0)).toBeGreaterThan(crowd.due);
    // Nothing is due any more: the next sweep reads next to nothing.
    await sweepClocks();
    const idle = await rowsRead();
    for (const name of watched)
      expect((idle[name]?.rows ?? 0) - (after[name]?.rows ?? 0), `rows of ${name}`).toBeLessThan(10);
  });

  it("neither do measuring, forecasting, recounting and tidying", async () => {
    const measuring = await plansOf(measurePace);
    expect(measuring.whole).toEqual([]);
    expect([...measuring.indexes]).toEqual(expect.arrayContaining(["task_answered", "request_answered"]));
    const before = await rowsRead();
    const forecasting = await plansOf(async () => {
      const { looked } = await forecastAll();
      expect(looked).toBeGreaterThan(100);
      expect(looked).toBeLessThan(crowd.open);
    });
    const after = await rowsRead();
    expect(forecasting.whole).toEqual([]);
    expect([...forecasting.indexes]).toContain("request_open_due");
    expect((after.task?.rows ?? 0) - (before.task?.rows ?? 0)).toBeLessThan(4 * crowd.open);
    const recounting = await plansOf(() => recountClocks({ dryRun: true }));
    expect(recounting.whole).toEqual([]);
    expect((await plansOf(putAwayAlerts)).whole).toEqual([]);
  });

  it("the desk reads its alerts by indexes, and counts what is open, not what ever was", async () => {
    for (const read of [() => listAlerts(operator), () => countAlerts(operator)])
      expect((await plansOf(read)).whole).toEqual([]);
    expect((await listAlerts(operator)).alerts[0]?.mark).toBe("breached");
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { addDays, type Day } from "#lib/core/day.ts";
import { database } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { chanceOf } from "./fixture/chance.ts";
import { dayAfter, type JudgedClock, judgedToday } from "./fixture/oracle.ts";
import { recorded } from "./fixture/statements.ts";
import { team } from "./fixture/year.ts";
import { recountClocks } from "./recount.ts";
import { sweepClocks } from "./sweep.ts";

/** A fixed part of the year in every run; thousands of requests with HABEAS_FULL=1. */
const full = process.env.HABEAS_FULL === "1";
const requests = full ? 3000 : 200;
const seed = 4_1182_71;
const first: Day = "2026-03-01";
const filingDays = 300;
const allDays = 420;
/** Statements for a page of the sweep, and for one request with everything that can be raised and mailed about it. */
const perSweep = 12;
const perRequest = 60;

type Alert = { id: string; request: string; key: string; mark: string; on: Day; late: boolean };

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

let newest = "-infinity";
/** Alerts raised since this was last asked, in the order of raising. */
async function raisedSince(): Promise<Alert[]> {
  const rows = await house.query<Alert & { at: string }>(
    `select id, request_id as request, concat_ws(' ', request_id, law, kind, segment) as key, mark, on_day::text as on,
        late, raised_at::text as at from alert where raised_at > $1 order by raised_at`,
    [newest],
  );
  newest = rows.at(-1)?.at ?? newest;
  return rows;
}

describe("a year, day by day", { timeout: full ? 3_600_000 : 240_000 }, () => {
  it("tells every breach after an alert and nothing twice, whatever happens to requests and to the sweep", async () => {
    const chance = chanceOf(seed);
    const { file, work, watched, count } = team(chance);
    const wrong: string[] = [];
    const told = new Set<string>();
    const breaches = new Map<string, Alert>();
    const lateEver = new Map<string, JudgedClock>();
    let filed = 0;
    let down = 0;
    let lastSwept: Day = first;
    let mostStatements = 0;
    let swept = 0;
    for (let day = 0; day < allDays; day++) {
      const today = addDays(first, day);
      vi.setSystemTime(new Date(`${today}T10:00:00Z`));
      if (day < filingDays) {
        const due = Math.floor((requests * (day + 1)) / filingDays);
        for (; filed < due; filed++) await file(today);
      }
      // Some nights the worker dies and stays down for three days.
      if (down === 0 && chance.in(0.02)) down = 3;
      if (down > 0) down--;
      else {
        const judged = await judgedToday(watched(today), today);
        const byKey = new Map(judged.map((one) => [one.key, one]));
        const { result, statements } = await recorded(() => sweepClocks());
        swept += result.requests;
        if (result.failed > 0) wrong.push(`${today}: ${result.failed} could not be swept`);
        if (result.requests > 0)
          mostStatements = Math.max(mostStatements, (statements.length - perSweep) / result.requests);
        for (const one of await raisedSince()) {
          const [, , kind] = one.key.split(" ");
          const once =
            one.mark === "breached"
              ? `${one.key} breached`
              : `${one.request} ${kind} ${one.key.split(" ")[3]} ${one.mark}`;
          if (told.has(once)) wrong.push(`${today}: twice: ${once}`);
          told.add(once);
          const clock = byKey.get(one.key);
          if (!clock || (clock.silent && one.mark !== "due"))
            wrong.push(`${today}: ${one.mark} of a silent ${one.key}`);
          if (one.on > today || one.late !== one.on < today)
            wrong.push(`${today}: ${one.mark} on ${one.on}, ${one.late}`);
          if (one.mark !== "breached") continue;
          breaches.set(one.key, one);
          if (![...told].some((each) => each.startsWith(`${one.request} ${kind}`)))
            wrong.push(`${today}: a breach without an alert before it: ${one.key}`);
          if (clock?.legalDue && one.on !== dayAfter(clock.legalDue))
            wrong.push(`${today}: breached on ${one.on}: ${one.key}`);
          if (one.on <= lastSwept && one.on !== today)
            wrong.push(`${today}: could have been told before: ${one.key}`);
        }
        for (const one of judged) {
          if (!one.safeIsNotLater) wrong.push(`${today}: safe after legal: ${one.key}`);
          if (!one.late) continue;
          lateEver.set(one.key, one);
          if (!breaches.has(one.key)) wrong.push(`${today}: late and not told: ${one.key}`);
        }
        lastSwept = today;
      }
      await work(today, lastSwept !== today);
    }
    expect(wrong).toEqual([]);
    expect([...breaches.keys()].filter((key) => !lateEver.has(key))).toEqual([]);
    expect(mostStatements).toBeLessThan(perRequest);
    // It was a year in which things happened.
    expect(count.filed).toBe(requests);
    for (const [what, times] of Object.entries(count)) expect(times, what).toBeGreaterThan(requests / 60);
    expect(breaches.size).toBeGreaterThan(requests / 6);
    expect(swept).toBeGreaterThan(requests * 2);
    // What is kept is what the law says of it all, and the log is whole.
    expect(await recountClocks({ dryRun: true })).toMatchObject({ differ: 0, failed: 0 });
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });
});

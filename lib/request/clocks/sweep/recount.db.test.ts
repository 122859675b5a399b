import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type * as calendars from "#lib/law/holidays/calendar.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { file } from "#lib/worker/fixture/ways.ts";
import { answered, asked } from "./fixture/at-work.ts";
import { recountClocks } from "./recount.ts";
import { sweepClocks } from "./sweep.ts";

const holidays = vi.hoisted(() => ({ loaded: false }));
vi.mock("#lib/law/holidays/calendar.ts", async (original) => {
  const real = (await original()) as typeof calendars;
  const none = (place: string) => ({ place, version: "none", knows: () => false, isHoliday: () => false });
  return { ...real, calendarOf: (place: string) => (holidays.loaded ? real.calendarOf(place) : none(place)) };
});

const program = fileURLToPath(new URL("../../../../cli/habeas.ts", import.meta.url));
let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const on = (day: string) => vi.setSystemTime(new Date(`${day}T10:00:00Z`));
const everything = async () => [
  await house.query("select * from request order by id"),
  await house.query("select * from clock order by request_id, law, kind"),
  await house.query("select * from clock_change order by request_id, number"),
];

describe("open requests counted anew", { timeout: 60_000 }, () => {
  it("move where public holidays were loaded since, with a change that says so, and nothing else does", async () => {
    on("2026-01-31");
    const moves = await file({ place: "IE" });
    const ends = await file({ place: "IE" });
    const waits = await file({ place: "IE" });
    await answered(ends.requestId);
    await asked(waits.requestId, "identity");
    on("2026-02-02");
    const stays = await file({ place: "IE" });
    on("2026-02-16");
    await sweepClocks();
    expect(await recountClocks({ dryRun: false })).toEqual({ open: 3, differ: 0, failed: 0, moved: [] });

    holidays.loaded = true;
    const before = await everything();
    const told = await recountClocks({ dryRun: true });
    const moved = {
      reference: moves.reference,
      right: "access",
      from: { legalDue: "2026-02-28", safeDue: "2026-02-28" },
      to: { legalDue: "2026-03-02", safeDue: "2026-02-28" },
    };
    // The last working day before the day is told by the calendar too: that of every clock with a day.
    expect(told).toMatchObject({ open: 3, failed: 0, moved: [moved] });
    expect(await everything()).toEqual(before);

    const both = await Promise.all([recountClocks({ dryRun: false }), recountClocks({ dryRun: false })]);
    expect(both.map(({ failed }) => failed)).toEqual([0, 0]);
    const changes = await house.query<{ number: number; cause: string; by: string }>(
      "select number, cause, by from clock_change where request_id = $1 order by number",
      [moves.requestId],
    );
    expect(changes).toEqual([
      { number: 1, cause: "filed", by: "person" },
      { number: 2, cause: "recounted", by: "operator" },
    ]);
    expect(await recountClocks({ dryRun: true })).toEqual({ open: 3, differ: 0, failed: 0, moved: [] });
    const [clock] = await house.query(
      "select legal_due::text, safe_due::text, act_by::text, next_mark, steps from clock where request_id = $1 and kind = 'answer'",
      [moves.requestId],
    );
    expect(clock).toMatchObject({
      legal_due: "2026-03-02",
      safe_due: "2026-02-28",
      act_by: "2026-02-27",
      next_mark: "extension_decision",
    });
    expect(JSON.stringify(clock)).toContain("roll");
    for (const { requestId } of [ends, waits, stays]) {
      const [row] = await house.query<{ legal: string }>(
        "select legal_due::text as legal from request where id = $1",
        [requestId],
      );
      expect(row?.legal).toBe(requestId === stays.requestId ? "2026-03-02" : "2026-02-28");
    }
    // What was raised is not raised again.
    expect(await sweepClocks()).toMatchObject({ alerts: 0 });
  });

  it("and swept, from the command line", async () => {
    const run = async (...words: string[]) => {
      const { stdout } = await promisify(execFile)(process.execPath, [program, "--json", "clock", ...words], {
        env: { ...process.env },
      });
      return JSON.parse(stdout) as Record<string, unknown>;
    };
    expect(await run("recount", "--dry-run")).toEqual({
      open: 3,
      differ: 0,
      failed: 0,
      moved: [],
      dryRun: true,
    });
    expect(await run("sweep")).toMatchObject({ failed: 0, forecast: { alerts: 0 } });
  });
});

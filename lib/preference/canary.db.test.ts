import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { listHouseAlerts, seeHouseAlert } from "./alert.ts";
import { canaryEvery, tendCanaries } from "./canary.ts";
import { openWorld, type World } from "./fixture/world.ts";
import { watchCanaries } from "./watch.ts";

let world: World;
let now: Date;
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
/** What the worker does in a minute, by the clock of the test; `works`: whether a worker answers the doorbell. */
async function minute(works = true): Promise<void> {
  await tendCanaries(now);
  if (works) await drain();
  await tendCanaries(now);
  await watchCanaries(now);
}
const openAlerts = async () =>
  (await listHouseAlerts(way.operator))
    .filter(({ endedAt }) => endedAt === null)
    .map(({ systemId, raisedAt }) => ({ systemId, after: (raisedAt.getTime() - broken.getTime()) / 60_000 }))
    .sort((a, b) => (a.systemId < b.systemId ? -1 : 1));
let broken: Date;

/** Minutes of an hour in which something is broken, five at a time; ends with the first alarm. */
async function hourUntilAlarm(works = true) {
  broken = now;
  for (let passed = 0; passed <= 60; passed += 5) {
    await minute(works);
    const alerts = await openAlerts();
    if (alerts.length > 0) return alerts;
    later(5);
  }
  return [];
}

beforeAll(async () => {
  world = await openWorld(["store", "letters", "visits"]);
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.refill();
  for (const table of ["canary_check", "house_alert", "notice"]) await world.query(`delete from ${table}`);
  now = new Date();
  await minute();
});

describe("the test that opt-outs arrive", () => {
  it("sets the invented people to in, files as anybody would, and reads out in every system", async () => {
    expect((await world.says("C-9"))?.may_sell).toBe(false);
    expect(world.reads("canary.letters@example.org")).toBe("off");
    expect(await watchCanaries(now)).toMatchObject([
      { systemId: "store", state: "well", stage: null },
      { systemId: "letters", state: "well" },
    ]);
    const requests = await world.query(
      "select distinct channel, status from request where channel = 'canary'",
    );
    expect(requests).toEqual([{ channel: "canary", status: "cancelled" }]);
    expect(await world.query("select 1 from request_record")).toEqual([]);
    expect(await world.query("select 1 from recipient_notice")).toEqual([]);
  });

  it("raises the alarm within the hour when a system is down, and ends it when it is back", async () => {
    await world.store.query("alter table people rename to gone");
    const alerts = await hourUntilAlarm();
    expect(alerts).toEqual([{ systemId: "store", after: expect.toSatisfy((n: number) => n > 5 && n <= 60) }]);
    expect(await watchCanaries(now)).toMatchObject([{ state: "broken", stage: "set_in" }, { state: "well" }]);
    await world.store.query("alter table gone rename to people");
    later(canaryEvery);
    await minute();
    await world.query("update task set not_before = now() where state = 'ready'");
    later(5);
    await minute();
    expect(await openAlerts()).toEqual([]);
    expect(await watchCanaries(now)).toMatchObject([{ state: "well" }, { state: "well" }]);
  });

  it("raises the alarm when a system takes the choice and does not keep it", async () => {
    await world.store.query(`create function drop_choice() returns trigger language plpgsql as $$
        begin if new.may_sell = false then new.may_sell := old.may_sell; end if; return new; end $$;
      create trigger drop_choice before update on people for each row execute function drop_choice();`);
    try {
      const alerts = await hourUntilAlarm();
      expect(alerts).toEqual([{ systemId: "store", after: expect.toSatisfy((n: number) => n <= 60) }]);
    } finally {
      await world.store.query("drop trigger drop_choice on people; drop function drop_choice()");
    }
  });

  it("raises the alarm when nobody answers the doorbell, and when no worker runs at all", async () => {
    later(canaryEvery);
    expect(await hourUntilAlarm(false)).toHaveLength(2);
    await drain();
    for (const table of ["canary_check", "house_alert"]) await world.query(`delete from ${table}`);
    now = new Date();
    await minute();
    broken = now;
    later(58);
    expect(await watchCanaries(now)).toMatchObject([{ state: "well" }, { state: "well" }]);
    later(1);
    await watchCanaries(now);
    expect(await openAlerts()).toEqual([
      { systemId: "letters", after: 59 },
      { systemId: "store", after: 59 },
    ]);
  });

  it("tells staff once, by mail and on the desk, until somebody has seen it and it is well again", async () => {
    const lead = await world.staff("Lena", "officer");
    await world.store.query("alter table people rename to gone");
    await hourUntilAlarm();
    later(5);
    await minute();
    await world.store.query("alter table gone rename to people");
    expect(await world.query("select kind from notice where kind = 'house_alert'")).toHaveLength(1);
    const [alert] = await listHouseAlerts(lead);
    expect(alert).toMatchObject({ title: "Store", kind: "opt_out_path_broken", seen: false });
    await seeHouseAlert(lead, alert?.id ?? "");
    expect((await listHouseAlerts(lead))[0]).toMatchObject({ seen: true });
  });
});

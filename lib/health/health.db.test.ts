import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keepCheckpoint } from "#lib/audit/log/keeper.ts";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { answerRings, ring } from "#lib/jobs/queue.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { listHealthAlerts, seeHealthAlert } from "./alerts.ts";
import { type CheckName, checkOf, type HealthCheck, type HealthState, knownChecks } from "./check.ts";
import { knownMigrations, misfit } from "./fit.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { clockDrift, lookAtDatabase } from "./look/database.ts";
import { healthChecks, readHealth } from "./read.ts";
import { recordRound } from "./rounds.ts";
import { patienceSeconds, watchHealth } from "./watch.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"], {
    // Nobody is there: what is told is looked at as rows.
    HABEAS_STAFF_WEBHOOK: "http://127.0.0.1:9/room",
    HABEAS_STAFF_WEBHOOK_SECRETS: "whsec_YSBzZWNyZXQgb2YgdGhlIHJvb20sIGxvbmc=",
    HABEAS_WITNESS: `file:${mkdtempSync(join(tmpdir(), "habeas-health-"))}/log`,
  });
});
afterAll(() => house.close());
beforeEach(() => house.query("delete from worker_heartbeat"));

const named = (checks: readonly HealthCheck[], name: CheckName) => checks.find((one) => one.name === name);

describe("how the house is", () => {
  it("a house without a worker is broken and says what to do; with one that sweeps it is well", async () => {
    const before = await healthChecks();
    expect(before.map(({ name }) => name)).toEqual(Object.keys(knownChecks));
    expect(named(before, "workers")).toMatchObject({ state: "broken", value: 0 });
    expect(named(before, "clock_sweep")).toMatchObject({ state: "broken", value: null });
    expect(named(before, "workers")?.todo).toContain("npm run worker");
    const heartbeat = await startHeartbeat(
      () => 3,
      () => {},
    );
    await recordRound("clock_sweep", { ok: true });
    await recordRound("housekeeping", { ok: true });
    const { state, checks, workers, systems } = await readHealth(way.operator);
    const notWell = checks.filter((one) => one.state !== "well").map(({ name }) => name);
    // The log has no checkpoint yet, and the disk of a test machine may be small.
    expect(notWell.filter((name) => !["log", "disk", "database"].includes(name))).toEqual([]);
    expect(workers).toMatchObject([{ busy: 3, state: "works" }]);
    expect(systems.map(({ id, state }) => [id, state])).toEqual([
      ["shop", "well"],
      ["newsletter", "well"],
    ]);
    expect(["well", "slow", "broken"]).toContain(state);
    await heartbeat.drains();
    expect(named(await healthChecks(), "workers")).toMatchObject({ state: "broken", value: 0 });
    await heartbeat.end();
    expect((await readHealth(way.operator)).workers).toEqual([]);
  });

  it("work that is due and lies, a mail that waits and a silent sweep are seen with their age", async () => {
    const { requestId } = await way.fileAndProve();
    await house.query("update notice set created_at = now() - interval '40 minutes' where request_id = $1", [
      requestId,
    ]);
    await house.query("update task set not_before = now() - interval '11 minutes' where request_id = $1", [
      requestId,
    ]);
    await house.query(
      "update house_round set ok_at = now() - interval '6 minutes' where name = 'clock_sweep'",
    );
    const checks = await healthChecks();
    expect(named(checks, "queue")?.state).toBe("broken");
    expect(named(checks, "queue")?.value).toBeGreaterThan(650);
    expect(named(checks, "mail")).toMatchObject({ state: "broken" });
    expect(named(checks, "clock_sweep")).toMatchObject({ state: "broken" });
    await drain();
    await recordRound("clock_sweep", { ok: true });
    expect(named(await healthChecks(), "queue")?.state).toBe("well");
  });

  it("a system whose last three conversations failed is named, and one that staff stopped is not in trouble", async () => {
    const failed = `insert into system_run (system_id, kind, ok, code, started_at)
      select 'newsletter', 'locate', false, 'unreachable', now() - make_interval(secs => n) from generate_series(1, 3) n`;
    await house.query("delete from system_run");
    await house.query(failed);
    const { checks, systems } = await readHealth(way.operator);
    expect(named(checks, "systems")).toMatchObject({ state: "slow", value: 1 });
    expect(systems.find(({ id }) => id === "newsletter")).toMatchObject({
      state: "broken",
      code: "unreachable",
    });
    await house.query("delete from system_run");
    expect(named(await healthChecks(), "systems")?.state).toBe("well");
  });

  it("a witness that somebody cut turns the log yellow although all that it still has agrees (FI-35)", async () => {
    await keepCheckpoint();
    expect(named(await healthChecks(), "log")?.state).toBe("well");
    await house.query("update audit_keeper set witness = 'agrees', trouble = 'The witness was cut.'");
    expect(named(await healthChecks(), "log")).toMatchObject({
      state: "slow",
      words: expect.stringContaining("was cut"),
    });
    await house.query("update audit_keeper set trouble = null");
  });

  it("only those who run the house or look after it see it", async () => {
    await expect(readHealth(way.newVisitor())).rejects.toMatchObject({ code: "forbidden" });
    await expect(listHealthAlerts(way.newVisitor())).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("TM-68 the clock", () => {
  it("of a machine is compared with the database's, and alarms above two seconds", async () => {
    expect(Math.abs(await clockDrift())).toBeLessThan(1000);
    for (const off of [3000, -3000]) {
      const found = await lookAtDatabase(() => Date.now() + off);
      const drift = found.find(({ name }) => name === "clock_drift");
      expect(drift && checkOf(drift, null)).toMatchObject({ state: "broken", limit: 2000 });
    }
  });
});

describe("FI-37 two versions side by side", () => {
  it("a worker works on a newer database unless a migration forbids it, and never on an older one", async () => {
    expect(await misfit()).toBeNull();
    expect(await misfit(knownMigrations - 5)).toBeNull();
    expect(await misfit(knownMigrations + 1)).toMatchObject({ database: "old", why: /db migrate/ });
    await house.query("update house_schema set oldest = $1", [knownMigrations + 2]);
    expect(await misfit()).toMatchObject({ database: "new" });
    const told: string[] = [];
    const heartbeat = await startHeartbeat(
      () => 0,
      (why) => told.push(why),
      0.02,
    );
    await expect.poll(() => told).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told[0]).toContain("Start the newer version");
    await heartbeat.end();
    await house.query("update house_schema set oldest = 0");
  });

  it("a ring that only a newer worker can read is left, its row untouched, and work goes on beside it", async () => {
    await house.query("delete from pgboss.job");
    const done: string[] = [];
    const handlers = new Proxy({} as Parameters<typeof answerRings>[0], {
      get: () => async (id: string) => {
        done.push(id);
      },
    });
    const rings = await answerRings(handlers);
    const [later, now] = [randomUUID(), randomUUID()];
    await house.query(
      `insert into pgboss.job (name, data, singleton_key, policy) select 'task.run', $1::jsonb, $2, policy from pgboss.queue where name = 'task.run'`,
      [JSON.stringify({ id: later, v: 2, more: "that we do not know" }), later],
    );
    await inTransaction((tx) => ring(tx, "task.run", now));
    await expect.poll(() => done, { timeout: 10_000 }).toEqual([now]);
    await expect
      .poll(
        async () =>
          house.query("select 1 from pgboss.job where state in ('created','active') and singleton_key = $1", [
            later,
          ]),
        { timeout: 10_000 },
      )
      .toEqual([]);
    await rings.stop(1);
    expect(done).toEqual([now]);
  });
});

describe("staff are told", () => {
  const look = (state: HealthState) => async () => [checkOf({ name: "workers", value: 0, state }, null)];
  const ago = (seconds: number) =>
    house.query("update health_mark set since = now() - make_interval(secs => $1)", [seconds]);
  const pings = () =>
    house.query<{ kind: string; reference: string }>(
      "select kind, reference from staff_ping order by created_at",
    );

  it("once of what has been broken for two minutes, and once when it is well again", async () => {
    await watchHealth(look("broken"));
    await ago(patienceSeconds - 5);
    await watchHealth(look("broken"));
    expect(await pings()).toEqual([]);
    await ago(patienceSeconds + 5);
    await Promise.all([watchHealth(look("broken")), watchHealth(look("broken"))]);
    await watchHealth(look("broken"));
    expect(await pings()).toEqual([{ kind: "house_broken", reference: "workers" }]);
    const [alert] = await listHealthAlerts(way.operator);
    expect(alert).toMatchObject({ title: "Workers", endedAt: null, seen: false });
    await seeHealthAlert(way.operator, alert?.id ?? "");
    await watchHealth(look("well"));
    await watchHealth(look("well"));
    expect((await pings()).map(({ kind }) => kind)).toEqual(["house_broken", "house_well"]);
    expect(await listHealthAlerts(way.operator)).toEqual([]);
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "#lib/db/database.ts";
import { knownMigrations } from "#lib/health/fit.ts";
import { tellRoomOfHouse } from "#lib/jobs/staff-room.ts";
import { type House, openHouse } from "./fixture/house.ts";

/**
 * FI-03: real worker processes that are told to stop while they have work in hand. The work is a message to a chat room that
 * takes as long as the test wants.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const guard = new URL("../../workshop/node24.mjs", import.meta.url).href;

let house: House;
let room: Server;
let heard = 0;
let answer: (() => void) | undefined;
const children: ChildProcess[] = [];

beforeAll(async () => {
  room = createServer((call, told) => {
    call.resume().on("end", () => {
      heard++;
      answer = () => told.end("ok");
    });
  });
  await new Promise<void>((done) => room.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${(room.address() as AddressInfo).port}`;
  house = await openHouse(["newsletter"], {
    HABEAS_STAFF_WEBHOOK: `http://${host}/room`,
    HABEAS_STAFF_WEBHOOK_SECRETS: "whsec_YSBzZWNyZXQgb2YgdGhlIHJvb20sIGxvbmc=",
    HABEAS_INTERNAL_HOSTS: host,
    HABEAS_LEASE_SECONDS: "15",
    // A process of its own refuses the key that tests have.
    HABEAS_MASTER_KEY: randomBytes(32).toString("base64"),
  });
});
afterEach(() => {
  for (const one of children.splice(0)) one.kill("SIGKILL");
});
afterAll(async () => {
  room.close();
  room.closeAllConnections();
  await house.close();
});

function worker(drainSeconds: number): { child: ChildProcess; log(): string; gone: Promise<unknown[]> } {
  const child = spawn(process.execPath, ["--import", guard, "lib/worker/main.ts"], {
    cwd: root,
    env: { ...process.env, HABEAS_DRAIN_SECONDS: String(drainSeconds), HABEAS_LOG: "info", NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  let text = "";
  child.stderr?.on("data", (some: Buffer) => {
    text += some.toString();
  });
  return { child, log: () => text, gone: once(child, "exit") };
}

const patient = { timeout: 45_000, interval: 50 };
const ping = async () =>
  (
    await house.query<{ state: string; attempts: number; lost: number }>(
      "select state, attempts, lost from staff_ping order by created_at desc limit 1",
    )
  )[0];
const owePing = () => inTransaction((tx) => tellRoomOfHouse(tx, "house_well", "queue"));

describe("FI-03 a worker that is told to stop", { timeout: 180_000 }, () => {
  it("says so, takes nothing new, finishes what it has in hand and leaves the list", async () => {
    const { child, gone, log } = worker(20);
    await expect.poll(log, patient).toContain("the worker is ready");
    await owePing();
    await expect.poll(() => heard, patient).toBe(1);
    child.kill("SIGTERM");
    const draining = () => house.query<{ draining: boolean }>("select draining from worker_heartbeat");
    await expect.poll(draining, patient).toEqual([{ draining: true }]);
    await owePing();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard).toBe(1);
    answer?.();
    expect(await gone).toEqual([0, null]);
    expect(await draining()).toEqual([]);
    const states = await house.query("select state, lost from staff_ping order by created_at");
    expect(states).toEqual([
      { state: "settled", lost: 0 },
      { state: "ready", lost: 0 },
    ]);
  });

  it("hands back what it could not finish in its time: the next has it at once, not at the end of a lease", async () => {
    heard = 0;
    const first = worker(0.5);
    await expect.poll(() => heard, patient).toBe(1);
    const told = Date.now();
    first.child.kill("SIGTERM");
    expect(await first.gone).toEqual([0, null]);
    expect(await ping()).toMatchObject({ state: "ready", attempts: 0, lost: 0 });
    expect(Date.now() - told).toBeLessThan(10_000);
    const second = worker(5);
    await expect.poll(() => heard, patient).toBe(2);
    answer?.();
    await expect.poll(async () => (await ping())?.state, patient).toBe("settled");
    second.child.kill("SIGTERM");
    expect(await second.gone).toEqual([0, null]);
  });
});

describe("FI-37 a worker of another version than the database", { timeout: 180_000 }, () => {
  it("does not start on one that it would do harm to, and says why", async () => {
    await house.query("update house_schema set oldest = $1", [knownMigrations + 1]);
    const { gone, log } = worker(1);
    expect((await gone)[0]).toBe(1);
    expect(log()).toContain("Start the newer version");
    await house.query("update house_schema set oldest = 0");
  });
});

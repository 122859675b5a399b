import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import { systems } from "#lib/worker/fixture/systems.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { type Desk, openDesk, why } from "../fixture/desk.ts";
import { forgetRuns } from "../runs.ts";
import { checkSystem } from "./check.ts";
import { enableSystem } from "./enable.ts";
import { systemHistory } from "./history.ts";
import { readSystem } from "./read.ts";
import { setRate } from "./set-rate.ts";
import { killSystem, pauseSystem, retireSystem } from "./stop.ts";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(["newsletter"]);
  const client = new Client({ connectionString: desk.house.shopUrl });
  await client.connect();
  // Reading the whole of it takes half a minute: long enough to be cut off in the middle.
  await client.query(`create view slow_orders as
    select id, customer_id, note, pg_sleep(0.1)::text as pause from orders where pg_sleep(0.1) is not null`);
  await client.end();
});
afterAll(() => desk.house.close());

type Standing = {
  state: string;
  trouble_code: string | null;
  trouble: string | null;
  outcome: string | null;
};

const tasksOf = async (requestId: string) =>
  new Map(
    (
      await desk.house.query<Standing & { system_id: string }>(
        "select system_id, state, trouble_code, trouble, outcome from task where request_id = $1",
        [requestId],
      )
    ).map(({ system_id, ...rest }) => [system_id, rest]),
  );

const held = { state: "ready", trouble_code: "paused", outcome: null };

describe("a system that staff pause", () => {
  it("keeps its part of every request waiting, delays nothing else, and goes on where it stood", async () => {
    const id = await desk.enabled("paused_shop");
    await pauseSystem(desk.lead, id, { reason: "The shop is being moved." });
    const { requestId } = await way.fileAndProve();
    await drain();
    const waiting = await tasksOf(requestId);
    expect(waiting.get(id)).toMatchObject({ ...held, trouble: "Paused by staff: The shop is being moved." });
    expect(waiting.get("newsletter")).toMatchObject({ state: "settled", outcome: "found" });
    expect(await readSystem(desk.lead, id)).toMatchObject({ health: { waiting: 1, heldBack: 1 } });
    // Staff can still try it out, or they could not see that it is well again.
    expect(await checkSystem(desk.lead, id)).toMatchObject({ ok: true });
    await enableSystem(desk.lead, id, why);
    await drain();
    expect((await tasksOf(requestId)).get(id)).toMatchObject({ state: "settled", outcome: "found" });
    const { runs } = await systemHistory(desk.lead, id);
    expect(runs).toContainEqual(
      expect.objectContaining({
        kind: "collect",
        ok: true,
        version: 1,
        rows: 301,
        taskId: expect.any(String),
      }),
    );
    await retireSystem(desk.lead, id, why);
  });
});

describe("the kill switch", () => {
  it("cuts off what runs within seconds, keeps it, and lets it go on afterwards", async () => {
    const [customers, orders] = systems.shop.collections;
    const collections = [customers, { ...orders, table: "slow_orders" }];
    const id = await desk.enabled("killed_shop", { collections });
    const { requestId } = await way.fileAndProve();
    const working = drain();
    await until(async () => (await tasksOf(requestId)).get(id)?.state === "running");
    await new Promise((resolve) => setTimeout(resolve, 500));
    const begun = performance.now();
    await killSystem(desk.lead, id, { reason: "It answers for the wrong company." });
    await until(async () => (await tasksOf(requestId)).get(id)?.state === "ready");
    expect(performance.now() - begun).toBeLessThan(3000);
    await working;
    expect((await tasksOf(requestId)).get(id)).toMatchObject({
      ...held,
      trouble: "Stopped by staff: It answers for the wrong company.",
    });
    const { runs } = await systemHistory(desk.lead, id);
    expect(runs.find((one) => one.taskId !== null)).toMatchObject({ ok: false, code: "paused" });
    expect(await checkSystem(desk.lead, id)).toMatchObject({ ok: false });
    expect(
      await desk.house.query(
        "select 1 from finding f join task t on t.id = f.task_id where t.system_id = $1",
        [id],
      ),
    ).toEqual([]);
  });
});

describe("a system that is retired", () => {
  it("is in no new plan, and still answers the requests that have it in theirs", async () => {
    const id = await desk.enabled("old_shop");
    const old = await way.fileAndProve();
    await retireSystem(desk.lead, id, why);
    const fresh = await way.fileAndProve({ email: "noor.haddad@example.net" });
    await drain();
    expect((await tasksOf(old.requestId)).get(id)).toMatchObject({ state: "settled", outcome: "found" });
    expect((await tasksOf(fresh.requestId)).has(id)).toBe(false);
  });
});

describe("a limit of conversations in a minute", () => {
  it("holds over all that works at once, and what is above it is asked later", async () => {
    const id = await desk.enabled("limited_shop");
    await setRate(desk.lead, id, 2);
    await expect(setRate(desk.lead, id, 0)).rejects.toMatchObject({ code: "invalid" });
    const filed = await Promise.all(
      ["mina.okafor@example.com", "noor.haddad@example.net", "nobody@example.com"].map((email) =>
        way.fileAndProve({ email }),
      ),
    );
    await drain();
    const runs = await desk.house.query(
      "select 1 from system_run where system_id = $1 and kind in ('locate', 'collect')",
      [id],
    );
    expect(runs).toHaveLength(2);
    let limited = 0;
    for (const { requestId } of filed) {
      if ((await tasksOf(requestId)).get(id)?.trouble_code === "rate_limited") limited++;
    }
    expect(limited).toBeGreaterThan(0);
    await retireSystem(desk.lead, id, why);
  });
});

it("a system of an older version that cannot be read any more stays in every plan, and says so", async () => {
  await desk.house.query(
    `insert into system_version (system_id, number, definition, hash, author, reason)
     values ('ancient', 1, '{"id": "ancient", "title": "Old ledger", "connector": "postgres"}', '', 'operator', 'x')`,
  );
  await desk.house.query(
    `insert into system_state (system_id, version, state, reason, changed_by)
     values ('ancient', 1, 'enabled', '', 'operator')`,
  );
  const { requestId } = await way.fileAndProve();
  await drain();
  const tasks = await tasksOf(requestId);
  expect(tasks.get("ancient")).toMatchObject({
    state: "ready",
    trouble_code: "misconfigured",
    trouble: "Version 1 of it cannot be read any more; save it anew on the desk.",
  });
  expect(tasks.get("newsletter")).toMatchObject({ outcome: "found" });
  expect(await readSystem(desk.lead, "ancient")).toMatchObject({ title: "Old ledger" });
});

it("what is kept of conversations is bounded by age and by number", async () => {
  await desk.house.query(
    `insert into system_run (system_id, kind, started_at) select 'many', 'check', now() - make_interval(secs => n)
       from generate_series(1, 2005) n
     union all select 'aged', 'check', now() - make_interval(days => n) from generate_series(28, 33) n`,
  );
  expect(await forgetRuns()).toBe(5 + 4);
  const left = await desk.house.query(
    "select system_id, count(*)::int as count from system_run where system_id in ('many', 'aged') group by 1 order by 1",
  );
  expect(left).toEqual([
    { system_id: "aged", count: 2 },
    { system_id: "many", count: 2000 },
  ]);
});

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come to pass");
}

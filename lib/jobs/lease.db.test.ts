import { spawn } from "node:child_process";
import { once } from "node:events";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { task } from "#drizzle/schema/task.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { fail, settle, type TaskWork } from "#lib/fanout/settle.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { dueWork } from "./due.ts";
import { claim, type Lease, LeaseLost, pauseBefore, stillOurs } from "./lease.ts";
import { closeQueue } from "./queue.ts";
import { sweep } from "./sweep.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter", "visits"], {
    HABEAS_LEASE_SECONDS: "1",
    HABEAS_RETRY_CEILING_SECONDS: "60",
  });
});
afterAll(() => house.close());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const stateOf = async (id: string) =>
  (
    await house.query<{ state: string; fence: string; lost: number }>(
      "select state, fence, lost, outcome, attempts from task where id = $1",
      [id],
    )
  )[0];

async function newTask(): Promise<{ id: string; requestId: string; reference: string }> {
  const { requestId, reference } = await way.fileAndProve();
  const [row] = await house.query<{ id: string }>(
    "select id from task where request_id = $1 and system_id = 'newsletter'",
    [requestId],
  );
  return { id: row?.id ?? "", requestId, reference };
}

/** A lease whose holder has stopped: no heartbeat, and its time is over. */
async function abandoned(id: string): Promise<Lease> {
  const lease = await claim("task", id);
  if (!lease) throw new Error("it was not free");
  lease.end();
  await house.query("update task set lease_until = now() - interval '1 millisecond' where id = $1", [id]);
  return lease;
}

async function workOf(lease: Lease): Promise<TaskWork> {
  return inTransaction(async (tx) => {
    const [row] = await tx.select().from(task).where(eq(task.id, lease.id));
    if (!row) throw new Error("no such task");
    const request = await lockRequest(tx, row.requestId);
    return {
      lease,
      row,
      request,
      actor: { kind: "worker", requestId: request.id },
      key: await keyOf(tx, request.id),
    };
  });
}

describe("a piece of work", () => {
  it("has one owner, however many want it", async () => {
    const { id } = await newTask();
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim("task", id)));
    const won = claims.filter((lease) => lease !== null);
    expect(won).toHaveLength(1);
    expect(won[0]?.fence).toBe(1);
    for (const lease of won) lease.end();
  });

  it("is nobody's before its time", async () => {
    const { id } = await newTask();
    await house.query("update task set not_before = now() + interval '1 minute' where id = $1", [id]);
    expect(await claim("task", id)).toBeNull();
    expect((await dueWork()).map((work) => work.id)).not.toContain(id);
  });

  it("stays with a holder who is alive, far beyond one lease", async () => {
    const { id } = await newTask();
    const lease = await claim("task", id);
    for (let passed = 0; passed < 2500; passed += 250) {
      await wait(250);
      expect(await claim("task", id)).toBeNull();
    }
    expect(lease?.signal.aborted).toBe(false);
    await inTransaction((tx) => stillOurs(tx, lease as Lease));
    lease?.end();
  });

  it("goes to the next with a higher fence when its holder is gone, and the late holder writes nothing", async () => {
    const { id, requestId } = await newTask();
    const late = await abandoned(id);
    const work = await workOf(late);
    await expect(settle(work, { outcome: "nothing_held" })).rejects.toThrow(LeaseLost);
    const next = await claim("task", id);
    expect(next?.fence).toBe(late.fence + 1);
    const before = await house.query("select * from task where request_id = $1 order by position", [
      requestId,
    ]);
    const log = await house.query("select count(*) from audit_event where chain = $1", [requestId]);
    await expect(settle(work, { outcome: "found", findings: [] })).rejects.toThrow(LeaseLost);
    await expect(fail(work, null)).rejects.toThrow(LeaseLost);
    expect(
      await house.query("select * from task where request_id = $1 order by position", [requestId]),
    ).toEqual(before);
    expect(await house.query("select count(*) from audit_event where chain = $1", [requestId])).toEqual(log);
    expect(await stateOf(id)).toMatchObject({ state: "running", lost: 1 });
    next?.end();
  });

  it("tells a holder who was frozen that it has lost it", async () => {
    const { id } = await newTask();
    const frozen = await claim("task", id);
    await house.query("update task set lease_until = now() - interval '1 second' where id = $1", [id]);
    const next = await claim("task", id);
    await wait(700);
    expect(frozen?.signal.aborted).toBe(true);
    expect(frozen?.signal.reason).toBeInstanceOf(LeaseLost);
    expect(next?.signal.aborted).toBe(false);
    frozen?.end();
    next?.end();
  });

  it("is not taken from a holder by the end of a lease that a heartbeat has renewed meanwhile", async () => {
    const { id } = await newTask();
    const lease = await claim("task", id);
    const [early] = await house.query<{ until: Date }>(
      "select lease_until as until from task where id = $1",
      [id],
    );
    await wait(600);
    const [later] = await house.query<{ until: Date }>(
      "select lease_until as until from task where id = $1",
      [id],
    );
    expect(later?.until.getTime()).toBeGreaterThan(early?.until.getTime() ?? Number.POSITIVE_INFINITY);
    lease?.end();
  });
});

describe("a holder that is killed", () => {
  it("is made good within the time of its lease", async () => {
    const { id } = await newTask();
    // A process of its own that takes the task and dies without a word.
    const code = `const { claim } = await import("#lib/jobs/lease.ts");
      console.log((await claim("task", ${JSON.stringify(id)})) ? "has it" : "no"); process.kill(process.pid, "SIGKILL");`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = await once(child.stdout, "data");
    expect(String(said).trim()).toBe("has it");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");
    const died = Date.now();
    expect(await stateOf(id)).toMatchObject({ state: "running" });
    while (!(await dueWork()).some((work) => work.id === id)) await wait(50);
    expect(Date.now() - died).toBeLessThan(1500);
    expect(await sweep()).toBeGreaterThan(0);
    await drain();
    expect(await stateOf(id)).toMatchObject({ state: "settled", outcome: "found", lost: 1 });
  });

  it("loses nothing when every job is lost, doubled or out of order as well", async () => {
    const made = [await newTask(), await newTask()];
    await house.query("delete from pgboss.job");
    await sweep();
    await sweep();
    const jobs = await house.query<{ data: { id: string } }>(
      "select data from pgboss.job where name = 'task.run' and state = 'created'",
    );
    const rung = jobs.map((job) => job.data.id);
    expect(new Set(rung).size).toBe(rung.length);
    for (const { id } of made) expect(rung).toContain(id);
    await drain();
    for (const { id } of made) expect((await stateOf(id))?.state).toBe("settled");
    await closeQueue();
  });
});

it("the pause between tries doubles up to the ceiling and never passes it", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 50, 5000].map(pauseBefore)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
});

it("a ring stands or falls with the transaction it is in, and carries one id, its shape and nothing else", async () => {
  const { ring } = await import("./queue.ts");
  const id = "00000000-0000-4000-8000-000000000001";
  const rings = () =>
    house.query<{ data: object }>("select data from pgboss.job where data->>'id' = $1", [id]);
  await expect(
    inTransaction(async (tx) => {
      await ring(tx, "task.run", id);
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  expect(await rings()).toEqual([]);
  await inTransaction((tx) => ring(tx, "task.run", id));
  await inTransaction((tx) => ring(tx, "task.run", id));
  expect(await rings()).toEqual([{ data: { id, v: 1 } }]);
  await database().execute(sql`delete from pgboss.job`);
});

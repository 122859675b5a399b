import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { arm, faults } from "#lib/erasure/fixture/faults.ts";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { drain } from "#lib/worker/drain.ts";
import { approvedBatch, listedPeople, listOf, openTown, proposedBatch, type Town } from "./fixture/town.ts";
import { planBatch } from "./plan.ts";
import { readBatch } from "./read.ts";
import { batchEvidenceHead } from "./receipts.ts";
import { runBatch, runBatchSystem } from "./run.ts";

vi.mock("#lib/db/database.ts", async (original) => {
  const real = await original<typeof import("#lib/db/database.ts")>();
  const { between } = await import("#lib/erasure/fixture/faults.ts");
  return {
    ...real,
    inTransaction: (work: Parameters<typeof real.inTransaction>[0]) =>
      between(() => real.inTransaction(work)),
  };
});
vi.mock("#lib/jobs/lease.ts", async (original) => {
  const real = await original<typeof import("#lib/jobs/lease.ts")>();
  const { faults: at } = await import("#lib/erasure/fixture/faults.ts");
  return {
    ...real,
    giveBack: async (lease: Parameters<typeof real.giveBack>[0]) =>
      at.dead ? undefined : real.giveBack(lease),
  };
});
vi.mock("#lib/fanout/open-session.ts", async (original) => {
  const real = await original<typeof import("#lib/fanout/open-session.ts")>();
  const { mortal } = await import("#lib/erasure/fixture/faults.ts");
  return {
    ...real,
    openSession: async (...what: Parameters<typeof real.openSession>) => {
      const session = await real.openSession(...what);
      return session.eraser ? { ...session, eraser: mortal(session.eraser) } : session;
    },
  };
});
// Small chunks, so that there are many of them.
vi.mock("../chunk-size.ts", () => ({ firstChunk: 40, nextChunk: () => 40, restAfter: () => 0 }));

let town: Town;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  town = await openTown({ HABEAS_LEASE_SECONDS: "30" });
  maker = await town.staff("Walt", "analyst");
  people = [await town.staff("Ann", "approver"), await town.staff("Lea", "officer")];
});
afterAll(() => town.close());
beforeEach(async () => {
  faults.afterAct = undefined;
  arm(Number.POSITIVE_INFINITY);
  await town.populate();
});

const idsOf = async (batchId: string) =>
  town.query<{ id: string }>("select id from erasure_batch_system where batch_id = $1 order by position", [
    batchId,
  ]);

/** The process has died: its lease runs out, and nobody has written a word for it. */
async function bury(): Promise<void> {
  for (const table of ["erasure_batch", "erasure_batch_system"])
    await town.query(
      `update ${table} set lease_until = now() - interval '1 second', lost = 0 where state = 'running'`,
    );
}

/** What must hold at every moment, whoever died where. */
async function demandInvariants(batchId: string, others: string, before: number): Promise<void> {
  expect(await town.unlisted()).toBe(others);
  const [stands] = await town.query<{
    status: string;
    receipts: number;
    done: number;
    evidence: number;
    gone: number;
    open: number;
  }>(
    `select status, (select count(*)::int from erasure_batch_receipt where batch_id = b.id) as receipts,
        (select count(*)::int from erasure_batch_system where batch_id = b.id and outcome is not null) as done,
        (select coalesce(sum(c.changed), 0)::int from erasure_batch_chunk c join erasure_batch_system s on s.id = c.system_row where s.batch_id = b.id) as evidence,
        (select coalesce(sum(c.gone), 0)::int from erasure_batch_chunk c join erasure_batch_system s on s.id = c.system_row where s.batch_id = b.id) as gone,
        (select count(*)::int from erasure_batch_system where batch_id = b.id and state <> 'settled') as open
       from erasure_batch b where id = $1`,
    [batchId],
  );
  expect(stands?.receipts).toBe(stands?.status === "done" ? listedPeople : 0);
  if (stands?.open === 0) expect(await town.left()).toBe(0);
  const { rows } = await town.store.query(
    "select count(*)::int as n from invoices where bill_to = 'removed'",
  );
  const acted = before - (await town.left()) + rows[0].n;
  // Evidence of what was not done would be a lie; work without evidence yet is at most the chunk that was cut.
  expect(acted).toBeGreaterThanOrEqual(stands?.evidence ?? 0);
  expect(acted).toBeLessThanOrEqual((stands?.evidence ?? 0) + (stands?.gone ?? 0) + 40);
}

describe("a worker that dies", () => {
  it("at a later boundary each time leaves nothing undone, doubled or claimed", async () => {
    const others = await town.unlisted();
    const before = await town.left();
    const asked = await proposedBatch(maker);
    await approvedBatch(asked, ...people);
    const systems = await idsOf(asked.id);
    let deaths = 0;
    for (const run of [...systems.map((one) => () => runBatchSystem(one.id)), () => runBatch(asked.id)]) {
      for (let at = 1; at < 400; at++) {
        arm(at);
        await run();
        if (!faults.dead) break;
        deaths++;
        await bury();
        arm(Number.POSITIVE_INFINITY);
        await demandInvariants(asked.id, others, before);
      }
    }
    expect(deaths).toBeGreaterThan(30);
    arm(Number.POSITIVE_INFINITY);
    await drain();
    expect(await readBatch(maker, asked.number)).toMatchObject({ status: "done" });
    await demandInvariants(asked.id, others, before);
    expect(await town.left()).toBe(0);
    for (const { id } of systems) {
      await batchEvidenceHead(database(), id);
      const [sums] = await town.query<{ rows: number; did: number; acted: number }>(
        `select sum(c.rows)::int as rows, sum(c.changed + c.gone)::int as did, min(s.act_rows)::int as acted
           from erasure_batch_chunk c join erasure_batch_system s on s.id = c.system_row where s.id = $1`,
        [id],
      );
      expect([sums?.rows, sums?.did]).toEqual([sums?.acted, sums?.acted]);
    }
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  }, 180_000);

  it("while it locates and lists leaves no plan, and the next one makes it", async () => {
    const before = await town.left();
    const made = await planBatch(maker, { list: listOf(), format: "csv", reason: "Closed." });
    for (let at = 1; at < 100; at++) {
      arm(at);
      await runBatch(made.id);
      if (!faults.dead) break;
      await bury();
    }
    arm(Number.POSITIVE_INFINITY);
    for (const { id } of await idsOf(made.id)) {
      for (let at = 1; at < 100; at++) {
        arm(at);
        await runBatchSystem(id);
        if (!faults.dead) break;
        await bury();
      }
    }
    arm(Number.POSITIVE_INFINITY);
    expect(await readBatch(maker, made.number)).toMatchObject({ status: "proposed", people: listedPeople });
    expect(await town.left()).toBe(before);
  });
});

it("two workers on one system do it once", async () => {
  const others = await town.unlisted();
  const asked = await proposedBatch(maker);
  await approvedBatch(asked, ...people);
  const systems = await idsOf(asked.id);
  await Promise.all(
    systems.flatMap(({ id }) => [runBatchSystem(id), runBatchSystem(id), runBatchSystem(id)]),
  );
  await drain();
  expect(await readBatch(maker, asked.number)).toMatchObject({ status: "done" });
  expect(await town.unlisted()).toBe(others);
});

it("a hold that is placed in the middle of the act stops it before the next chunk", async () => {
  const { placeHold } = await import("../holds.ts");
  const way = await import("#lib/worker/fixture/ways.ts");
  const asked = await proposedBatch(maker);
  await approvedBatch(asked, ...people);
  const { reference } = await way.fileAndProve({ email: "b11@example.com" });
  let chunks = 0;
  faults.afterAct = async () => {
    if (++chunks === 2)
      await placeHold(maker, reference, { on: "person", reason: "A claim", until: "2099-01-01" });
  };
  const [store] = await idsOf(asked.id);
  await runBatchSystem(store?.id ?? "");
  expect(chunks).toBe(2);
  expect(await readBatch(maker, asked.number)).toMatchObject({ status: "stopped", stoppedWhy: "held" });
  await town.query("delete from legal_hold");
});

it("a record that becomes somebody else's in the middle of the act is left to them", async () => {
  const asked = await proposedBatch(maker);
  await approvedBatch(asked, ...people);
  const last = (1000 + listedPeople - 1) * 10 + 1;
  let chunks = 0;
  faults.afterAct = async () => {
    if (++chunks === 1) await town.store.query("update addresses set person_id = 5001 where id = $1", [last]);
  };
  const [store, readers] = await idsOf(asked.id);
  await runBatchSystem(store?.id ?? "");
  faults.afterAct = undefined;
  await runBatchSystem(readers?.id ?? "");
  await runBatch(asked.id);
  expect(await readBatch(maker, asked.number)).toMatchObject({ status: "done" });
  expect((await town.store.query("select person_id from addresses where id = $1", [last])).rows).toEqual([
    { person_id: 5001 },
  ]);
  expect(await town.left()).toBe(0);
  const [stands] = await town.query("select released::int from erasure_batch_system where id = $1", [
    store?.id,
  ]);
  expect(stands).toEqual({ released: 1 });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { drain } from "#lib/worker/drain.ts";
import { evidenceHead } from "./evidence.ts";
import { arm, faults } from "./fixture/faults.ts";
import { approvedBy, hashOf, located, proposed } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { planErasure } from "./plan.ts";
import { runErasure } from "./run.ts";
import { resumeErasure } from "./stop.ts";

vi.mock("#lib/db/database.ts", async (original) => {
  const real = await original<typeof import("#lib/db/database.ts")>();
  const { between } = await import("./fixture/faults.ts");
  return {
    ...real,
    inTransaction: (work: Parameters<typeof real.inTransaction>[0]) =>
      between(() => real.inTransaction(work)),
  };
});
vi.mock("#lib/jobs/lease.ts", async (original) => {
  const real = await original<typeof import("#lib/jobs/lease.ts")>();
  const { faults: at } = await import("./fixture/faults.ts");
  return {
    ...real,
    giveBack: async (lease: Parameters<typeof real.giveBack>[0]) =>
      at.dead ? undefined : real.giveBack(lease),
  };
});
vi.mock("#lib/fanout/open-session.ts", async (original) => {
  const real = await original<typeof import("#lib/fanout/open-session.ts")>();
  const { mortal } = await import("./fixture/faults.ts");
  return {
    ...real,
    openSession: async (...what: Parameters<typeof real.openSession>) => {
      const session = await real.openSession(...what);
      return session.eraser ? { ...session, eraser: mortal(session.eraser) } : session;
    },
  };
});
// Small chunks, so that there are many of them.
vi.mock("./chunk-size.ts", () => ({ firstChunk: 10, nextChunk: () => 10, restAfter: () => 0 }));

const addresses = 240;
/** What the plan changes in the shop: addresses, the person, one review and what two invoices say. */
const acted = addresses + 1 + 1 + 2;

let world: World;
let people: [Staff, Staff];
let maker: Staff;

beforeAll(async () => {
  world = await openWorld({ HABEAS_LEASE_SECONDS: "30" });
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());
beforeEach(async () => {
  faults.afterAct = undefined;
  arm(Number.POSITIVE_INFINITY);
  await world.refill(addresses);
});

async function approved() {
  const asked = await proposed(world, maker);
  await approvedBy(asked.id, asked.hash, ...people);
  const [row] = await world.query<{ id: string }>(
    "select id from erasure_system where erasure_id = $1 and system_id = 'store'",
    [asked.id],
  );
  return { ...asked, row: row?.id ?? "" };
}

const left = async () =>
  Number((await world.store.query("select count(*) from addresses where person_id = 1")).rows[0]?.count);

/** What must hold at every moment, whoever died where. */
async function demandInvariants(row: string, others: string): Promise<void> {
  expect(await world.others()).toBe(others);
  const [stands] = await world.query<{
    outcome: string | null;
    receipts: string;
    rows: string;
    cursor: string;
  }>(
    `select outcome, cursor, (select count(*) from erasure_receipt where system_row = s.id) as receipts,
       (select coalesce(sum(rows), 0) from erasure_chunk where system_row = s.id) as rows from erasure_system s where id = $1`,
    [row],
  );
  if (stands?.outcome !== null) expect(await left()).toBe(0);
  expect(Number(stands?.receipts)).toBe(stands?.outcome === null ? 0 : 1);
  expect(Number(stands?.rows)).toBeLessThanOrEqual(acted);
  // Evidence of what was not done would be a lie; work without evidence yet is at most the chunk that was cut.
  expect(addresses - (await left())).toBeLessThanOrEqual(Number(stands?.cursor) + 10);
  expect(addresses - (await left())).toBeGreaterThanOrEqual(Math.min(Number(stands?.rows), addresses) - 4);
}

/** The process has died: its lease runs out, and nobody has written a word for it. */
const bury = (row: string) =>
  world.query(
    "update erasure_system set lease_until = now() - interval '1 second', lost = 0 where id = $1 and state = 'running'",
    [row],
  );

async function demandDone(id: string, row: string, others: string): Promise<void> {
  arm(Number.POSITIVE_INFINITY);
  await drain();
  const [done] = await world.query("select state from erasure where id = $1", [id]);
  expect(done).toEqual({ state: "done" });
  await demandInvariants(row, others);
  const [sums] = await world.query<{ rows: string; did: string }>(
    "select sum(rows) as rows, sum(changed + gone) as did from erasure_chunk where system_row = $1",
    [row],
  );
  expect([Number(sums?.rows), Number(sums?.did)]).toEqual([acted, acted]);
  await evidenceHead(database(), row);
  expect((await world.store.query("select 1 from people where id = 1")).rows).toEqual([]);
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
}

describe("a worker that dies", () => {
  it("at a later boundary each time it takes the work up again leaves nothing undone, doubled or claimed", async () => {
    const others = await world.others();
    const { id, row } = await approved();
    let deaths = 0;
    for (let at = 1; at < 400; at++) {
      arm(at);
      await runErasure(row);
      if (!faults.dead) break;
      deaths++;
      await bury(row);
      arm(Number.POSITIVE_INFINITY);
      await demandInvariants(row, others);
    }
    expect(deaths).toBeGreaterThan(20);
    await demandDone(id, row, others);
  }, 120_000);

  it("at any one boundary, chosen by a seed, is made good by the next", async () => {
    let seed = 20_261;
    for (let run = 0; run < 6; run++) {
      await world.refill(addresses);
      const others = await world.others();
      const { id, row } = await approved();
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      arm(1 + (seed % 90));
      await runErasure(row);
      await bury(row);
      await demandDone(id, row, others);
    }
  }, 120_000);

  it("while it lists a system leaves no plan, and the next one makes it", async () => {
    const { reference, requestId } = await located(world);
    const id = await planErasure(maker, reference);
    const [row] = await world.query<{ id: string }>(
      "select id from erasure_system where erasure_id = $1 and system_id = 'store'",
      [id],
    );
    for (let at = 1; at < 100; at++) {
      arm(at);
      await runErasure(row?.id ?? "");
      if (!faults.dead) break;
      await bury(row?.id ?? "");
    }
    arm(Number.POSITIVE_INFINITY);
    await drain();
    expect(await hashOf(requestId)).toHaveLength(64);
    expect(await left()).toBe(addresses);
  });

  it("three times without getting on is left for staff to look at", async () => {
    const { row, id } = await approved();
    await world.query("update erasure_system set lost = 3 where id = $1", [row]);
    await drain();
    const [stands] = await world.query("select state, trouble_code from erasure_system where id = $1", [row]);
    expect(stands).toEqual({ state: "parked", trouble_code: "worker_died" });
    expect(await left()).toBe(addresses);
    await resumeErasure(people[0], id);
    await drain();
    expect(await left()).toBe(0);
  });
});

describe("two workers", () => {
  it("on one row, rung for twice and more, do it once", async () => {
    const others = await world.others();
    const { id, row } = await approved();
    await Promise.all(Array.from({ length: 5 }, () => runErasure(row)));
    await demandDone(id, row, others);
  });

  it("of which one was frozen in the middle of a chunk: the late one writes nothing", async () => {
    const others = await world.others();
    const { id, row } = await approved();
    let frozen = true;
    faults.afterAct = async () => {
      if (!frozen) return;
      frozen = false;
      await world.query("update erasure_system set lease_until = now() - interval '1 second' where id = $1", [
        row,
      ]);
      await runErasure(row);
    };
    await runErasure(row);
    await demandDone(id, row, others);
    const [stands] = await world.query<{ gone: string }>("select gone from erasure_system where id = $1", [
      row,
    ]);
    // The first chunk was done by the frozen one: whoever came after found it gone.
    expect(Number(stands?.gone)).toBe(10);
  });
});

it("a hold that is placed in the middle of the act stops it before the next chunk", async () => {
  const { placeHold } = await import("./holds.ts");
  const { id, row, reference } = await approved();
  let chunks = 0;
  faults.afterAct = async () => {
    if (++chunks === 3) {
      await placeHold(maker, reference, { on: "person", reason: "A claim", until: "2099-01-01" });
    }
  };
  await runErasure(row);
  expect(await left()).toBe(addresses - 30);
  const [stands] = await world.query("select state, stopped_why from erasure where id = $1", [id]);
  expect(stands).toEqual({ state: "stopped", stopped_why: "held" });
  const [evidence] = await world.query<{ rows: string }>(
    "select sum(rows) as rows from erasure_chunk where system_row = $1",
    [row],
  );
  expect(Number(evidence?.rows)).toBe(30);
});

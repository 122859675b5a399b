import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { arm, faults } from "#lib/erasure/fixture/faults.ts";
import { drain } from "#lib/worker/drain.ts";
import { evidenceHead } from "./evidence.ts";
import { approved, granted, moved } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { planRectification } from "./plan.ts";
import { readRectificationDesk } from "./read.ts";
import { resumeRectification } from "./resume.ts";
import { runRectification } from "./run.ts";

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
  const { mortal } = await import("./fixture/mortal.ts");
  return {
    ...real,
    openSession: async (...what: Parameters<typeof real.openSession>) => {
      const session = await real.openSession(...what);
      return session.corrector ? { ...session, corrector: mortal(session.corrector) } : session;
    },
  };
});

const addresses = 12;
let world: World;
let walt: Staff;
let ann: Staff;

beforeAll(async () => {
  world = await openWorld(["shop"], { HABEAS_LEASE_SECONDS: "30" });
  walt = await world.staff("Walt", "analyst");
  ann = await world.staff("Ann", "approver");
});
afterAll(() => world.close());
beforeEach(async () => {
  faults.afterAct = undefined;
  arm(Number.POSITIVE_INFINITY);
  await world.refill();
  await world.shop.query(
    `insert into addresses select 100 + n, 1, '1 Mill Road', 'Cork', 'T12 AB34' from generate_series(2, ${addresses}) n;
     create table written (row_id int, street text);
     create function note() returns trigger language plpgsql as
       $$ begin insert into written values (new.id, new.street); return new; end $$;
     create trigger note after update on addresses for each row execute function note();`,
  );
});

async function begun() {
  const of = await granted(walt, [moved]);
  const id = await approved(of, walt, [ann]);
  return { ...of, id, row: await rowOf(id) };
}

async function rowOf(id: string): Promise<string> {
  const [row] = await world.query<{ id: string }>(
    "select id from rectification_system where rectification_id = $1",
    [id],
  );
  return row?.id ?? "";
}

/** The process has died: its lease runs out, and nobody has written a word for it. */
const bury = (row: string) =>
  world.query(
    "update rectification_system set lease_until = now() - interval '1 second', lost = 0 where id = $1 and state = 'running'",
    [row],
  );

/** What must hold at every moment, whoever died where. */
async function demandInvariants(row: string, others: string): Promise<void> {
  expect(await world.others()).toBe(others);
  const { rows: twice } = await world.shop.query(
    "select row_id from written group by row_id having count(*) > 1",
  );
  expect(twice).toEqual([]);
  const [stands] = await world.query<{ outcome: string | null; receipts: string; entries: string }>(
    `select outcome, (select count(*) from rectification_receipt where system_row = s.id) as receipts,
       (select count(*) from rectification_entry where system_row = s.id) as entries from rectification_system s where id = $1`,
    [row],
  );
  const written = Number((await world.shop.query("select count(*) from written")).rows[0]?.count);
  // At most the row that was cut has no evidence yet, and none has evidence that was not written.
  expect(written - Number(stands?.entries)).toBeGreaterThanOrEqual(0);
  expect(written - Number(stands?.entries)).toBeLessThanOrEqual(1);
  expect(Number(stands?.receipts)).toBe(stands?.outcome === null ? 0 : 1);
  if (stands?.outcome !== null) expect(written).toBe(addresses);
}

async function demandDone(id: string, row: string, others: string): Promise<void> {
  arm(Number.POSITIVE_INFINITY);
  await drain();
  expect(await world.query("select state from rectification where id = $1", [id])).toEqual([
    { state: "done" },
  ]);
  await demandInvariants(row, others);
  await evidenceHead(database(), row);
  const { rows } = await world.shop.query(
    "select street, count(*)::int as n from addresses where person_id = 1 group by street order by 1",
  );
  expect(rows).toEqual([
    { street: "4 Quay Street", n: 1 },
    { street: "9 Harbour Lane", n: addresses },
  ]);
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
}

describe("a worker that dies", () => {
  it("at a later boundary each time it takes the work up again leaves nothing undone, doubled or claimed", async () => {
    const others = await world.others();
    const { id, row } = await begun();
    let deaths = 0;
    for (let at = 1; at < 300; at++) {
      arm(at);
      await runRectification(row);
      if (!faults.dead) break;
      deaths++;
      await bury(row);
      arm(Number.POSITIVE_INFINITY);
      await demandInvariants(row, others);
    }
    expect(deaths).toBeGreaterThan(8);
    await demandDone(id, row, others);
  }, 120_000);

  it("at any one boundary, chosen by a seed, is made good by the next", async () => {
    let seed = 20_265;
    for (let run = 0; run < 4; run++) {
      await world.shop.query(
        "update addresses set street = '1 Mill Road', city = 'Cork', postcode = 'T12 AB34' where street = '9 Harbour Lane'; truncate written",
      );
      const others = await world.others();
      const { id, row } = await begun();
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      arm(1 + (seed % 50));
      await runRectification(row);
      await bury(row);
      await demandDone(id, row, others);
    }
  }, 120_000);

  it("while it lists a system leaves no plan, and the next one makes it", async () => {
    const of = await granted(walt, [moved]);
    const id = await planRectification(walt, of.reference);
    const row = await rowOf(id);
    for (let at = 1; at < 60; at++) {
      arm(at);
      await runRectification(row);
      if (!faults.dead) break;
      await bury(row);
    }
    arm(Number.POSITIVE_INFINITY);
    await drain();
    const { plan } = await readRectificationDesk(walt, of.reference);
    expect(plan).toMatchObject({ state: "proposed", totals: { planned: addresses * 3 } });
    expect((await world.shop.query("select 1 from written")).rows).toEqual([]);
  }, 60_000);

  it("three times without getting on is left for staff to look at", async () => {
    const others = await world.others();
    const { row, id } = await begun();
    await world.query("update rectification_system set lost = 3 where id = $1", [row]);
    await drain();
    const [stands] = await world.query("select state, trouble_code from rectification_system where id = $1", [
      row,
    ]);
    expect(stands).toEqual({ state: "parked", trouble_code: "worker_died" });
    await resumeRectification(walt, row);
    await demandDone(id, row, others);
  });
});

describe("two workers", () => {
  it("on one row, rung for twice and more, do it once", async () => {
    const others = await world.others();
    const { id, row } = await begun();
    await Promise.all(Array.from({ length: 5 }, () => runRectification(row)));
    await demandDone(id, row, others);
  });

  it("of which one was frozen behind its change: the late one writes nothing", async () => {
    const others = await world.others();
    const { id, row } = await begun();
    let frozen = true;
    faults.afterAct = async () => {
      if (!frozen) return;
      frozen = false;
      await world.query(
        "update rectification_system set lease_until = now() - interval '1 second' where id = $1",
        [row],
      );
      await runRectification(row);
    };
    await runRectification(row);
    await demandDone(id, row, others);
    const entries = await world.query<{ outcome: string }>(
      "select outcome from rectification_entry where system_row = $1 order by number",
      [row],
    );
    // What the frozen one did is found done by whoever came after.
    expect(entries.map((one) => one.outcome)).toEqual(["already", ...Array(addresses - 1).fill("changed")]);
    // It is ours all the same: it is told as changed, and can be undone.
    expect(
      await world.query(
        "select distinct state from rectification_cell where system_row = $1 and state <> 'left'",
        [row],
      ),
    ).toEqual([{ state: "changed" }]);
  });
});

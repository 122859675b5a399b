import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import { arm, faults } from "../fixture/faults.ts";
import { approvedBy, proposed } from "../fixture/ways.ts";
import { openWorld, type Staff, type World } from "../fixture/world.ts";
import { runErasure } from "../run.ts";
import { stopErasure } from "../stop.ts";
import { undoErasure } from "./ask.ts";
import { runUndo } from "./run.ts";

vi.mock("#lib/db/database.ts", async (original) => {
  const real = await original<typeof import("#lib/db/database.ts")>();
  const { between } = await import("../fixture/faults.ts");
  return {
    ...real,
    inTransaction: (work: Parameters<typeof real.inTransaction>[0]) =>
      between(() => real.inTransaction(work)),
  };
});
vi.mock("#lib/jobs/lease.ts", async (original) => {
  const real = await original<typeof import("#lib/jobs/lease.ts")>();
  const { faults: at } = await import("../fixture/faults.ts");
  return {
    ...real,
    giveBack: async (lease: Parameters<typeof real.giveBack>[0]) =>
      at.dead ? undefined : real.giveBack(lease),
  };
});
vi.mock("#lib/fanout/open-session.ts", async (original) => {
  const real = await original<typeof import("#lib/fanout/open-session.ts")>();
  const { mortal } = await import("../fixture/faults.ts");
  return {
    ...real,
    openSession: async (...what: Parameters<typeof real.openSession>) => {
      const session = await real.openSession(...what);
      return session.eraser ? { ...session, eraser: mortal(session.eraser) } : session;
    },
  };
});
vi.mock("../chunk-size.ts", () => ({ firstChunk: 10, nextChunk: () => 10, restAfter: () => 0 }));

let world: World;
let people: [Staff, Staff];
let maker: Staff;

beforeAll(async () => {
  world = await openWorld({ HABEAS_LEASE_SECONDS: "30", HABEAS_ERASURE_UNDO_DAYS: "7" });
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());
beforeEach(async () => {
  arm(Number.POSITIVE_INFINITY);
  await world.refill(200);
});

async function checksum(): Promise<string> {
  const hash = createHash("sha256");
  for (const table of ["people", "addresses", "invoices", "reviews"]) {
    const { rows } = await world.store.query<{ t: string }>(`select t::text from ${table} t order by 1`);
    hash.update(`${table}\n${rows.map((row) => row.t).join("\n")}\n`);
  }
  return hash.digest("hex");
}

async function approved() {
  const asked = await proposed(world, maker);
  await approvedBy(asked.id, asked.hash, ...people);
  const [row] = await world.query<{ id: string }>(
    "select id from erasure_system where erasure_id = $1 and system_id = 'store'",
    [asked.id],
  );
  return { id: asked.id, row: row?.id ?? "" };
}

const bury = (table: "erasure_system" | "erasure_undo", id: string) =>
  world.query(
    `update ${table} set lease_until = now() - interval '1 second', lost = 0 where id = $1 and state = 'running'`,
    [id],
  );

/** Puts back everything that is kept, dying at a later boundary each time where that is asked for. */
async function putBack(id: string, row: string, dying: boolean): Promise<number> {
  await undoErasure(people[0], id, "Taken by mistake");
  const [undo] = await world.query<{ id: string }>("select id from erasure_undo where system_row = $1", [
    row,
  ]);
  let deaths = 0;
  for (let at = 2; dying && at < 100; at += 3) {
    arm(at);
    await runUndo(undo?.id ?? "");
    if (!faults.dead) break;
    deaths++;
    await bury("erasure_undo", undo?.id ?? "");
  }
  arm(Number.POSITIVE_INFINITY);
  await drain();
  return deaths;
}

describe("a worker that dies", () => {
  it("between image, write and evidence, again and again, can still be taken back byte for byte", async () => {
    const before = await checksum();
    const { id, row } = await approved();
    let deaths = 0;
    for (let at = 1; at < 300; at += 2) {
      arm(at);
      await runErasure(row);
      if (!faults.dead) break;
      deaths++;
      await bury("erasure_system", row);
    }
    arm(Number.POSITIVE_INFINITY);
    await drain();
    expect(deaths).toBeGreaterThan(15);
    expect((await world.store.query("select 1 from people where id = 1")).rowCount).toBe(0);
    const [images] = await world.query<{ unsure: number }>(
      "select count(*) filter (where not sure)::int as unsure from erasure_image i join erasure_undo u on u.id = i.undo_id where u.system_row = $1",
      [row],
    );
    // Some of them died after the write and before the evidence, or after the image and before the write.
    expect(images?.unsure).toBeGreaterThan(2);
    await world.query(
      "update erasure set state = 'stopped', stopped_why = 'stopped' where id = $1 and state = 'acting'",
      [id],
    );
    expect(await putBack(id, row, true)).toBeGreaterThan(2);
    expect(await checksum()).toBe(before);
    const [undo] = await world.query("select outcome, wrapped from erasure_undo where system_row = $1", [
      row,
    ]);
    expect(undo).toEqual({ outcome: "undone", wrapped: null });
  }, 120_000);

  it("in the middle of an erasure that is then stopped leaves what can be put back, and no more", async () => {
    const before = await checksum();
    let seed = 4711;
    for (let run = 0; run < 5; run++) {
      const { id, row } = await approved();
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      arm(30 + (seed % 60));
      await runErasure(row);
      arm(Number.POSITIVE_INFINITY);
      await bury("erasure_system", row);
      await stopErasure(people[1], id);
      expect(await checksum()).not.toBe(before);
      await putBack(id, row, false);
      expect(await checksum()).toBe(before);
      await world.query("update erasure set state = 'dropped', ended_at = now() where id = $1", [id]);
    }
  }, 120_000);

  it("while the store is full erases nothing", async () => {
    const before = await checksum();
    const { row } = await approved();
    const store = process.env.HABEAS_STORE ?? "";
    const { chmodSync, mkdirSync, rmSync, writeFileSync } = await import("node:fs");
    rmSync(`${store}/undo`, { recursive: true, force: true });
    // A file where the folder should be: nothing can be written below it.
    writeFileSync(`${store}/undo`, "");
    chmodSync(`${store}/undo`, 0o400);
    await runErasure(row);
    expect(await checksum()).toBe(before);
    const [stands] = await world.query<{ state: string; trouble_code: string }>(
      "select state, trouble_code from erasure_system where id = $1",
      [row],
    );
    expect(stands).toEqual({ state: "ready", trouble_code: "internal" });
    rmSync(`${store}/undo`, { force: true });
    mkdirSync(`${store}/undo`);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { HeldIdentifier } from "#connectors/contract.ts";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { drain } from "#lib/worker/drain.ts";
import { approvedBy, hashOf, proposed } from "../fixture/ways.ts";
import { openWorld, type Staff, type World } from "../fixture/world.ts";
import { newestErasure } from "../load.ts";
import { recordErasedByHand } from "../stop.ts";
import { planSweeps, readCameBack, sweepNow } from "./all.ts";
import { leaveCameBack, planCameBack } from "./decide.ts";
import { findIn } from "./find.ts";
import { noteFound } from "./note.ts";
import { isErased } from "./remember.ts";

const operator = { kind: "operator" } as const;
let world: World;
let people: [Staff, Staff];
let maker: Staff;

beforeAll(async () => {
  world = await openWorld();
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());

const extra = `
  insert into people select n, 'C-' || 1000 + n, 'Person ' || n, 'person' || n || '@example.org' from generate_series(3, 12) n;
  insert into addresses select 100000 + n, n, 'canary-lane ' || n from generate_series(3, 12) n;`;

beforeEach(async () => {
  await world.query("delete from came_back");
  await world.query("delete from erased_token");
  await world.refill(5);
  await world.store.query(extra);
});

async function erase(email: string, name: string) {
  const asked = await proposed(world, maker, { email, name });
  await approvedBy(asked.id, asked.hash, ...people);
  await drain();
  const [hand] = await world.query<{ id: string }>(
    "select id from erasure_system where erasure_id = $1 and phase = 'by_hand' and state = 'parked'",
    [asked.id],
  );
  if (hand) await recordErasedByHand(maker, hand.id, "The cupboard is empty.");
  await drain();
  const [row] = await world.query<{ state: string }>("select state from erasure where id = $1", [asked.id]);
  expect(row?.state).toBe("done");
  return asked;
}

const foundIn = async () =>
  world.query<{ reference: string; collection: string; state: string; kinds: string[] }>(
    "select r.reference, c.collection, c.state, c.kinds from came_back c join request r on r.id = c.request_id where c.state in ('open','planned') order by 1, 2",
  );

describe("people who were erased", () => {
  it("are found when a table comes back from a backup: exactly they, listed again, and erased again by two", async () => {
    const backup = (await world.store.query("select * from people order by id")).rows;
    const three = [];
    for (const n of [3, 4, 5]) three.push(await erase(`person${n}@example.org`, `Person ${n}`));
    const before = await sweepNow(operator);
    expect(before.map(({ systemId, found, cannot }) => ({ systemId, found, cannot }))).toEqual([
      { systemId: "readers", found: 0, cannot: null },
      { systemId: "store", found: 0, cannot: null },
    ]);
    expect(before.find((one) => one.systemId === "store")?.identifiers).toBeGreaterThan(20);
    expect(await isErased(database(), "email", "person3@example.org")).toBe(true);
    expect(await isErased(database(), "email", "person9@example.org")).toBe(false);

    for (const row of backup.filter((one) => one.id === 3 || one.id === 5)) {
      await world.store.query("insert into people values ($1, $2, $3, $4)", [
        row.id,
        row.number,
        row.name,
        row.email,
      ]);
    }
    await sweepNow(operator, "store");
    const [one, , three3] = three;
    expect(await foundIn()).toEqual(
      [one, three3]
        .map((asked) => ({
          reference: asked?.reference,
          collection: "people",
          state: "planned",
          kinds: ["customer_number", "email", "key"],
        }))
        .toSorted((a, b) => ((a.reference ?? "") < (b.reference ?? "") ? -1 : 1)),
    );
    const told = await readCameBack(operator);
    expect(told.found.map(({ systemId, records, state }) => ({ systemId, records, state }))).toEqual(
      [1, 2].map(() => ({ systemId: "store", records: 1, state: "planned" })),
    );
    await drain();
    // Once more is not once more an alert, nor another plan.
    const events = () => world.query("select count(*)::int as n from audit_event where kind = 'came_back'");
    expect(await events()).toEqual([{ n: 2 }]);
    await sweepNow(operator, "store");
    expect(await events()).toEqual([{ n: 2 }]);
    for (const asked of [one, three3]) {
      if (!asked) throw new Error("three people");
      const plan = await newestErasure(database(), asked.requestId);
      expect(plan).toMatchObject({ cause: "came_back", state: "proposed", totals: { changing: 1 } });
      expect((await world.store.query("select 1 from people where id in (3, 5)")).rowCount).toBeGreaterThan(
        0,
      );
      await approvedBy(plan?.id ?? "", await hashOf(asked.requestId), ...people);
      await drain();
    }
    expect((await world.store.query("select 1 from people where id in (3, 4, 5)")).rowCount).toBe(0);
    expect(await foundIn()).toEqual([]);
    await sweepNow(operator);
    expect(await foundIn()).toEqual([]);
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  }, 60_000);

  it("are told apart from whoever has their number by now, and from a new account: people decide", async () => {
    const asked = await erase("person6@example.org", "Person 6");
    await world.store.query("insert into people values (6, 'C-9006', 'New Somebody', 'new@example.net')");
    await sweepNow(operator, "store");
    // The number 6 is the database's own; the customer number is the person's key in this map, and another one.
    expect(await foundIn()).toEqual([]);
    await world.store.query("insert into people values (77, 'C-7777', 'Person 6', 'PERSON6@example.org')");
    await sweepNow(operator, "store");
    expect(await foundIn()).toEqual([
      { reference: asked.reference, collection: "people", state: "open", kinds: ["email"] },
    ]);
    await expect(planCameBack(maker, asked.reference)).rejects.toMatchObject({ code: "conflict" });
    expect(await leaveCameBack(maker, asked.reference, "store")).toBe(1);
    await sweepNow(operator, "store");
    expect(await foundIn()).toEqual([]);
    // What was left is told again when it is another record, or known by something else as well.
    await world.store.query("update people set number = 'C-1006' where id = 77");
    await sweepNow(operator, "store");
    expect((await foundIn()).map((row) => row.kinds)).toEqual([["customer_number", "email", "key"]]);
    await world.store.query("delete from people where id = 77");
    await sweepNow(operator, "store");
    expect(await foundIn()).toEqual([]);
  }, 60_000);

  it("leave what the plan keeps, which is none that came back, and tokens only", async () => {
    await erase("mina.okafor@example.com", "Mina Okafor");
    await sweepNow(operator);
    expect(await foundIn()).toEqual([]);
    const rows = await world.query<{ text: string }>(
      "select t::text as text from erased_token t union all select c::text from came_back c union all select s::text from erasure_sweep s",
    );
    expect(rows.length).toBeGreaterThan(5);
    const all = rows.map((row) => row.text.toLowerCase()).join("\n");
    for (const canary of ["mina", "okafor", "c-1001", "canary"]) expect(all).not.toContain(canary);
  }, 60_000);

  it("are looked for by themselves each night, and an account of after the erasure is said to be one", async () => {
    const asked = await erase("person8@example.org", "Person 8");
    await world.query("delete from erasure_sweep");
    expect(await planSweeps()).toBe(2);
    expect(await planSweeps()).toBe(0);
    await drain();
    const swept = await world.query(
      "select swept_at is not null as done, not_before > now() + interval '20 hours' as later from erasure_sweep",
    );
    expect(swept).toEqual([1, 2].map(() => ({ done: true, later: true })));
    const system = currentMap().systems.find((one) => one.id === "store");
    if (!system) throw new Error("the store");
    async function* held(): AsyncGenerator<HeldIdentifier[]> {
      const about = { collection: "people", row: ["8"], opened: "2999-01-31 10:00:00+00" };
      yield [
        { ...about, match: null, value: "C-1008" },
        { ...about, match: 0, value: "Person8@EXAMPLE.org" },
      ];
    }
    const { hits } = await findIn(system, held(), new AbortController().signal);
    expect(await noteFound(system, hits, new Date())).toBe(1);
    const { found } = await readCameBack(maker, asked.reference);
    expect(found).toMatchObject([{ records: 1, newer: 1, state: "open" }]);
    await expect(planCameBack(maker, asked.reference)).rejects.toMatchObject({ code: "conflict" });
    await leaveCameBack(maker, asked.reference, "store");
    expect(await noteFound(system, hits, new Date())).toBe(0);
    expect((await readCameBack(maker, asked.reference)).found).toEqual([]);
  }, 60_000);

  it("are found among 200,000 others in flat memory", async () => {
    const asked = await erase("person7@example.org", "Person 7");
    await world.store.query(
      "insert into people select n, 'X-' || n, 'Other ' || n, 'other' || n || '@example.net' from generate_series(1000, 201000) n",
    );
    await world.store.query("insert into people values (7, 'C-1007', 'Person 7', 'person7@example.org')");
    await world.store.query("analyze people");
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const [swept] = await sweepNow(operator, "store");
    clearInterval(watch);
    expect(swept?.identifiers).toBeGreaterThan(600_000);
    expect(swept?.found).toBe(1);
    expect((await foundIn()).map((row) => row.reference)).toEqual([asked.reference]);
    expect(most - before).toBeLessThan(250e6);
  }, 300_000);
});

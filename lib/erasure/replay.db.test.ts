import { afterAll, beforeAll, expect, it } from "vitest";
import { isSigned, receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import { operator } from "#lib/worker/fixture/ways.ts";
import { approvedBy, proposed } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { liftHold, placeHold } from "./holds.ts";
import { replayErasures } from "./replay.ts";

let world: World;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  world = await openWorld();
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());

const lanes = async () =>
  Number((await world.store.query("select count(*) from addresses where person_id = 1")).rows[0]?.count);

it("a system that was restored to a state before two erasures is clean again after one command, with signed receipts", async () => {
  const since = new Date(Date.now() - 60_000);
  const one = await proposed(world, maker);
  await approvedBy(one.id, one.hash, ...people);
  await drain();
  const two = await proposed(world, maker, { name: "Noor Haddad", email: "noor.haddad@example.net" });
  await approvedBy(two.id, two.hash, ...people);
  await drain();
  await expect(replayErasures(people[1], { since })).rejects.toMatchObject({ code: "forbidden" });
  expect(await replayErasures(operator, { since: new Date(Date.now() + 60_000) })).toEqual([]);

  // The backup: everybody is back, and one street that was deleted before the plan was made.
  await world.refill();
  await world.store.query("insert into people values (3, 'C-1003', 'Ada Lind', 'ada@example.org')");
  await world.store.query(
    "insert into addresses values (777777, 1, 'an older street'), (888888, 3, 'her street')",
  );
  const first = await replayErasures(operator, { since, system: "store" });
  expect(first).toMatchObject([
    { reference: one.reference, system: "store", result: "trouble" },
    { reference: two.reference, system: "store", result: "clean", changed: 43 },
  ]);
  // What nobody approved was not touched, and what it holds on to stays as well.
  expect(
    (await world.store.query("select street from addresses where id in (777777, 888888) order by id")).rows,
  ).toEqual([{ street: "an older street" }, { street: "her street" }]);
  await world.store.query("delete from addresses where id = 777777");
  const all = await replayErasures(operator, { since });
  expect(all.map((one) => [one.reference, one.system, one.result]).sort()).toEqual(
    [one, two]
      .flatMap(({ reference }) => ["store", "readers"].map((system) => [reference, system, "clean"]))
      .sort(),
  );
  expect(await lanes()).toBe(0);
  expect((await world.store.query("select number from people")).rows).toEqual([{ number: "C-1003" }]);
  expect((await world.readers.query("select 1 from subscribers")).rows).toEqual([]);
  const rows = await world.query<{ body: string; signature: Buffer; clean: boolean }>(
    "select * from erasure_replay",
  );
  expect(rows.length).toBeGreaterThanOrEqual(5);
  for (const row of rows) expect(isSigned(row.body, row.signature, receiptKey().publicKey)).toBe(true);
  await expect(world.query("delete from erasure_replay")).rejects.toThrow();
});

it("is not done while a legal hold stands", async () => {
  const since = new Date(Date.now() - 600_000);
  await world.refill();
  const asked = await proposed(world, maker);
  const hold = { on: "person", reason: "A claim", until: "2099-01-01" } as const;
  const id = await placeHold(maker, asked.reference, hold);
  const results = await replayErasures(operator, { since, system: "store" });
  expect(results.map((one) => one.result)).toEqual(["held", "clean"]);
  expect(await lanes()).toBe(300);
  await liftHold(people[1], asked.reference, id);
});

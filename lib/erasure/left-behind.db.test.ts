import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import { approvedBy, hashOf, proposed } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { newestErasure } from "./load.ts";
import { planErasure } from "./plan.ts";
import { readErasure } from "./read.ts";

let world: World;
let people: [Staff, Staff];
let maker: Staff;

beforeAll(async () => {
  world = await openWorld();
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());

const addresses = async () =>
  (await world.store.query("select id from addresses where person_id = 1 order by id")).rows;

it("FI-20: what a system kept although it said that it was gone is on the next plan, though nothing leads to it any more", async () => {
  const { id, hash, reference, requestId } = await proposed(world, maker);
  // Three addresses come back, and nothing holds the person whom they belong to.
  await world.store.query(`
    alter table addresses drop constraint addresses_person_id_fkey;
    create function back() returns trigger language plpgsql as $$
      begin insert into addresses values (old.*); return null; end $$;
    create trigger back after delete on addresses for each row when (old.id in (7, 70, 300)) execute function back()`);
  await approvedBy(id, hash, ...people);
  await drain();
  expect(await readErasure(maker, reference)).toMatchObject({ state: "stopped", stoppedWhy: "remains" });
  expect((await world.store.query("select 1 from people where id = 1")).rows).toEqual([]);
  const others = await world.others();

  await planErasure(maker, reference);
  await drain();
  const plan = await readErasure(maker, reference);
  expect(plan).toMatchObject({ state: "proposed", totals: { changing: 3, keep: 2 } });
  await world.store.query("drop trigger back on addresses");
  const { database } = await import("#lib/db/database.ts");
  const second = await newestErasure(database(), requestId);
  await approvedBy(second?.id ?? "", await hashOf(requestId), ...people);
  await drain();
  expect(await readErasure(maker, reference)).toMatchObject({ state: "done" });
  expect(await addresses()).toEqual([]);
  expect(await world.others()).toBe(others);
});

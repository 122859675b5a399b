import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import { owedTo } from "#lib/worker/fixture/ways.ts";
import { keepHouse } from "#lib/worker/housekeeping.ts";
import { approvedBy, hashOf, proposed } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { openEnded } from "./hold-ended.ts";
import { newestErasure } from "./load.ts";
import { planErasure } from "./plan.ts";
import { readErasure, readRetained } from "./read.ts";

let world: World;
let people: [Staff, Staff];
let maker: Staff;

beforeAll(async () => {
  world = await openWorld();
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(async () => {
  vi.useRealTimers();
  await world.close();
});

it("what was kept goes when its time is over, though nothing leads to it any more; two people approve, the person is told", async () => {
  const { id, hash, reference, requestId, person } = await proposed(world, maker);
  await approvedBy(id, hash, ...people);
  await drain();
  expect(await readRetained(person, reference)).toMatchObject([
    { rows: 1, state: "held" },
    { rows: 1, state: "held" },
  ]);
  expect(await openEnded()).toBe(0);
  // The person is deleted: nothing in the shop leads to the invoices now. A further plan still knows them.
  await planErasure(maker, reference);
  await drain();
  expect((await readErasure(maker, reference))?.totals).toMatchObject({ changing: 0, keep: 2 });
  await approvedBy((await newest(requestId)).id, await hashOf(requestId), ...people);
  await drain();
  expect((await readRetained(person, reference)).map((one) => one.state)).toEqual(["held", "held"]);

  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2060-01-01T12:00:00Z") });
  await keepHouse();
  await drain();
  const view = await readErasure(maker, reference);
  expect(view).toMatchObject({ state: "proposed", cause: "hold_ended", totals: { delete: 2, keep: 0 } });
  expect(await openEnded()).toBe(0);
  const others = await world.others();
  await approvedBy(view?.id ?? "", await hashOf(requestId), ...people);
  await drain();
  expect(await readErasure(maker, reference)).toMatchObject({ state: "done" });
  expect((await readRetained(person, reference)).map((one) => one.state)).toEqual(["erased", "erased"]);
  expect((await world.store.query("select id from invoices order by id")).rows).toEqual([{ id: 3 }]);
  expect(await world.others()).toBe(others);
  expect((await owedTo(requestId)).map((one) => one.kind)).toContain("kept_erased");
});

async function newest(requestId: string) {
  const { database } = await import("#lib/db/database.ts");
  const row = await newestErasure(database(), requestId);
  if (!row) throw new Error("no erasure");
  return row;
}

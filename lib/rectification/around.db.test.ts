import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { remindOwners } from "#lib/fanout/remind-owner.ts";
import { readToldDesk } from "#lib/recipient/read.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { approved, granted, married, moved } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { recordCorrectedByHand } from "./hand.ts";
import { readCorrectionTask } from "./owner.ts";
import { planRectification } from "./plan.ts";
import { readRectificationDesk } from "./read.ts";

let world: World;
let walt: Staff;
let ann: Staff;

beforeAll(async () => {
  world = await openWorld(["shop", "letters"]);
  walt = await world.staff("Walt", "analyst");
  ann = await world.staff("Ann", "approver");
});
afterAll(() => world.close());
beforeEach(() => world.refill());

it("a request that is taken back takes its plan with it, until correcting has begun", async () => {
  const of = await granted(walt, [moved]);
  await planRectification(walt, of.reference);
  await drain();
  await cancelRequest(of.person, of.reference);
  expect(await world.query("select state from rectification where request_id = $1", [of.requestId])).toEqual([
    { state: "dropped" },
  ]);
  const begun = await granted(walt, [moved]);
  await approved(begun, walt, [ann]);
  await expect(cancelRequest(begun.person, begun.reference)).rejects.toMatchObject({ code: "conflict" });
  await drain();
  expect((await readRectificationDesk(walt, begun.reference)).plan?.state).toBe("done");
});

it("what a field cannot say without a guess waits for its owner, who is reminded, and staff may record it", async () => {
  await world.shop.query("alter table addresses alter column street type varchar(16)");
  const of = await granted(walt, [
    { ...moved, wanted: { ...moved.wanted, "contact.street": "9 Harbour Lane West" } },
  ]);
  await approved(of, walt, [ann]);
  await drain();
  const waiting = async () =>
    (await readRectificationDesk(walt, of.reference)).plan?.systems.find((one) => one.systemId === "shop");
  const shop = await waiting();
  expect(shop?.state).toBe("by_hand");
  expect(shop?.cells.find((one) => one.state === "by_hand")?.why).toMatch(/room for 16 letters/);
  // Half an address would be none: all of it waits.
  expect((await world.shop.query("select street, city from addresses where id = 10")).rows).toEqual([
    { street: "1 Mill Road", city: "Cork" },
  ]);
  await world.query(
    "update human_task set due_day = current_date, expires_at = now() + interval '50 days' where answered_at is null",
  );
  expect(await remindOwners()).toBe(1);
  expect((await way.owedTo(of.requestId)).at(-1)?.kind).toBe("owner_due");
  const token = (await way.ownerToken(of.requestId)) ?? "";
  const items =
    shop?.cells.flatMap(({ id, hand }) =>
      hand === "asked" ? [{ id, answer: "cannot" as const, note: "" }] : [],
    ) ?? [];
  await expect(recordCorrectedByHand(walt, shop?.id ?? "", { items })).rejects.toMatchObject({
    code: "invalid",
  });
  await recordCorrectedByHand(walt, shop?.id ?? "", {
    items: items.map((one) => ({ ...one, note: "The label printer takes 16 letters." })),
  });
  expect((await readCorrectionTask(token))?.state).toBe("answered");
  await drain();
  const done = await waiting();
  expect(done).toMatchObject({ outcome: "by_hand", differing: 3 });
  expect(done?.cells.find((one) => one.state === "by_hand")).toMatchObject({
    hand: "cannot",
    reads: "before",
    note: "The label printer takes 16 letters.",
  });
});

it("a system that is away is tried again, and nothing is said before it answers", async () => {
  const of = await granted(walt, [moved]);
  await approved(of, walt, [ann]);
  await world.shop.query("alter table addresses rename to elsewhere");
  await drain();
  const shop = (await readRectificationDesk(walt, of.reference)).plan?.systems.find(
    (one) => one.systemId === "shop",
  );
  expect(shop).toMatchObject({ state: "trouble", outcome: null, receipt: null });
  await world.shop.query("alter table elsewhere rename to addresses");
  await world.query("update rectification_system set not_before = now() where state = 'ready'");
  await drain();
  expect((await readRectificationDesk(walt, of.reference)).plan?.state).toBe("done");
  expect((await world.shop.query("select street from addresses where id = 10")).rows).toEqual([
    { street: "9 Harbour Lane" },
  ]);
});

it("whoever is given a part of a system is told of what changed in that part, and of nothing else", async () => {
  const of = await granted(walt, [moved, married]);
  await approved(of, walt, [ann]);
  await drain();
  const { entries } = await readToldDesk(walt, of.reference);
  expect(entries.map((one) => [one.name, one.groups])).toEqual([["Parcel Company", ["Your addresses"]]]);
  expect(entries[0]?.detail).toBe("Street: 9 Harbour Lane\nTown: Cobh\nPostcode: P24 XY12");
});

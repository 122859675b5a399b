import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { drain } from "#lib/worker/drain.ts";
import { approved, asked, granted, moved } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { readPersonRectification, readRectificationDesk } from "./read.ts";

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

it("shows what the systems say, how they agree and where it may be changed, without a copy of anything else", async () => {
  const { person, reference, requestId } = await asked();
  const { facts } = await readPersonRectification(person, reference);
  const all = new Map(facts.groups.flatMap((group) => group.facts).map((one) => [one.fact, one]));
  expect(all.get("person.full_name")?.agreement).toBe("written");
  expect(
    all
      .get("contact.street")
      ?.values.map((one) => one.text)
      .sort(),
  ).toEqual(["1 Mill Road", "4 Quay Street"]);
  expect(all.get("contact.email")?.values[0]?.places[0]).toMatchObject({ may: "write", identifies: true });
  expect(all.get("person.birth_date")).toMatchObject({
    values: [],
    kept: [{ may: "never", why: "It is proven by a passport." }],
  });
  expect(
    await world.query("select 1 from finding f join task t on t.id = f.task_id where request_id = $1", [
      requestId,
    ]),
  ).toEqual([]);
});

it("changes what was approved, as each system writes it, and proves it", async () => {
  const others = await world.others();
  const of = await granted(walt, [moved]);
  const id = await approved(of, walt, [ann]);
  await drain();
  const desk = await readRectificationDesk(walt, of.reference);
  expect(desk.plan?.id).toBe(id);
  expect(desk.plan?.state).toBe("done");
  expect(desk.plan?.systems.map((one) => [one.systemId, one.outcome, one.differing])).toEqual([
    ["shop", "corrected", 0],
    ["letters", "corrected", 0],
  ]);
  expect(
    (await world.shop.query("select street, city, postcode from addresses where person_id = 1 order by id"))
      .rows,
  ).toEqual([
    { street: "9 Harbour Lane", city: "Cobh", postcode: "P24 XY12" },
    { street: "4 Quay Street", city: "Cork", postcode: "T12 AB34" },
  ]);
  expect(world.letters("select post from readers where id = 1")).toEqual([
    { post: "9 Harbour Lane, Cobh, P24 XY12, Ireland" },
  ]);
  expect(desk.corrections[0]?.state).toBe("done");
  expect(await world.others()).toBe(others);
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
});

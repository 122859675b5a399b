import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { database } from "#lib/db/database.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { drain } from "#lib/worker/drain.ts";
import { approved, asked, granted, moved } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { planRectification } from "./plan.ts";
import { readPersonRectification, readRectificationDesk } from "./read.ts";
import { grantedWishes } from "./wish.ts";

let world: World;
let walt: Staff;
let ann: Staff;

beforeAll(async () => {
  world = await openWorld(["shop", "letters", "archive"]);
  walt = await world.staff("Walt", "analyst");
  ann = await world.staff("Ann", "approver");
});
afterAll(() => world.close());
beforeEach(() => world.refill());

const minas = async () =>
  (await world.shop.query("select street from addresses where person_id = 1 order by id")).rows;

it("a household that shares a street, a phone and an address stays as it is for everybody else", async () => {
  const others = await world.others();
  const of = await granted(walt, [
    moved,
    {
      fact: "contact.phone",
      wrong: [{ "contact.phone": "+353215550101" }],
      wanted: { "contact.phone": "+353212345678" },
      explanation: "",
    },
  ]);
  await approved(of, walt, [ann]);
  await drain();
  expect((await world.shop.query("select phone from people order by id")).rows).toEqual([
    { phone: "+353212345678" },
    { phone: "+353215550101" },
  ]);
  expect(await world.others()).toBe(others);
});

it("a row that became somebody else's between plan and act is not touched", async () => {
  const of = await granted(walt, [moved]);
  await approved(of, walt, [ann]);
  await world.shop.query("update addresses set person_id = 2 where id = 10");
  const others = await world.others();
  await drain();
  const { plan } = await readRectificationDesk(walt, of.reference);
  const cells = plan?.systems
    .find((one) => one.systemId === "shop")
    ?.cells.filter((one) => one.state !== "left");
  expect(cells?.map((one) => [one.state, one.reads])).toEqual(Array(3).fill(["gone", null]));
  expect(plan?.systems.find((one) => one.systemId === "shop")?.outcome).toBe("nothing_to_correct");
  expect(await world.others()).toBe(others);
});

it("a recycled address that leads to somebody else by now changes nothing of theirs", async () => {
  const of = await granted(walt, [moved]);
  await approved(of, walt, [ann]);
  await world.shop.query("update people set email = 'mina.old@example.org' where id = 1");
  await world.shop.query("update people set email = 'mina.okafor@example.com' where id = 2");
  const others = await world.others();
  await drain();
  expect(await world.others()).toBe(others);
  // The key that was found is still hers.
  expect((await minas())[0]).toEqual({ street: "9 Harbour Lane" });
});

it("identifiers of somebody else that an attacker types lead to nobody's rows", async () => {
  const others = await world.others();
  const of = await granted(walt, [moved], { otherEmails: "noor.haddad@example.net", phone: "+353215550101" });
  const { facts } = await readPersonRectification(of.person, of.reference);
  expect(JSON.stringify(facts)).not.toContain("Noor");
  await approved(of, walt, [ann]);
  await drain();
  expect(await world.others()).toBe(others);
});

it("whoever is only alike is not corrected before somebody confirmed them", async () => {
  const of = await granted(walt, [moved]);
  await world.query(
    "update found_key set origin = 'likeness' where task_id in (select id from task where request_id = $1 and system_id = 'letters')",
    [of.requestId],
  );
  await expect(planRectification(walt, of.reference)).rejects.toMatchObject({ code: "conflict" });
  // Nor is what stands there shown to whoever asks.
  const { facts } = await readPersonRectification(of.person, of.reference);
  expect(JSON.stringify(facts)).not.toContain('"system":"Letters"');
});

it("whoever holds no session for the request neither reads nor asks for anything", async () => {
  const mine = await asked();
  const theirs = await asked({ email: "noor.haddad@example.net", name: "Noor Haddad" });
  await expect(readPersonRectification(theirs.person, mine.reference)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(readPersonRectification(mine.visitor, mine.reference)).rejects.toMatchObject({
    code: "not_found",
  });
});

it("what stands in a record that is not theirs any more is not taken for right", async () => {
  world.letters("update readers set reader = 'Okafor, Mina Ada' where id = 1");
  const of = await granted(walt, [
    {
      fact: "person.full_name",
      wrong: [{ "person.full_name": "Mina Okafor" }],
      rightSystem: "letters",
      explanation: "",
    },
  ]);
  const wish = async () => {
    const key = await keyOf(database(), of.requestId);
    const [one] = await grantedWishes(database(), of.requestId, of.corrections, key);
    return { wanted: one?.wish.wanted, why: one?.why };
  };
  expect(await wish()).toEqual({ wanted: { "person.full_name": "Okafor, Mina Ada" }, why: null });
  await world.query(
    "delete from found_key where task_id in (select id from task where request_id = $1 and system_id = 'letters')",
    [of.requestId],
  );
  expect(await wish()).toEqual({ wanted: {}, why: expect.stringContaining("says nothing") });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { approvedBy, proposed } from "#lib/erasure/fixture/ways.ts";
import { openWorld, type Staff, type World } from "#lib/erasure/fixture/world.ts";
import { drain } from "#lib/worker/drain.ts";
import { asProcess, inHere, type Said } from "./fixture/shell.ts";

let world: World;
let people: [Staff, Staff];

beforeAll(async () => {
  world = await openWorld({ HABEAS_ERASURE_UNDO_DAYS: "30" });
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());

const told = ({ code, out, err }: Said) => ({
  code,
  said: out + err,
  json: () => JSON.parse(out) as unknown,
});

async function habeas(words: string[], input = "") {
  return told(await inHere(["--json", "erasure", ...words], input));
}

it("puts back, looks for who came back, and tells who was erased", async () => {
  const maker = await world.staff("Walt", "analyst");
  await world.store.query("insert into people values (3, 'C-1003', 'Person 3', 'person3@example.org')");
  const asked = await proposed(world, maker, { email: "person3@example.org", name: "Person 3" });
  await approvedBy(asked.id, asked.hash, ...people);
  await drain();
  const there = async () => (await world.store.query("select 1 from people where id = 3")).rowCount;
  expect(await there()).toBe(0);
  expect((await habeas(["show", asked.reference])).json()).toMatchObject({
    systems: expect.arrayContaining([
      expect.objectContaining({ systemId: "store", undo: expect.objectContaining({ state: "open" }) }),
    ]),
  });
  expect(await habeas(["was-erased", "email"], "Person3@example.org\n")).toMatchObject({ code: 4 });
  expect(await habeas(["sweep"])).toMatchObject({ code: 0 });
  await world.store.query("insert into people values (3, 'C-1003', 'Person 3', 'person3@example.org')");
  const swept = await habeas(["sweep", "--system", "store"]);
  expect(swept.code).toBe(6);
  expect(swept.json()).toMatchObject({
    found: [{ reference: asked.reference, records: 1, state: "planned" }],
  });
  expect(swept.said).not.toContain("person3");
  await world.store.query("delete from people where id = 3");
  // The sweep has made a newer plan; what can be put back is the erasure before it.
  expect(await habeas(["undo", asked.reference, "--reason", "A mistake"])).toMatchObject({ code: 0 });
  await drain();
  expect(await there()).toBe(1);
  expect(await habeas(["undo", asked.reference, "--reason", "Once more"])).toMatchObject({ code: 4 });
  const silly = told(
    await asProcess(["erasure", "show", asked.reference], {
      env: { ...process.env, HABEAS_ERASURE_UNDO_DAYS: "4000" },
    }),
  );
  expect(silly.code).toBe(6);
  expect(silly.said).toContain("HABEAS_ERASURE_UNDO_DAYS: must be at most 90");
}, 180_000);

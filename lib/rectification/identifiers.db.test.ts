import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { identifier } from "#drizzle/schema/identity.ts";
import { database } from "#lib/db/database.ts";
import { countApprovals, listApprovals } from "#lib/decision/approvals.ts";
import { walkable } from "#lib/fanout/advance.ts";
import { openIdentifier } from "#lib/fanout/known.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { drain } from "#lib/worker/drain.ts";
import { approveRectification, sendBackRectification } from "./approve.ts";
import { approved, granted, married } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { planRectification } from "./plan.ts";
import { readRectificationDesk } from "./read.ts";
import { undoRectification } from "./undo.ts";

let world: World;
let walt: Staff;
let ann: Staff;
let lea: Staff;

beforeAll(async () => {
  world = await openWorld(["shop", "letters"]);
  walt = await world.staff("Walt", "analyst");
  ann = await world.staff("Ann", "approver");
  lea = await world.staff("Lea", "officer");
});
afterAll(() => world.close());
beforeEach(() => world.refill());

const login = {
  fact: "contact.email",
  wrong: [{ "contact.email": "mina.okafor@example.com" }],
  wanted: { "contact.email": "Mina.Brandt@example.com" },
  explanation: "",
} as const;

const emailOf = async () => (await world.shop.query("select email from people where id = 1")).rows[0]?.email;

it("what people are found by changes only with two different approvals, and the person is known by both then", async () => {
  const others = await world.others();
  const of = await granted(walt, [login, married]);
  const id = await planRectification(walt, of.reference);
  await drain();
  const { plan } = await readRectificationDesk(walt, of.reference);
  expect(plan?.identifies).toBe(true);
  const hash = plan?.hash ?? "";
  expect(await listApprovals(lea)).toContainEqual(
    expect.objectContaining({
      kind: "rectification",
      reference: of.reference,
      needs: 2,
      first: null,
      mayNot: null,
    }),
  );
  const waiting = await countApprovals(lea);
  await approveRectification(ann, id, { hash });
  expect(await countApprovals(lea)).toBe(waiting);
  await expect(approveRectification(ann, id, { hash })).rejects.toMatchObject({ code: "conflict" });
  await drain();
  expect(await emailOf()).toBe("mina.okafor@example.com");
  // Not past our code either.
  await expect(
    world.query("update rectification set state = 'acting', started_at = now() where id = $1", [id]),
  ).rejects.toThrow();
  await approveRectification(lea, id, { hash });
  await drain();
  expect(await emailOf()).toBe("mina.brandt@example.com");
  expect((await readRectificationDesk(walt, of.reference)).plan?.systems.map((one) => one.outcome)).toEqual([
    "corrected",
    "corrected",
  ]);
  expect(await known(of.requestId)).toEqual([
    ["mina.okafor@example.com", "proven"],
    ["mina.brandt@example.com", "corrected"],
  ]);
  // Nobody has proven that the new one is theirs: no system is asked by it.
  expect((await walkable(database(), of.requestId)).map((one) => one.origin)).toEqual(["proven"]);
  expect(await world.others()).toBe(others);
});

it("somebody who wants to be called by another's address does not reach them by it", async () => {
  const others = await world.others();
  const of = await granted(walt, [{ ...login, wanted: { "contact.email": "noor.haddad@example.net" } }]);
  await approved(of, walt, [ann, lea]);
  await drain();
  const { plan, facts } = await readRectificationDesk(walt, of.reference);
  const shop = plan?.systems.find((one) => one.systemId === "shop");
  // The shop lets an address stand once: what it refuses waits for people, and is written nowhere.
  expect(shop?.cells.map((one) => [one.state, one.hand])).toEqual([["refused", "asked"]]);
  expect(await emailOf()).toBe("mina.okafor@example.com");
  await world.shop.query("alter table people drop constraint people_email_key");
  const again = await granted(walt, [{ ...login, wanted: { "contact.email": "noor.haddad@example.net" } }]);
  await approved(again, walt, [ann, lea]);
  await drain();
  expect(await emailOf()).toBe("noor.haddad@example.net");
  expect((await walkable(database(), again.requestId)).map((one) => one.origin)).toEqual(["proven"]);
  expect(JSON.stringify([facts, (await readRectificationDesk(walt, again.reference)).facts])).not.toContain(
    "Noor",
  );
  expect(await world.others()).toBe(others);
});

it("an approver who may not approve any more stops nobody's plan from being made anew, and begins none", async () => {
  const of = await granted(walt, [login]);
  const bob = await world.staff("Bob", "approver");
  const id = await planRectification(walt, of.reference);
  await drain();
  const hash = (await readRectificationDesk(walt, of.reference)).plan?.hash ?? "";
  await approveRectification(bob, id, { hash });
  await world.query("update staff set disabled = true where id = $1", [bob.staffId]);
  await expect(approveRectification(ann, id, { hash })).rejects.toMatchObject({ code: "conflict" });
  await expect(approveRectification(bob, id, { hash })).rejects.toThrow();
  expect(await emailOf()).toBe("mina.okafor@example.com");
  await approved(of, walt, [ann, lea]);
  await drain();
  expect(await emailOf()).toBe("mina.brandt@example.com");
});

it("what was corrected goes back until the request is closed, approved like the plan itself, and no further", async () => {
  const of = await granted(walt, [login, married]);
  const id = await approved(of, walt, [ann, lea]);
  await drain();
  // The letters are changed once more by somebody else: that stays.
  const open = world.letters;
  open("update readers set reader = 'Brandt-Okafor, Mina' where id = 1");
  const undo = await undoRectification(walt, id);
  const { plan } = await readRectificationDesk(walt, of.reference);
  expect(plan).toMatchObject({ id: undo, kind: "undo", state: "proposed", identifies: true });
  await approveRectification(ann, undo, { hash: plan?.hash ?? "" });
  await approveRectification(lea, undo, { hash: plan?.hash ?? "" });
  await drain();
  expect((await world.shop.query("select name, greeting, email from people where id = 1")).rows).toEqual([
    { name: "Mina Okafor", greeting: "Mina Okafor", email: "mina.okafor@example.com" },
  ]);
  expect(open("select reader from readers where id = 1")).toEqual([{ reader: "Brandt-Okafor, Mina" }]);
  const after = await readRectificationDesk(walt, of.reference);
  expect(after.plan?.systems.map((one) => [one.systemId, one.outcome])).toEqual([
    ["shop", "corrected"],
    ["letters", "partly"],
  ]);
  // Somebody must say what becomes of what was undone.
  expect(after.corrections.map((one) => one.state)).toEqual(["granted", "granted"]);
  await expect(undoRectification(walt, id)).rejects.toMatchObject({ code: "conflict" });
});

async function known(requestId: string): Promise<[string, string][]> {
  const key = await keyOf(database(), requestId);
  const rows = await database()
    .select()
    .from(identifier)
    .where(eq(identifier.requestId, requestId))
    .orderBy(identifier.id);
  return rows
    .filter((one) => one.kind === "email")
    .map((one) => [openIdentifier(key, one).value, one.origin]);
}

it("a plan that is sent back is given up with the note of the second person, and nothing was changed", async () => {
  const of = await granted(walt, [login]);
  const id = await planRectification(walt, of.reference);
  await drain();
  const hash = (await readRectificationDesk(walt, of.reference)).plan?.hash ?? "";
  const before = await emailOf();
  const back = (note: string, seen = hash) => sendBackRectification(ann, id, { hash: seen, note });
  await expect(back("")).rejects.toMatchObject({ code: "invalid" });
  await expect(back("The address is her sister's.", "00")).rejects.toMatchObject({ code: "conflict" });
  await expect(sendBackRectification(walt, id, { hash, note: "No." })).rejects.toMatchObject({
    code: "forbidden",
  });
  await back("The address is her sister's.");
  await expect(approveRectification(lea, id, { hash })).rejects.toMatchObject({ code: "conflict" });
  expect(await emailOf()).toBe(before);
});

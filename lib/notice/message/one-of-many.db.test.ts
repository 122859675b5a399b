import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fillIn, prepareBulk } from "#lib/request/acts/bulk/prepare.ts";
import { runBulk } from "#lib/request/acts/bulk/run.ts";
import { bulkSheet } from "#lib/request/acts/bulk/sheet.ts";
import { hired } from "#lib/request/acts/fixture/hired.ts";
import { listTemplates } from "#lib/template/read.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { fileAndProve } from "#lib/worker/fixture/ways.ts";
import { previewToMany } from "./many.ts";
import { draftOf, messageOne, seenField } from "./one-of-many.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

it("writes to many what was looked at, to each once, and says who got nothing and why", async () => {
  const alba = await hired("Alba Reyes", "analyst");
  const proven = async () => (await fileAndProve({ email: `many-${randomUUID()}@example.com` })).reference;
  const [one, two] = [await proven(), await proven()];
  const id = await prepareBulk(alba, { act: "message", references: [one, two], fields: {} });
  const [template] = await listTemplates();
  const fields = { template: template?.id ?? "", how: "page" };
  expect(draftOf({})).toBeNull();
  const draft = draftOf(fields);
  if (!draft) throw new Error("no draft");
  const { previews } = await previewToMany(alba, [one, two], draft);
  expect(previews).toHaveLength(2);
  await fillIn(alba, id, {
    ...fields,
    [seenField(one)]: previews[0]?.hash ?? "",
    [seenField(two)]: "another",
  });
  const doers = { message: messageOne(id) };
  expect(await runBulk(alba, id, doers)).toEqual({ done: 1, notDone: 1, waiting: 0 });
  const { items } = await bulkSheet(alba, id);
  expect(items.map(({ state }) => state)).toEqual(["done", "not_done"]);
  expect(items[1]?.why).toMatch(/look different/);
  await runBulk(alba, id, doers);
  const sent = await house.query<{ all: number }>("select count(*)::int as all from outgoing_message");
  expect(sent[0]?.all).toBe(1);
});

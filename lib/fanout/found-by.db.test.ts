import { existsSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "#lib/db/database.ts";
import { type Desk, openDesk, operator } from "#lib/map/fixture/desk.ts";
import { applySystems } from "#lib/map/systems/apply.ts";
import { exportSystems } from "#lib/map/systems/export.ts";
import { retireSystem } from "#lib/map/systems/stop.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { heardPlace } from "./heard-place.ts";
import { recordsIn } from "./records-in.ts";

let desk: Desk;

const about = { category: "identifiers", purpose: "x", legal_basis: "contract", source: "x", retention: "x" };
const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { label: name }]));
const members = {
  ...about,
  name: "members",
  label: "Members",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  yields: { phone: { field: "mobile", country: "GB" } },
  fields: fields("id", "legacy", "email", "mobile"),
};
const suppliers = {
  ...about,
  name: "suppliers",
  label: "Suppliers",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: fields("id", "email"),
};
const bills = {
  ...about,
  name: "bills",
  label: "Bills",
  key: ["id"],
  belongs: [{ to: "suppliers", on: { supplier: "id" } }],
  fields: fields("id", "supplier"),
};

beforeAll(async () => {
  desk = await openDesk([]);
  const client = new Client({ connectionString: desk.house.shopUrl });
  await client.connect();
  await client.query(`
    create table members (id int primary key, legacy int, email text, mobile text);
    insert into members values (17, 99, 'mina.okafor@example.com', '020 7946 0018'), (5, 17, 'somebody.else@example.com', null);
    create table suppliers (id int primary key, email text);
    insert into suppliers values (17, 'mina.okafor@example.com');
    create table bills (id int primary key, supplier int);
    insert into bills values (1, 17);`);
  await client.end();
});
afterAll(() => desk.house.close());

async function rowsOf(requestId: string, system: string): Promise<string[]> {
  const found = await desk.house.query<{ collection: string; storage_key: string }>(
    `select f.collection, f.storage_key from finding f join task t on t.id = f.task_id
      where t.request_id = $1 and t.system_id = $2 order by f.position`,
    [requestId, system],
  );
  const key = await keyOf(database(), requestId);
  const rows: string[] = [];
  for (const one of found)
    for await (const { via, row } of recordsIn(key, one.storage_key, 100))
      rows.push(`${one.collection} ${via} ${row.id}`);
  return rows;
}

/** As after a worker that died between finding somebody and reading what is theirs. */
async function askedAgain(requestId: string, system: string): Promise<void> {
  await desk.house.query("update request set status = 'collecting' where id = $1", [requestId]);
  await desk.house.query(
    "update task set state = 'ready', outcome = null, keys_collected = 0, not_before = 'epoch' where request_id = $1 and system_id = $2",
    [requestId, system],
  );
  await drain();
}

describe("keys of a system", () => {
  it("are told apart by where they were found: 17 among members is not 17 among suppliers", async () => {
    const id = await desk.enabled("two_roots", { collections: [members, suppliers, bills] });
    const { requestId } = await way.fileAndProve();
    await drain();
    const all = ["members 17 17", "suppliers 17 17", "bills 17 1"];
    expect(await rowsOf(requestId, id)).toEqual(all);
    await askedAgain(requestId, id);
    expect(await rowsOf(requestId, id)).toEqual(all);
    await retireSystem(desk.lead, id, { reason: "Only for this test." });
  });

  it("are found anew where the map has changed since, and never stand for somebody else", async () => {
    const id = await desk.enabled("changing", { collections: [members] });
    const { requestId } = await way.fileAndProve();
    await drain();
    expect(await rowsOf(requestId, id)).toEqual(["members 17 17"]);
    const yaml = await exportSystems(operator, [id]);
    const mended = yaml.replace("subject_key: id", "subject_key: legacy");
    await applySystems(operator, mended, "changing.yaml", { reason: "The key was wrong.", enable: true });
    await askedAgain(requestId, id);
    expect(await rowsOf(requestId, id)).toEqual(["members 99 17"]);
    // Nothing but words has changed: what was found is still right.
    const told = mended.replace("label: Members", "label: Your membership");
    await applySystems(operator, told, "changing.yaml", { reason: "Plainer.", enable: true });
    const keys = () => desk.house.query("select id from found_key order by id");
    const before = await keys();
    await askedAgain(requestId, id);
    expect(await keys()).toEqual(before);
    await retireSystem(desk.lead, id, { reason: "Only for this test." });
  });

  it("that the map had wrong take with them what they led to in other systems", async () => {
    const id = await desk.enabled("leading", { collections: [members] });
    const phones = await desk.enabled("led", {
      collections: [{ ...members, yields: {}, match: { phone: { field: "mobile", country: "GB" } } }],
    });
    const { requestId } = await way.fileAndProve();
    await drain();
    expect(await rowsOf(requestId, phones)).toEqual(["members 17 17"]);
    const heard = join(desk.house.folder, "store", heardPlace(requestId));
    expect(existsSync(heard)).toBe(true);
    const yaml = await exportSystems(operator, [id]);
    // By the mended map the person is nobody there.
    const mended = yaml.replace("email: email", "email: mobile");
    expect(mended).not.toBe(yaml);
    await applySystems(operator, mended, "leading.yaml", { reason: "Another field.", enable: true });
    await askedAgain(requestId, id);
    expect(await rowsOf(requestId, id)).toEqual([]);
    expect(await rowsOf(requestId, phones)).toEqual([]);
    // And what was heard of names in those records.
    expect(existsSync(heard)).toBe(false);
    expect(
      await desk.house.query("select origin from identifier where request_id = $1 and kind = 'phone'", [
        requestId,
      ]),
    ).toEqual([{ origin: "tainted" }]);
    await retireSystem(desk.lead, id, { reason: "Only for this test." });
    await retireSystem(desk.lead, phones, { reason: "Only for this test." });
  });

  it("yield telephone numbers as the map says that they are written there, not as the system's country does", async () => {
    await desk.enabled("british", { collections: [members] });
    await desk.enabled("phones", {
      collections: [{ ...members, yields: {}, match: { phone: { field: "mobile", country: "GB" } } }],
    });
    const { requestId } = await way.fileAndProve();
    await drain();
    expect(await rowsOf(requestId, "phones")).toEqual(["members 17 17"]);
  });
});

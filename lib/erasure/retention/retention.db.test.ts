import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { addDays } from "#lib/core/day.ts";
import { database } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import { company } from "#lib/worker/fixture/systems.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { readBatchDesk } from "../batch/desk.ts";
import { approvedBatch } from "../batch/fixture/town.ts";
import { readBatch } from "../batch/read.ts";
import { batchReceipts, verifyBatchReceipt } from "../batch/receipt-file.ts";
import { dropBatch } from "../batch/stop.ts";
import { openWorld, type Staff, type World } from "../fixture/world.ts";
import { placeHold } from "../holds.ts";
import { planSweeps } from "../sweep/all.ts";
import { proposeNow } from "./propose.ts";

const operator = { kind: "operator" } as const;
const about = {
  category: "identifiers",
  purpose: "To serve you",
  legal_basis: "contract",
  source: "You",
  retention: "Two years",
  key: ["id"],
};
const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { label: name }]));
const market = {
  id: "store",
  title: "Market",
  connector: "postgres",
  owner: { name: "Ravi Menon", email: "ravi@example.net" },
  country: "IE",
  settings: { url: "env:TEST_SHOP_URL" },
  collections: [
    {
      ...{ ...about, name: "buyers", label: "Buyers", subject_key: "number" },
      match: { email: "email", customer_number: "number" },
      yields: { email: "email", customer_number: "number" },
      fields: fields("id", "number", "email"),
    },
    {
      ...{ ...about, name: "tickets", label: "Tickets" },
      belongs: [{ to: "buyers", on: { buyer: "number" } }],
      ends: { after: "P2Y", from: "closed" },
      fields: fields("id", "buyer", "closed"),
    },
    {
      ...{ ...about, name: "replies", label: "Replies" },
      belongs: [{ to: "tickets", on: { ticket: "id" } }],
      fields: fields("id", "ticket"),
    },
  ],
};

/** Ten people with an old, a young and an open ticket each, two replies to each, and a ticket of nobody. */
const marketSql = `
  create table buyers (id int primary key, number text unique, email text);
  create table tickets (id int primary key, buyer text, closed timestamptz);
  create table replies (id int primary key, ticket int not null references tickets);
  insert into buyers select n, 'K-' || n, 'k' || n || '@example.com' from generate_series(0, 9) n;
  insert into tickets select n * 10 + age, 'K-' || n, case age when 0 then now() - interval '3 years' when 1 then now() - interval '1 year' end
    from generate_series(0, 9) n, generate_series(0, 2) age;
  insert into tickets values (900, 'nobody', now() - interval '9 years');
  insert into replies select id * 10 + n, id from tickets, generate_series(0, 1) n;`;

let world: World;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  world = await openWorld({ HABEAS_RETENTION_RUNS: "nightly" });
  writeFileSync(join(world.folder, "map.yaml"), JSON.stringify({ company, systems: [market] }));
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.store.query("drop schema public cascade; create schema public");
  await world.store.query(marketSql);
  await world.query(
    "update erasure_batch set status = 'dropped', ended_at = now(), state = 'settled' where status not in ('done','dropped')",
  );
});

async function proposed() {
  const [said] = await proposeNow(operator);
  if (said?.kind !== "proposed") throw new Error(`it is ${said?.kind}`);
  await drain();
  const view = await readBatch(maker, said.number);
  if (view?.status !== "proposed")
    throw new Error(`the plan is ${view?.status}: ${view?.trouble} ${JSON.stringify(view?.systems)}`);
  return { said, view, approval: { id: view.id, hash: view.hash ?? "", typed: view.typedNumber ?? 0 } };
}
const tickets = async () =>
  (await world.store.query<{ id: number }>("select id from tickets order by id")).rows.map((row) => row.id);
const old = Array.from({ length: 10 }, (_, n) => n * 10);
const all = [...Array.from({ length: 10 }, (_, n) => [n * 10, n * 10 + 1, n * 10 + 2]).flat(), 900];

describe("records that have outlived the map's time", () => {
  it("are proposed, and go once two have approved: with what belongs to them, with a receipt for each person", async () => {
    const { said, view, approval } = await proposed();
    expect(said).toMatchObject({ records: 30, people: 10 });
    expect(view).toMatchObject({
      kind: "retention",
      people: 10,
      outlived: expect.arrayContaining([
        { collection: "tickets", records: 10, people: 10 },
        { collection: "replies", records: 20, people: 10 },
      ]),
      reason: expect.stringContaining("Tickets: 2 years after closed"),
      systems: [
        {
          steps: [
            { collection: "replies", rows: 20 },
            { collection: "tickets", rows: 10 },
          ],
        },
      ],
    });
    expect(await readBatchDesk(maker, said.number, { samples: false })).toMatchObject({
      madeBy: "the operator",
    });
    expect(await proposeNow(operator)).toMatchObject([{ kind: "waits", number: said.number }]);
    expect(await tickets()).toEqual(all);
    const other = "update erasure_batch set kind = 'list' where number = $1";
    await expect(world.query(other, [said.number])).rejects.toThrow("does not change");
    await approvedBatch(approval, ...people);
    await drain();
    expect(await readBatch(maker, said.number)).toMatchObject({ status: "done" });
    expect(await tickets()).toEqual(all.filter((id) => !old.includes(id)));
    const left = await world.store.query(
      "select count(*)::int as n from replies union all select count(*)::int from buyers",
    );
    expect(left.rows).toEqual([{ n: 42 }, { n: 10 }]);
    let receipts = 0;
    for await (const { text } of batchReceipts(maker, view.id)) {
      receipts++;
      expect(verifyBatchReceipt(text, receiptKey().publicKey)).toMatchObject({ valid: true });
      expect(JSON.parse(JSON.parse(text).leaf).records).toEqual({ store: { delete: 3 } });
      expect(JSON.parse(JSON.parse(text).body)).toMatchObject({ kind: "retention", as_of: companyToday() });
      expect(text).not.toMatch(/K-\d|k\d@/);
    }
    expect(receipts).toBe(10);
    expect(await proposeNow(operator)).toMatchObject([{ kind: "nothing" }]);
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });

  it("are left where somebody is held or asks for something, and used ones stay, also when that comes late", async () => {
    const held = await way.fileAndProve({ right: "erasure", name: "K 1", email: "k1@example.com" });
    await placeHold(maker, held.reference, {
      on: "person",
      reason: "A claim.",
      until: addDays(companyToday(), 30),
    });
    await world.query("update request set status = 'cancelled', ended_at = now() where id = $1", [
      held.requestId,
    ]);
    await way.fileAndProve({ right: "access", name: "K 2", email: "k2@example.com" });
    const { view, approval } = await proposed();
    expect(view).toMatchObject({ people: 8, setAside: { held: 1, asking: 1 } });
    // After the plan: one is used again, and another person asks for a copy.
    await world.store.query("update tickets set closed = now() where id = 30");
    await way.fileAndProve({ right: "access", name: "K 4", email: "k4@example.com" });
    await approvedBatch(approval, ...people);
    await drain();
    expect(await readBatch(maker, view.number)).toMatchObject({ status: "done" });
    const stay = [10, 20, 30, 40];
    expect(await tickets()).toEqual(all.filter((id) => !old.includes(id) || stay.includes(id)));
  });

  it("stay where the proposal is dropped, and are proposed again at night, for people to decide", async () => {
    const { view } = await proposed();
    await dropBatch(maker, view.id);
    expect(await planSweeps()).toBe(1);
    await drain();
    const again = await readBatchDesk(maker, view.number + 1, { samples: false });
    expect(again).toMatchObject({
      madeBy: expect.stringContaining("nightly"),
      batch: { kind: "retention", status: "proposed", outlived: view.outlived },
    });
    await world.query("update erasure_sweep set not_before = now()");
    await drain();
    expect(await readBatchDesk(maker, view.number + 2, { samples: false })).toBeNull();
    expect(await tickets()).toEqual(all);
  });
});

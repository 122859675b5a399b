import type { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { erasureCertificate, verifyCertificate } from "#lib/erasure/certificate.ts";
import { approvedBy, hashOf, located } from "#lib/erasure/fixture/ways.ts";
import { planErasure } from "#lib/erasure/plan.ts";
import { readErasure, readRetained } from "#lib/erasure/read.ts";
import { acceptRemains } from "#lib/erasure/stop.ts";
import { decideShared } from "#lib/fanout/decide-shared.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import { operator } from "#lib/worker/fixture/ways.ts";
import { type ErasedPerson, lost, mina, tomas } from "./fixture/erased.ts";
import { brokenKeys, type Hit, type Image, imageOf, rowsOf, scanned } from "./fixture/scan.ts";
import { type ForeignHouse, openForeignHouse, type Staff } from "./fixture/two-systems.ts";
import { medusa } from "./medusa/product.ts";
import { PackageUnavailable } from "./packages.ts";
import type { Product } from "./product.ts";
import { roundcube } from "./roundcube/product.ts";

const products = [
  { product: roundcube, id: "roundcube", foreignKeys: 14 },
  { product: medusa, id: "medusa", foreignKeys: 28 },
] as const;

let house: ForeignHouse;
let missing = "";
let maker: Staff;
let first: Staff;
let second: Staff;

beforeAll(async () => {
  try {
    house = await openForeignHouse(
      products.map((one) => one.product),
      40,
    );
  } catch (error) {
    if (!(error instanceof PackageUnavailable)) throw error;
    missing = error.message;
    return;
  }
  maker = await house.staff("Walt", "analyst");
  first = await house.staff("Ann", "approver");
  second = await house.staff("Lea", "officer");
}, 300_000);
afterAll(async () => {
  if (missing === "") await house.close();
});
beforeEach(({ skip }) => skip(missing !== "", missing));

const clientOf = (id: Product["id"]): Client => house.clients.get(id) ?? expect.fail(`no database of ${id}`);

/** Everything of a product before somebody is erased: its rows, which are theirs, and which are anybody else's. */
async function before(product: Product, name: string) {
  const client = clientOf(product.id);
  const theirs = new Set<string>();
  const others = new Set<string>();
  for (const person of product.people)
    for (const row of await rowsOf(client, person)) (person.name === name ? theirs : others).add(row);
  return { image: await imageOf(client), theirs, others };
}

/** The whole way through the engine: asked, planned, approved by two, acted, proven; what staff must say is said. */
async function erased({ asks, chosen }: ErasedPerson) {
  const { reference, requestId, person } = await located(house, asks);
  for (const { id } of (await readRequestFile(operator, reference)).sharedIdentifiers)
    await decideShared(operator, { sharedId: id, keys: [...chosen], reason: "Told us the account." });
  await drain();
  const id = await planErasure(maker, reference);
  await drain();
  await approvedBy(id, await hashOf(requestId), first, second);
  await drain();
  const stopped = (await readErasure(first, reference)) ?? expect.fail("no erasure");
  for (const system of stopped.systems.filter((one) => one.state === "stopped")) {
    expect([system.troubleCode, system.standing, system.returned]).toEqual(["remains", 0, 0]);
    expect(system.systemId).toBe("roundcube");
    const reason = "Other people wrote it down.";
    await acceptRemains(second, system.id, { reason, seen: system.placesSeen });
  }
  await drain();
  expect(await readErasure(first, reference)).toMatchObject({ state: "done", stoppedWhy: null });
  const certificate = await erasureCertificate(person, reference);
  expect(verifyCertificate(certificate, receiptKey().publicKey)).toMatchObject({ valid: true, receipts: 2 });
  const { receipts } = JSON.parse(JSON.parse(certificate).body) as { receipts: { body: string }[] };
  return {
    receipts: receipts.map(({ body }) => JSON.parse(body) as Receipt),
    retained: await readRetained(person, reference),
  };
}

type Receipt = {
  system: string;
  outcome: string;
  records: Record<string, number>;
  kept: { collection: string; ground: string; rows: number }[];
  recheck: {
    standing: number;
    returned: number;
    accepted: { table: string; column: string; rows: number }[];
  };
};

/** How many rows at each place. */
function places(hits: readonly Hit[]): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const one of new Set(hits.map(({ place, name }) => JSON.stringify([place, name])))) {
    const place = (JSON.parse(one) as [string])[0];
    rows[place] = (rows[place] ?? 0) + 1;
  }
  return rows;
}

/** The columns of a row that are not as they were. */
function changed(name: string, was: Image, is: Image): string[] {
  const [old, now] = [was.get(name)?.row ?? {}, is.get(name)?.row ?? {}];
  return Object.keys(old).filter((column) => JSON.stringify(old[column]) !== JSON.stringify(now[column]));
}

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);

describe("erasure in schemas that were not made for us", () => {
  test.each([mina, tomas])(
    "of $name: nothing but what is documented is left, and everybody else's rows are the same",
    {
      timeout: 120_000,
    },
    async (person) => {
      const was = new Map<string, Awaited<ReturnType<typeof before>>>();
      for (const { product, id } of products) was.set(id, await before(product, person.name));
      const { receipts, retained } = await erased(person);
      for (const { product, id, foreignKeys } of products) {
        const client = clientOf(id);
        const { image, theirs, others } = was.get(id) ?? expect.fail("not looked at");
        const now = await imageOf(client);
        const expected = person.remains[id];
        const told = `${product.title}, ${person.name}`;

        // Everybody else's: not even written again with the same values.
        let same = 0;
        for (const [name, { table, text }] of image) {
          if (theirs.has(name)) {
            if (!others.has(name)) continue;
            const unlinked = person.unlinked[table] ?? [];
            expect(now.has(name), name).toBe(true);
            expect(changed(name, image, now).sort(), name).toEqual([...unlinked].sort());
            if (unlinked.length > 0) continue;
          }
          if (now.get(name)?.text !== text) expect.fail(`${told}: ${name} is not as it was`);
          same++;
        }
        expect([...now.keys()].filter((name) => !image.has(name))).toEqual([]);

        // Theirs: gone, or kept with a ground and without what the map takes from them.
        const gone = [...theirs].filter((name) => !now.has(name));
        expect({ theirs: theirs.size, gone: gone.length }, told).toEqual(expected.rows);
        const receipt = receipts.find((one) => one.system === id) ?? expect.fail(`no receipt of ${id}`);
        const ledger = retained.filter((one) => one.systemId === id);
        const staying = [...theirs].filter((name) => now.has(name));
        for (const name of staying) {
          const table = now.get(name)?.table ?? "";
          const may = [...(lost[id]?.[table] ?? []), ...(person.unlinked[table] ?? [])];
          expect(
            changed(name, image, now).filter((column) => !may.includes(column)),
            name,
          ).toEqual([]);
        }
        for (const table of new Set(staying.map((name) => now.get(name)?.table ?? ""))) {
          const rows = staying.filter((name) => now.get(name)?.table === table);
          const kept = ledger.filter((one) => one.collection === table && one.ground.length > 10);
          const named = table === "customer" || table in person.unlinked;
          const documented = sum(kept.map((one) => one.rows));
          // An account loses what it says of its person, and a row of two people the name of one.
          if (documented === 0 && named) continue;
          expect(documented, `${told}: kept of ${table}`).toBe(rows.length);
        }

        // What was signed says the same.
        expect(receipt, told).toMatchObject({ outcome: "erased", recheck: { standing: 0, returned: 0 } });
        expect(receipt.records, told).toMatchObject({
          planned: theirs.size,
          delete: gone.length,
          keep: sum(ledger.map((one) => one.rows)),
          by_hand: 0,
          left_to_others: 0,
        });
        expect(sum(receipt.kept.map((one) => one.rows))).toBe(receipt.records.keep);

        // Every value of theirs in every column of every table.
        const scan = await scanned(client, Object.values(person.values).flat());
        const strays = scan.filter(
          ({ name }) => !theirs.has(name) && now.get(name)?.text !== image.get(name)?.text,
        );
        expect(strays, told).toEqual([]);
        const own: Record<string, Record<string, number>> = {};
        for (const [sort, values] of Object.entries(person.values)) {
          const hits = scan.filter(({ name, value }) => theirs.has(name) && values.includes(value));
          if (hits.length > 0) own[sort] = places(hits);
        }
        expect(own, told).toEqual(expected.own);
        const named = places(scan.filter(({ value }) => person.alone.includes(value)));
        expect(named, told).toEqual(expected.named);
        const accepted = receipt.recheck.accepted.map(({ table, column, rows }) => [
          `${table}.${column}`,
          rows,
        ]);
        // The shop's own number may stay where rows of theirs stay: nobody is asked about it.
        const asked = id === "medusa" ? {} : expected.named;
        expect(Object.fromEntries(accepted), `${told}: what staff explained`).toEqual(asked);

        expect(await brokenKeys(client), told).toEqual({ declared: foreignKeys, broken: [] });
        const { rows: tables } = await client.query("select from pg_tables where schemaname = 'public'");
        console.info(
          `${told}: ${gone.length} of ${theirs.size} rows gone, ${same} of ${image.size} untouched in ${tables.length} tables, ${foreignKeys} foreign keys hold`,
        );
      }
    },
  );

  test("a value anywhere, a row written again and a broken foreign key would be seen", async () => {
    const client = clientOf("roundcube");
    const was = await imageOf(client);
    await client.query("begin");
    try {
      await client.query("insert into cache_shared (cache_key, data) values ('k', 'x MINA@example.com y')");
      await client.query("alter table session add seen bytea default 'mina@example.com'");
      await client.query("update users set language = language where user_id = 2");
      await client.query("set local session_replication_role = replica");
      await client.query("delete from users where user_id = 3");
      const now = await imageOf(client);
      const seen = places(await scanned(client, ["mina@example.com"]));
      expect(seen).toMatchObject({ "cache_shared.data": 1, "session.seen": 1 });
      expect(now.get('["users", 2]')?.text).not.toBe(was.get('["users", 2]')?.text);
      expect((await brokenKeys(client)).broken.length).toBeGreaterThan(5);
    } finally {
      await client.query("rollback");
    }
  });
});

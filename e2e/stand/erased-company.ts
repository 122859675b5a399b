import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "@playwright/test";
import { Client } from "pg";
import type { StoryPerson } from "#demo/people.ts";
import { facts } from "./facts.ts";

/** Rows of one database by table, each as text, in an order that only depends on the rows. */
type Rows = Map<string, string[]>;

async function postgresRows(url: string): Promise<Rows> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const rows: Rows = new Map();
    for (const { name } of tables.rows) {
      const found = await client.query<{ row: string }>(
        `select to_jsonb(t)::text as row from "${name}" t order by 1`,
      );
      rows.set(
        name,
        found.rows.map((one) => one.row),
      );
    }
    return rows;
  } finally {
    await client.end();
  }
}

function sqliteRows(file: string): Rows {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
    return new Map(
      tables.map(({ name }) => [
        String(name),
        database
          .prepare(`select * from "${name}"`)
          .all()
          .map((row) => JSON.stringify(row, (_, value) => (value instanceof Uint8Array ? [...value] : value)))
          .sort(),
      ]),
    );
  } finally {
    database.close();
  }
}

function fileRows(folder: string): Rows {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8").split("\n")]),
  );
}

/** Everything that the company holds, read by other ways than the product's. */
export async function company() {
  const { systems, env } = facts();
  return {
    shop: withoutCanary(await postgresRows(systems.shopUrl)),
    ledger: await postgresRows(systems.ledgerUrl),
    newsletter: withoutCanary(sqliteRows(env.LARKSPUR_NEWSLETTER_FILE ?? "")),
    support: sqliteRows(supportFile()),
    visits: fileRows(env.LARKSPUR_VISITS_FOLDER ?? ""),
  };
}

const supportFile = () => join(facts().folder, "support", "support.sqlite");

/** Nobody: the row in which the house tries every half hour whether opt-outs arrive. It changes by itself. */
const canary = /canary\.(shop|news)@example\.com/;

const withoutCanary = (rows: Rows): Rows =>
  new Map([...rows].map(([table, all]) => [table, all.filter((row) => !canary.test(row))]));

/** What was in one and is not in the other: rows that went, and rows that came. */
export function difference(before: Rows, after: Rows): { gone: string[]; come: string[] } {
  const gone: string[] = [];
  const come: string[] = [];
  for (const [table, rows] of before) {
    const left = new Map<string, number>();
    for (const row of after.get(table) ?? []) left.set(row, (left.get(row) ?? 0) + 1);
    for (const row of rows) {
      const count = left.get(row) ?? 0;
      if (count === 0) gone.push(`${table} ${row}`);
      else left.set(row, count - 1);
    }
    for (const [row, count] of left) for (let no = 0; no < count; no += 1) come.push(`${table} ${row}`);
  }
  return { gone, come };
}

/** Everything but what stays is gone, nothing else is another one, and the person is named nowhere where it went. */
export async function expectErased(who: StoryPerson, before: Company): Promise<void> {
  const after = await company();
  const id = Number(/"id": ?(\d+)/.exec(rowWith(before.shop, "customers", who.email))?.[1]);
  const account = /"account_no": ?"([^"]+)"/.exec(
    rowWith(before.ledger, "accounts", who.knownAs.customerNumbers[0] ?? ""),
  )?.[1];
  const changes = Object.fromEntries(
    (Object.keys(before) as (keyof Company)[]).map((name) => [name, difference(before[name], after[name])]),
  ) as Record<keyof Company, ReturnType<typeof difference>>;

  // The shop: what went and what lost its pointers is hers, and what came back in its place is the same row of hers.
  const orders = (after.shop.get("orders") ?? []).filter((row) => row.includes(`"customer_id": ${id},`));
  expect(orders).toHaveLength(
    before.shop.get("orders")?.filter((row) => row.includes(`"customer_id": ${id},`)).length ?? 0,
  );
  for (const row of orders) expect(row).toMatch(/"address_id": null/);
  const own = new Set(orders.map((row) => /"id": (\d+)/.exec(row)?.[1]));
  for (const row of [...changes.shop.gone, ...changes.shop.come]) {
    const order = /"order_id": (\d+)/.exec(row)?.[1];
    const hers =
      row.includes(`"customer_id": ${id},`) ||
      row.includes(`"customer_id": ${id}}`) ||
      (order !== undefined && own.has(order)) ||
      new RegExp(`^customers .*"id": ${id},`).test(row);
    expect(hers, row.slice(0, 80)).toBe(true);
  }
  for (const row of [...changes.ledger.gone, ...changes.ledger.come]) expect(row).toContain(`"${account}"`);
  for (const name of [
    "addresses",
    "browser_sessions",
    "wishlist_items",
    "reviews",
    "product_views",
    "segments",
    "fittings",
    "store_visits",
    "email_history",
  ])
    expect(
      after.shop.get(name)?.filter((row) => row.includes(`"customer_id": ${id},`)),
      name,
    ).toEqual([]);
  expect(rowWith(after.shop, "customers", who.knownAs.customerNumbers[0] ?? "")).not.toContain(who.name);

  // Newsletter, support, visits: rows only went, and each told of her.
  for (const name of ["newsletter", "support", "visits"] as const)
    expect(changes[name].come, name).toEqual([]);
  expect(changes.newsletter.gone.length).toBeGreaterThan(5);
  expect(changes.support.gone.some((row) => row.startsWith("contacts "))).toBe(true);

  // Her addresses, wherever they stood. In the books that tax law keeps her name stays, and nothing else.
  for (const [name, rows] of Object.entries(after)) {
    for (const [table, all] of rows) {
      for (const value of [
        ...who.knownAs.emails,
        ...(name === "ledger" || table === "invoices" ? [] : [who.name]),
      ])
        expect(all.filter((row) => row.includes(value)).length, `${value} in ${name}.${table}`).toBe(0);
    }
  }
  await expectShopWhole();
}

export type Company = Awaited<ReturnType<typeof company>>;

function rowWith(rows: Rows, table: string, text: string): string {
  const found = rows.get(table)?.filter((row) => row.includes(text)) ?? [];
  expect(found, `one row of ${table}`).toHaveLength(1);
  return found[0] ?? "";
}

/** Every foreign key of the shop still leads somewhere, as the database itself judges when it is asked anew. */
async function expectShopWhole(): Promise<void> {
  const client = new Client({ connectionString: facts().systems.shopUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ own: string; name: string; says: string }>(
      `select conrelid::regclass::text as own, quote_ident(conname) as name, pg_get_constraintdef(oid) as says
        from pg_constraint where contype = 'f'`,
    );
    expect(rows.length).toBeGreaterThan(8);
    await client.query("begin");
    for (const { own, name, says } of rows) {
      await client.query(`alter table ${own} drop constraint ${name}`);
      await client.query(`alter table ${own} add constraint ${name} ${says}`);
    }
    await client.query("rollback");
  } finally {
    await client.end();
  }
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import type { Person } from "../world.ts";
import { hasVisits, markOf, rowsOf } from "./people.ts";

const about = {
  category: "identifiers",
  purpose: "To serve you",
  legal_basis: "contract",
  source: "You",
  retention: "Two years",
};
const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { label: name }]));
const system = (id: string, connector: string, settings: object, collections: object[]) => ({
  id,
  title: id,
  connector,
  owner: { name: "Ravi Menon", email: "ravi@example.net" },
  country: "IE",
  settings,
  collections: collections.map((one) => ({ ...about, ...one })),
});
const goes = { act: "delete" };

const shop = system("shop", "postgres", { url: "env:FAULTS_SHOP_URL" }, [
  {
    name: "customers",
    label: "Your account",
    key: ["id"],
    subject_key: "number",
    match: { email: "email", customer_number: "number" },
    yields: { customer_number: "number", email: "email", cookie: "cookie" },
    erasure: goes,
    fields: fields("id", "number", "name", "email", "cookie"),
  },
  {
    name: "orders",
    label: "Your orders",
    key: ["id"],
    belongs: [{ to: "customers", on: { customer_id: "id" } }],
    erasure: goes,
    fields: fields("id", "customer_id", "note"),
  },
  {
    name: "invoices",
    label: "Your invoices",
    key: ["id"],
    belongs: [{ to: "customers", on: { customer_number: "number" } }],
    erasure: {
      act: "keep",
      ground: "Section 147 AO, tax records",
      until: { after: "P10Y", from: "issued" },
      anonymise: { bill_to: { constant: "removed" } },
    },
    fields: fields("id", "customer_number", "issued", "bill_to"),
  },
]);

const news = system("news", "sqlite", { file: "env:FAULTS_NEWS_FILE" }, [
  {
    name: "subscribers",
    label: "Your subscription",
    key: ["id"],
    subject_key: "id",
    match: { email: "email" },
    erasure: goes,
    fields: fields("id", "email", "topics"),
  },
  {
    name: "opens",
    label: "What you read",
    key: ["id"],
    belongs: [{ to: "subscribers", on: { subscriber_id: "id" } }],
    erasure: goes,
    fields: fields("id", "subscriber_id", "words"),
  },
]);

const visits = system("visits", "files", { folder: "env:FAULTS_VISITS_FOLDER" }, [
  {
    name: "page_views",
    label: "Pages you visited",
    subject_key: "cookie",
    match: { cookie: "cookie" },
    files: { pattern: "*.ndjson" },
    fields: fields("ts", "cookie", "path"),
  },
]);

const company = {
  name: "Larkspur",
  legal_name: "Larkspur Outdoor Ltd",
  controller_place: "IE",
  timezone: "Europe/Dublin",
  reference_prefix: "LK",
  languages: ["en"],
  contact: { email: "privacy@example.com" },
  authority: { name: "Data Protection Commission", url: "https://www.dataprotection.ie" },
  brands: [
    {
      id: "harbour",
      name: "Harbour",
      legal_name: "Harbour Sails Ltd",
      domains: ["privacy.harbour.example.net"],
      contact: { email: "privacy@harbour.example.net" },
    },
  ],
};

/** The data map of the laboratory with the entries of the HTTP systems. JSON is YAML. */
export const mapWith = (further: readonly object[]): string =>
  JSON.stringify({ company, systems: [shop, news, visits, ...further] });

/** Fills the shop's database. */
export async function fillShop(url: string, people: readonly Person[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table customers (id int primary key, number text unique, name text, email text, cookie text);
    create table orders (id int primary key, customer_id int not null references customers, note text);
    create table invoices (id int primary key, customer_number text, issued date, bill_to text);
    create index on customers (email); create index on customers (cookie);
    create index on orders (customer_id); create index on invoices (customer_number);
    create table journal (no bigint generated always as identity, t text, id bigint, op text, at timestamptz default clock_timestamp());
    create function note_change() returns trigger language plpgsql as $$
      begin insert into journal (t, id, op) values (tg_table_name, old.id, tg_op); return null; end $$;
    create trigger journal after update or delete on customers for each row execute function note_change();
    create trigger journal after update or delete on orders for each row execute function note_change();
    create trigger journal after update or delete on invoices for each row execute function note_change();`);
  await client.query(
    `insert into customers select (p->>'n')::int, p->>'number', p->>'name', p->>'email', p->>'cookie' from jsonb_array_elements($1::jsonb) p`,
    [JSON.stringify(people)],
  );
  const each = (table: string) =>
    people.flatMap(({ n, number }) =>
      Array.from({ length: rowsOf(n).shop[table] ?? 0 }, (_, i) => ({ id: n * 100 + i, n, number })),
    );
  await client.query(
    "insert into orders select (o->>'id')::int, (o->>'n')::int, 'kx' || (o->>'n') || 'shop tent ' || (o->>'id') from jsonb_array_elements($1::jsonb) o",
    [JSON.stringify(each("orders"))],
  );
  await client.query(
    "insert into invoices select (o->>'id')::int, o->>'number', current_date - 30, 'Pat Kx' || (o->>'n') || 'name' from jsonb_array_elements($1::jsonb) o",
    [JSON.stringify(each("invoices"))],
  );
  await client.end();
}

/** Fills the newsletter, a SQLite file that notes each change by itself. */
export function fillNews(file: string, people: readonly Person[]): void {
  const db = new DatabaseSync(file);
  db.exec(`pragma journal_mode = wal;
    create table subscribers (id integer primary key, email text, topics text);
    create table opens (id integer primary key, subscriber_id integer references subscribers, words text);
    create index by_email on subscribers (email); create index by_subscriber on opens (subscriber_id);
    create table journal (no integer primary key, t text, id integer, at text default current_timestamp);
    create trigger gone_one after delete on subscribers begin insert into journal (t, id) values ('subscribers', old.id); end;
    create trigger gone_two after delete on opens begin insert into journal (t, id) values ('opens', old.id); end;
    begin`);
  const one = db.prepare("insert into subscribers values (?, ?, ?)");
  const two = db.prepare("insert into opens values (?, ?, ?)");
  for (const { n, email } of people) {
    one.run(n, email, `${markOf(n, "news")} hiking`);
    for (let i = 0; i < (rowsOf(n).news.opens ?? 0); i++)
      two.run(n * 100 + i, n, `${markOf(n, "news")} read ${i}`);
  }
  db.exec("commit");
  db.close();
}

/** Fills the folder of page views, a file for each hundred people. */
export function fillVisits(folder: string, people: readonly Person[]): void {
  mkdirSync(folder, { recursive: true });
  for (let from = 0; from < people.length; from += 100) {
    const lines = people
      .slice(from, from + 100)
      .filter(({ n }) => hasVisits(n))
      .flatMap(({ n, cookie }) =>
        Array.from({ length: rowsOf(n).visits.page_views ?? 0 }, (_, i) =>
          JSON.stringify({ ts: "2026-01-01T10:00:00Z", cookie, path: `/${markOf(n, "visits")}/${i}` }),
        ),
      );
    writeFileSync(join(folder, `views-${from}.ndjson`), lines.map((line) => `${line}\n`).join(""));
  }
}

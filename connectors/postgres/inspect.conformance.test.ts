import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InspectedCollection, Session } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";
import { freshEmptyDatabase, type TestDatabase } from "#workshop/database.ts";

let database: TestDatabase;
let owner: pg.Client;
let session: Session;
let found: Map<string, InspectedCollection>;

beforeAll(async () => {
  database = await freshEmptyDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`
    create extension pg_stat_statements;
    create schema crm;
    create table crm.clubs (country text, no int, name text not null, primary key (country, no));
    create table people (id bigint generated always as identity primary key, email text not null unique, club_no int, club_country text,
      boss bigint references people on delete set null, gone int, nick varchar(20),
      foreign key (club_country, club_no) references crm.clubs (country, no) on delete cascade);
    comment on column people.email is 'Where we write to';
    alter table people drop column gone;
    create unique index on people (lower(nick));
    create unique index on people (nick) where club_no is null;
    create table events (at date, person bigint references people on delete restrict, words text) partition by range (at);
    create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
    create view known as select id, email from people;
    insert into people (email) select 'p' || n || '@example.com' from generate_series(1, 500) n;
    insert into events select '2026-02-02', 1, 'word ' || n from generate_series(1, 300) n;
    create table large (no int, words text);
    insert into large select n, repeat('x', 1000) from generate_series(1, 120000) n;
    analyze`);
  const connector = await connectorOf("postgres");
  session = await connector.open({
    settings: connector.settings.parse({ url: database.url }),
    collections: [],
    signal: new AbortController().signal,
    internalHosts: [],
  });
  found = new Map((await session.inspect()).map((one) => [one.name, one]));
});
afterAll(async () => {
  await session?.close();
  await owner?.end();
  await database?.drop();
});

test("tables, views and parents of partitions are seen; partitions, extensions and dropped columns are not", () => {
  expect([...found.keys()].sort()).toEqual(["crm.clubs", "events", "known", "large", "people"]);
  expect(found.get("known")).toMatchObject({ kind: "view", rows: null, keys: [] });
  expect(found.get("people")?.columns).toEqual([
    { name: "id", type: "bigint", nullable: false },
    { name: "email", type: "text", nullable: false, comment: "Where we write to" },
    { name: "club_no", type: "integer", nullable: true },
    { name: "club_country", type: "text", nullable: true },
    { name: "boss", type: "bigint", nullable: true },
    { name: "nick", type: "character varying(20)", nullable: true },
  ]);
});

test("keys, references and sizes are the server's own", () => {
  expect(found.get("people")?.keys).toEqual([["id"], ["email"]]);
  expect(found.get("crm.clubs")?.keys).toEqual([["country", "no"]]);
  expect(found.get("people")?.references).toEqual([
    { columns: ["boss"], to: "people", toColumns: ["id"], onDelete: "set_null" },
    {
      columns: ["club_country", "club_no"],
      to: "crm.clubs",
      toColumns: ["country", "no"],
      onDelete: "cascade",
    },
  ]);
  expect(found.get("events")?.references).toEqual([
    { columns: ["person"], to: "people", toColumns: ["id"], onDelete: "restrict" },
  ]);
  expect(found.get("people")?.rows).toBe(500);
  expect(found.get("events")?.rows).toBe(300);
});

test("samples are some values, cut, in the order asked for; a large table is not read whole", async () => {
  const rows = await session.sample?.("people", ["email", "id", "no_such_column"], 3);
  expect(rows).toEqual([
    ["p1@example.com", "1", null],
    ["p2@example.com", "2", null],
    ["p3@example.com", "3", null],
  ]);
  const large = await session.sample?.("large", ["no", "words"], 100);
  expect(large).toHaveLength(100);
  expect(new Set(large?.map((row) => row[1]?.length))).toEqual(new Set([400]));
  expect(await session.sample?.("crm.clubs", ["name"], 5)).toEqual([]);
  expect(await session.sample?.('people"; drop table people; --', ["email"], 5)).toEqual([]);
  expect(await session.sample?.("known", ["email"], 1)).toEqual([["p1@example.com"]]);
});

import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { drain, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { FoundKey, Session } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";
import { freshEmptyDatabase, type TestDatabase } from "#workshop/database.ts";

const posts = described({
  name: "posts",
  key: ["id"],
  belongs: [
    { to: "people", on: { author: "id" }, role: "author" },
    { to: "posts", on: { parent: "id" }, as: "shared" },
  ],
  fields: fieldsOf("id"),
});
const collections: Collection[] = [
  described({
    name: "people",
    key: ["id"],
    subject_key: "id",
    match: { email: "email" },
    yields: { cookie: "cookie" },
    fields: fieldsOf("id", "email"),
  }),
  described({
    name: "visits",
    belongs: [{ to: "people", on: { person: "id" } }],
    match: { cookie: "cookie" },
    yields: { cookie: "cookie" },
    fields: fieldsOf("no"),
  }),
  described({
    name: "gifts",
    belongs: [
      { to: "people", on: { giver: "id" }, role: "giver" },
      { to: "people", on: { taker: "id" }, role: "taker" },
    ],
    key: ["no"],
    fields: fieldsOf("no"),
  }),
  posts,
];

describe("statements", () => {
  let database: TestDatabase;
  let owner: pg.Client;
  const openWith = async (map: Collection[], url = database.url): Promise<Session> => {
    const connector = await connectorOf("postgres");
    const settings = connector.settings.parse({ url });
    return connector.open({
      settings,
      collections: map,
      signal: new AbortController().signal,
      internalHosts: [],
    });
  };
  /** How many statements some work sends. */
  const counted = async <T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> => {
    const spy = vi.spyOn(pg.Client.prototype, "query");
    try {
      return { result: await work(), statements: spy.mock.calls.length };
    } finally {
      spy.mockRestore();
    }
  };
  const asked = (no: number) => ({ kind: "email", value: `p${no}@example.com` });

  beforeAll(async () => {
    database = await freshEmptyDatabase();
    owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(`
      create table people (id int primary key, email text, cookie text);
      create table visits (no int, person int, cookie text);
      create table gifts (no int primary key, giver int, taker int);
      create table posts (id int primary key, author int, parent int);
      insert into people select n, 'p' || n || '@example.com', 'root-' || n from generate_series(1, 1500) n;
      insert into visits select n, 2 + n % 1400, 'c-' || n from generate_series(1, 2800) n;
      insert into visits select n, 1, 'own-' || n from generate_series(1, 20000) n;
      insert into gifts select n, 1 + n % 1000, 1 + n % 500 from generate_series(1, 4000) n;
      insert into posts values (1, 1, null);
      insert into posts select n, case when n % 2 = 0 then 2 end, n - 1 from generate_series(2, 10000) n;
      create index on posts (parent); create index on posts (author); create index on visits (person); create index on people (email);
      analyze`);
  });
  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });

  test("are as many for 20,000 rows and identifiers as for two", async () => {
    const run = async (no: number) => {
      const session = await openWith(collections);
      const locate = await counted(() => located(session, asked(no)));
      const count = await counted(() => session.count(locate.result.keys));
      const collect = await counted(() => drain(session, locate.result.keys));
      await session.close();
      return {
        statements: [locate.statements, count.statements, collect.statements],
        lines: collect.result,
        yields: locate.result.identifiers.length,
      };
    };
    const small = await run(1400);
    const large = await run(1);
    expect(small).toMatchObject({ lines: 3, yields: 3 });
    expect(large).toMatchObject({ lines: 1 + 20_000 + 8 + 10_000, yields: 20_001 });
    expect(large.statements).toEqual(small.statements);
    // Four around each: begin, settings, catalogue, commit; one more to connect. Then the search and the look at what it
    // yielded, the counts, and one for each collection.
    expect(large.statements.map((one) => one - 4)).toEqual([1 + 2, 1, collections.length]);
  });

  test("are as many for a thousand people as for one, and every row stands behind its own person", async () => {
    const session = await openWith(collections);
    // Five around them: the four and one to connect.
    const everybody = Array.from({ length: 1000 }, (_, no) => no + 2);
    const keys = everybody.map((no): FoundKey => ({ collection: "people", key: String(no), via: asked(no) }));
    const { result, statements } = await counted(() => readAll(session, keys));
    expect(statements - 5).toBe(collections.length);
    const by = (name: string) => result.rows.filter((row) => row.collection === name);
    expect(by("people").every((row) => row.via === String(row.record.id))).toBe(true);
    expect(by("people")).toHaveLength(1000);
    const { rows } = await owner.query<{ line: string }>(
      `select p.id || ' ' || g.no as line from gifts g join people p on p.id in (g.giver, g.taker) where p.id between 2 and 1001 order by 1`,
    );
    const lines = by("gifts").map((row) => `${row.via} ${row.record.no}`);
    expect(lines.sort()).toEqual(rows.map((row) => row.line).sort());
    await session.close();
  });

  test("of a thread ten thousand deep are one", async () => {
    const session = await openWith([collections[0] as Collection, posts]);
    const { keys } = await located(session, asked(1));
    const { result, statements } = await counted(() => drain(session, keys));
    expect([result, statements]).toEqual([10_001, 4 + 2]);
    await session.close();
  });

  test("are shown with words in the place of values, and every one of them can be run", async () => {
    const session = await openWith(collections);
    const steps = await session.explain();
    expect(steps.map((one) => [one.purpose, one.collection])).toEqual([
      ["locate", null],
      ["count", null],
      ...collections.map((one) => ["collect", one.name]),
    ]);
    for (const { text } of steps) {
      expect(text).toMatch(/:p0|:t0/);
      const filled = text
        .replace(/^copy \(/, "")
        .replace(/\) to stdout with [^)]*\)$/, "")
        .replace(/(?<![:\w]):(\w+)/g, "array['1']");
      await owner.query(`explain ${filled}`);
    }
    await session.close();
  });

  test("hold constants of the map and keys as values only", async () => {
    const evil = "'; drop table people; --";
    const map = [
      described({
        name: "people",
        key: ["id"],
        subject_key: "email",
        where: { email: { not: [evil, "\\'; drop table people; --"] } },
        match: { email: { field: "email", prefix: "" }, user: { field: "email", prefix: evil } },
        yields: { user: { field: "email", prefix: "p1" } },
        fields: fieldsOf("id"),
      }),
    ];
    await owner.query("insert into people values (9001, $1, null)", [`${evil}x`]);
    const session = await openWith(map);
    const found = await located(session, { kind: "user", value: "x" });
    expect(found.keys.map((one) => one.key)).toEqual([`${evil}x`]);
    expect((await readAll(session, found.keys)).rows.map((row) => row.record)).toEqual([{ id: 9001 }]);
    expect(await located(session, asked(1))).toMatchObject({
      identifiers: [{ kind: "user", value: "@example.com" }],
    });
    await session.close();
    expect((await owner.query("select 1 from people limit 1")).rowCount).toBe(1);
  });

  test("do with rights on columns alone, where a row's address may not be read", async () => {
    const role = `columns_${new URL(database.url).pathname.slice(1)}`;
    await owner.query(
      `create role ${role} login password 'x'; grant usage on schema public to ${role};
       grant select (id, email, cookie) on people to ${role}; grant select (no, giver, taker) on gifts to ${role}`,
    );
    const url = new URL(database.url);
    url.username = role;
    url.password = "x";
    const session = await openWith(
      [collections[0] as Collection, collections[2] as Collection],
      url.toString(),
    );
    const { keys } = await located(session, asked(1));
    expect(await drain(session, keys)).toBe(1 + 8);
    await session.close();
    await owner.query(`drop owned by ${role}; drop role ${role}`);
  });

  test("are not made where the map leads nowhere or a row cannot be told from another", async () => {
    const people = collections[0] as Collection;
    const lost = described({
      name: "visits",
      belongs: [{ to: "posts", on: { no: "id" } }],
      fields: fieldsOf("no"),
    });
    await expect(openWith([people, lost])).rejects.toMatchObject({ code: "misconfigured" });
    await owner.query("create view all_gifts as select * from gifts");
    const view = described({
      name: "all_gifts",
      belongs: [
        { to: "people", on: { giver: "id" } },
        { to: "people", on: { taker: "id" } },
      ],
      fields: fieldsOf("no"),
    });
    const session = await openWith([people, view]);
    const { keys } = await located(session, asked(1));
    await expect(drain(session, keys)).rejects.toThrow("must name the key of all_gifts");
    await session.close();
  });
});

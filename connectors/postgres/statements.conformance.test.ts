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

  test("use an index on lower(e-mail) where there is one, and still fold A–Z only", async () => {
    await owner.query(`
      create table folk (id int primary key, mail varchar(90), other text);
      insert into folk select n, 'P' || n || '@Example.com', 'o' || n from generate_series(1, 50000) n;
      insert into folk values (60001, 'É@example.com', null), (60002, 'é@example.com', null);
      create index on folk (lower(mail)); analyze folk`);
    const folk = described({
      name: "folk",
      subject_key: "id",
      match: { email: ["mail"], other: { field: "other", form: "email" } },
      fields: fieldsOf("id"),
    });
    const session = await openWith([folk]);
    const keysOf = async (value: string) =>
      (await located(session, { kind: "email", value })).keys.map((one) => one.key);
    expect(await keysOf("p77@example.COM")).toEqual(["77"]);
    expect(await keysOf("é@example.com")).toEqual(["60002"]);
    expect(await keysOf("É@EXAMPLE.com")).toEqual(["60001"]);
    const text = (await session.explain()).find((one) => one.purpose === "locate")?.text ?? "";
    const { rows } = await owner.query<{ "QUERY PLAN": string }>(
      `explain ${text.replace(/(?<![:\w]):(\w+)/g, "array['1']")}`,
    );
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("Index Cond: (lower((mail)::text) = lower(a.t0))");
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

  test("bring every type exactly as the server's own JSON has it", async () => {
    await owner.query(String.raw`
      create type mood as enum ('well "so"', 'bad');
      create type pair as (a int, b text);
      create domain amount as numeric(10, 3);
      create table zoo (id int primary key, person int, i2 int2, i8 int8, f4 float4, f8 float8, num numeric, dom amount, ok boolean,
        t text, v varchar(9), c char(6), u uuid, d date, ts timestamp, tz timestamptz, ti time, tt timetz, iv interval, by bytea, ip inet,
        mo mood, mon money, j json, jb jsonb, arr text[], nums int[], p pair, r int4range, x xml, bits bit(4), pt point, "we ""ird" text);
      insert into zoo values
        (1, 1, -5, 9007199254740993, 0.1, 1e300, 12345678901234567890.1230, 1.5, true, E'q"\\ \n\t\r\b\f\v\x01\x1f\x7f é 🦊 \u2028', '\N', 'ab',
         '00000000-0000-4000-8000-000000000001', '2026-03-03', '2026-03-03 10:00:00.123456', '2026-03-03 10:00:00+02', '10:00:00.5', '10:00:00+02',
         '1 year 2 days 3 hours', '\x00ff5c', '10.0.0.1/8', 'well "so"', '12.50', E'{"a":\n\t1, "b\\n": "\\\\ \\u0001"}', '{"k": 1e2, "q": "\""}',
         array['a', E'b\tc"', null], array[[1,2],[3,4]], row(1, 'x"y'), '[1,5)', '<a b="c"/>', B'0101', '(1,2)', E'\t'),
        (2, 1, null, null, 'NaN', '-Infinity', 'NaN', null, false, '', null, null, null, '0044-03-15 BC', '0044-03-15 10:00:00 BC', '0044-03-15 10:00:00+00 BC',
         null, null, '-1 month', '', null, null, null, 'null', 'null', '{}', null, row(null, null), 'empty', null, null, null, '\N'),
        (3, 1, 0, 0, '-0', 'Infinity', 'Infinity', 0.000, null, repeat('"\' || chr(1), 20000), null, null, null, 'infinity', '-infinity', 'infinity', null, null, null,
         decode(repeat('5c', 9000), 'hex'), null, 'bad', null, '"x"', '[]', null, null, null, null, null, null, null, null),
        (4, 1, null, null, null, null, (repeat('7', 20000) || '.' || repeat('1', 9000))::numeric, null, null, null, null, null, null, null, null, null, null, null, null, null,
         null, null, null, null, null, null, null, null, null, null, null, null, null)`);
    const names = (await owner.query({ text: "select * from zoo limit 0" })).fields.map((one) => one.name);
    const zoo = described({
      name: "zoo",
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf(...names),
    });
    const session = await openWith([collections[0] as Collection, zoo]);
    const { keys } = await located(session, asked(1));
    const read = (await readAll(session, keys)).rows.filter((row) => row.collection === "zoo");
    await owner.query("set timezone = 'UTC'; set intervalstyle = 'iso_8601'");
    const own = await owner.query<{ line: string }>(
      "select translate(row_to_json(z.*)::text, E'\n\r\t', '   ') as line from zoo z order by id",
    );
    expect(read.map((row) => row.line)).toEqual(own.rows.map((row) => `1\t${row.line}`));
    await session.close();
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
    await expect(drain(session, keys)).rejects.toThrow(/rows of all_gifts .* must name its key/);
    await session.close();
  });
});

import pg from "pg";
import { describe, expect, test } from "vitest";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { RowImage } from "#connectors/erase.ts";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import { decorrelationMap, decorrelationSql } from "#connectors/sql/fixture/decorrelation.ts";
import { type ErasingRig, eraserIn } from "#connectors/sql/fixture/erasing.ts";
import type { MapCase } from "#connectors/sql/fixture/map-case.ts";
import { demandUndone, eraseKeeping, putBackAll, sorted } from "#connectors/sql/fixture/undoing.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { rigOn } from "./fixture/erasing.ts";
import { databaseWith, password, urlFor } from "./fixture/harness.ts";
import { ownMaps } from "./fixture/own-maps.ts";
import { usualServer } from "./fixture/server.ts";

const cases = [...mapCases, ...ownMaps].flatMap((one) =>
  one.finds.map((finding, no) => ({ title: one.title, one, finding, no })),
);

async function withDatabase(
  sql: string,
  collections: MapCase["collections"],
  work: (rig: ErasingRig, owner: pg.Client) => Promise<void>,
): Promise<void> {
  const database = await freshEmptyDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  try {
    await owner.query(sql);
    await work(rigOn(owner, database.url, collections), owner);
  } finally {
    await owner.end();
    await database.drop();
  }
}

describe("what was erased is put back exactly", () => {
  test.each(cases)(
    "$title ($no)",
    async ({ one, finding }: { one: MapCase; finding: MapCase["finds"][number]; no: number }) => {
      await withDatabase(one.sql, one.collections, async (rig) => void (await demandUndone(rig, finding.by)));
    },
  );

  test("rows with an invented owner get their own again, and the invented one goes", () =>
    withDatabase(decorrelationSql("serial primary key"), decorrelationMap, async (rig) => {
      await demandUndone(rig, { email: "mina@example.com" });
    }));
});

const people = described({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  erasure: { act: "delete" },
  fields: fieldsOf("id"),
});
const things = described({
  name: "things",
  key: ["id"],
  belongs: [{ to: "people", on: { person_id: "id" }, system_cascade: "cascade" }],
  erasure: { act: "delete" },
  fields: fieldsOf("id"),
});
const notes = described({
  name: "notes",
  key: ["id"],
  belongs: [{ to: "people", on: { author: "id" } }],
  erasure: { act: "anonymise", fields: { text: { constant: "removed" }, author: "null" } },
  fields: fieldsOf("id"),
});

const sql = `
  create type mood as enum ('calm', 'wild');
  create domain short as varchar(5);
  create table people (id bigint generated always as identity primary key, email text unique, boss bigint references people);
  create table things (id serial primary key, person_id bigint references people on delete cascade,
    bytes bytea, document json, indexed jsonb, at timestamptz, local timestamp(3), born date, span interval, clock timetz,
    amount numeric(30, 10), loose numeric, small real, big double precision, flag boolean, tags text[], range int4range,
    place point, network inet, feeling mood, short short, fixed char(8), bits bit(5), own uuid, letter "char", words tsvector,
    doubled bigint generated always as (id * 2) stored, "Odd ""name" text);
  create table notes (id int primary key, author bigint references people on delete set null, text text, seen timestamptz);
  insert into people (email, boss) values ('mina@example.com', null), ('jun@example.com', 1);
  insert into things (person_id, bytes, document, indexed, at, local, born, span, clock, amount, loose, small, big, flag,
      tags, range, place, network, feeling, short, fixed, bits, own, letter, words, "Odd ""name")
    values (1, '\\x00ff10', '{"b":1,  "a":[1.0,"ü"]}', '{"b":1}', '2020-02-29 23:59:59.999999+14', '0044-03-15 BC', '-infinity',
      '-1 year 2 mons -3 days 04:05:06.789', '12:00:00+05:30', 12345678901234567890.0123456789, 1.10, 0.1, 1e-310, null,
      array['a,b', null, '"q"', ''], '[1,10)', '(0.1,2)', '10.0.0.0/8', 'wild', 'äöü', 'ab', b'10101', gen_random_uuid(), 'x',
      'a fat cat', E'tab\\t\\n''"\\\\'),
      (1, '', 'null', null, 'infinity', null, null, null, null, 'NaN', '-0.000', '-Infinity', 'NaN', true, '{}', 'empty',
      null, null, null, null, null, null, null, null, null, ''),
      (2, null, null, null, now(), null, null, null, null, 1, 1, 1, 1, false, null, null, null, null, null, null, null, null, null, null, null, null);
  insert into notes values (1, 1, 'Mina was here', '2024-01-01'), (2, 2, 'Jun was here', null);`;

const mina = { email: "mina@example.com" };
const free = sql.replace(
  "boss bigint references people)",
  "boss bigint references people on delete set null)",
);

describe("a table of every type", () => {
  const collections = [people, things, notes];
  test("comes back with every column, generated and given numbers too, and rows that the database took along", () =>
    withDatabase(free, collections, async (rig) => {
      const kept = await demandUndone(rig, mina);
      expect(kept.flat().map((one) => one.table)).toEqual(
        expect.arrayContaining(["people", "things", "notes"]),
      );
    }));

  test("what the database takes along by itself, however deep, is kept and put back", () =>
    withDatabase(free, collections, async (rig) => {
      const before = sorted(await rig.dump());
      const session = await rig.open();
      const eraser = eraserIn(session);
      const step = (await eraser.steps()).find((one) => one.collection === "people");
      if (!step) throw new Error("people go");
      const kept: RowImage[][] = [];
      await eraser.act(step, [["1"]], Buffer.alloc(32), async (images) => void kept.push([...images]));
      await session.close();
      expect(kept.flat().map((one) => one.table)).toEqual(["people", "things", "things", "notes", "people"]);
      expect(sorted(await rig.dump()).things?.rows).toHaveLength(1);
      await putBackAll(rig, kept);
      expect(sorted(await rig.dump())).toEqual(before);
    }));

  test("nothing of anybody else's is overwritten, and it is said why a row is not back", () =>
    withDatabase(free, collections, async (rig, owner) => {
      const kept = await eraseKeeping(rig, mina);
      await owner.query("insert into people overriding system value values (1, 'other@example.com', null)");
      const before = sorted(await rig.dump());
      const done = await putBackAll(rig, kept);
      expect(done.not.toSorted((a, b) => (a.table < b.table ? -1 : 1))).toEqual([
        { table: "notes", why: "parent_gone", rows: 1 },
        { table: "people", why: "key_taken", rows: 1 },
        { table: "people", why: "parent_gone", rows: 1 },
        { table: "things", why: "parent_gone", rows: 2 },
      ]);
      const after = sorted(await rig.dump());
      expect(after.people).toEqual(before.people);
      expect(after.things).toEqual(before.things);
      expect(after.notes).toEqual(before.notes);
    }));

  test("a field that has changed since stays as it is, and a row that has lost a column is not invented", () =>
    withDatabase(free, collections, async (rig, owner) => {
      const kept = await eraseKeeping(rig, mina);
      await owner.query("update notes set text = 'new words' where id = 1");
      await owner.query("alter table things drop column clock");
      const done = await putBackAll(rig, kept);
      expect(done.not).toEqual([
        { table: "notes", why: "changed", rows: 1 },
        { table: "things", why: "column_gone", rows: 1 },
      ]);
      expect((await owner.query("select author, text from notes where id = 1")).rows).toEqual([
        { author: "1", text: "new words" },
      ]);
      expect((await owner.query("select count(*)::int as n from things where person_id = 1")).rows).toEqual([
        { n: 1 },
      ]);
    }));

  test("a unique value that somebody has by now, and a parent that is gone, are told apart", () =>
    withDatabase(free, collections, async (rig, owner) => {
      const kept = await eraseKeeping(rig, mina);
      await owner.query("insert into people (email) values ('mina@example.com')");
      expect((await putBackAll(rig, kept)).not).toEqual([
        { table: "people", why: "key_taken", rows: 1 },
        { table: "people", why: "parent_gone", rows: 1 },
        { table: "notes", why: "parent_gone", rows: 1 },
        { table: "things", why: "parent_gone", rows: 2 },
      ]);
    }));

  test("of an act that was given up, rows that stand otherwise are not reported", () =>
    withDatabase(free, collections, async (rig, owner) => {
      const kept = await eraseKeeping(rig, mina);
      await putBackAll(rig, kept);
      await owner.query("update people set email = 'mina.new@example.com' where id = 1");
      const done = await putBackAll(rig, kept, false);
      expect(done).toMatchObject({ back: 0, not: [] });
      expect((await owner.query("select email from people where id = 1")).rows[0]?.email).toBe(
        "mina.new@example.com",
      );
    }));

  test("where images cannot be kept nothing is changed", () =>
    withDatabase(free, collections, async (rig) => {
      const before = sorted(await rig.dump());
      const session = await rig.open();
      const [first] = (await session.eraser?.steps()) ?? [];
      if (!first) throw new Error("a step");
      await expect(
        session.eraser?.act(first, [["1"]], Buffer.alloc(32), async () => {
          throw new Error("the store is full");
        }),
      ).rejects.toThrow();
      await session.close();
      expect(sorted(await rig.dump())).toEqual(before);
    }));

  test("an account that cannot read or write a table whole is told before anything goes", async () => {
    const { database, owner, reader } = await databaseWith(await usualServer(), free);
    const rig = rigOn(owner, urlFor(database, reader, password), collections);
    const hindrance = async () => {
      const session = await rig.open();
      const { eraser } = session;
      const why = await eraser?.undo?.hindrance(await eraser.steps());
      await session.close();
      return why;
    };
    try {
      await owner.query(`grant select, update, delete on people, things, notes to ${reader}`);
      expect(await hindrance()).toMatch(/^This account cannot read and write every column of \w+\.$/);
      await owner.query(`grant insert on people, things, notes to ${reader}`);
      expect(await hindrance()).toBeNull();
      await owner.query(
        `revoke select on things from ${reader}; grant select (id, person_id) on things to ${reader}`,
      );
      expect(await hindrance()).toBe("This account cannot read and write every column of things.");
    } finally {
      await owner.end();
      await database.drop();
    }
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import { decorrelationMap, decorrelationSql } from "#connectors/sql/fixture/decorrelation.ts";
import type { MapCase } from "#connectors/sql/fixture/map-case.ts";
import { demandUndone, eraseKeeping, putBackAll } from "#connectors/sql/fixture/undoing.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";
import { withMariadb } from "./fixture/erasing.ts";

let server: LaunchedMariadb;
beforeAll(async () => {
  if (findMariadb()) server = await launchMariadb();
});
afterAll(async () => {
  await server?.stop();
});

const cases = mapCases.flatMap((one) =>
  one.finds.map((finding, no) => ({ title: one.title, one, finding, no })),
);

describe.each(cases)(
  "put back: $title ($no)",
  ({ one, finding }: { one: MapCase; finding: MapCase["finds"][number]; no: number }) => {
    test("exactly", async (t) => {
      if (!findMariadb()) t.skip(noMariadb);
      await withMariadb(
        server,
        [one.sql],
        async (rigFor) => void (await demandUndone(rigFor(one.collections), finding.by)),
      );
    });
  },
);

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
  create table people (id bigint unsigned auto_increment primary key, email varchar(80) unique, boss bigint unsigned,
    foreign key (boss) references people (id) on delete set null);
  create table things (id varchar(20) character set latin1 primary key, person_id bigint unsigned, bytes varbinary(20), big_bytes longblob,
    document json, born date, at timestamp(6) null, local datetime(3), clock time(2), year year, amount decimal(40, 10), small float, big double,
    flag bool, bits bit(10), feeling enum('calm', 'wïld'), several set('a', 'b', 'c'), place point, own uuid, fixed char(8), padded int(6) zerofill,
    doubled varchar(44) generated always as (concat(id, id)) stored, seen bigint generated always as (person_id + 1) virtual,
    \`odd \`\`name\` text character set utf8mb4, foreign key (person_id) references people (id) on delete cascade);
  create table notes (id int primary key, author bigint unsigned, text varchar(90), touched timestamp not null default current_timestamp on update current_timestamp,
    foreign key (author) references people (id));
  insert into people values (1, 'mina@example.com', null), (2, 'jun@example.com', 1);
  insert into things (id, person_id, bytes, big_bytes, document, born, at, local, clock, year, amount, small, big, flag, bits, feeling, several,
      place, own, fixed, padded, \`odd \`\`name\`)
    values ('Ä1', 1, x'00ff10', x'', '{"b":1,  "a":[1.0,"ü"]}', '2020-02-29', '2020-02-29 23:59:59.999999', '1000-01-01 00:00:00.123', '-838:59:59.00',
      2155, 123456789012345678901234567890.0123456789, 0.1, 1e-300, true, b'1000000101', 'wïld', 'a,c', point(0.1, 2), '6ccd780c-baba-1026-9564-5b8c656024db',
      'ab', 42, 'tab\\t\\n''"😀'),
      ('b', 1, null, null, null, null, null, null, null, null, null, 16777217, -1.7976931348623157e308, null, null, null, '', null, null, null, null, ''),
      ('c', 2, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  insert into notes values (1, 1, 'Mina was here', '2024-01-01'), (2, 2, 'Jun was here', '2024-01-02');`;
const mina = { email: "mina@example.com" };
const collections = [people, things, notes];

describe("a table of every type", () => {
  test("comes back with every column, numbers that are given, and marks of time", async (t) => {
    if (!findMariadb()) t.skip(noMariadb);
    await withMariadb(server, [sql], async (rigFor, { owner }) => {
      const exact =
        "select hex(bytes), hex(document), hex(place), bits + 0, small + 0e0, hex(`odd ``name`), padded from things order by id";
      const [before] = await owner.query(exact);
      const kept = await demandUndone(rigFor(collections), mina);
      expect(kept.flat().map((one) => one.table)).toEqual(
        expect.arrayContaining(["people", "things", "notes"]),
      );
      expect((await owner.query(exact))[0]).toEqual(before);
    });
  });

  test("is not given to whoever has the person's number by now", async (t) => {
    if (!findMariadb()) t.skip(noMariadb);
    await withMariadb(server, [sql], async (rigFor, { owner }) => {
      const rig = rigFor(collections);
      const kept = await eraseKeeping(rig, mina);
      await owner.query("insert into people values (1, 'other@example.com', null)");
      expect((await putBackAll(rig, kept)).not).toEqual([
        { table: "people", why: "key_taken", rows: 1 },
        { table: "people", why: "parent_gone", rows: 1 },
        { table: "notes", why: "parent_gone", rows: 1 },
        { table: "things", why: "parent_gone", rows: 2 },
      ]);
      expect((await owner.query("select count(*) as n from things where person_id = 1"))[0]).toEqual([
        { n: 0 },
      ]);
    });
  });

  test("rows with an invented owner get their own again", async (t) => {
    if (!findMariadb()) t.skip(noMariadb);
    await withMariadb(server, [decorrelationSql("int auto_increment primary key")], async (rigFor) => {
      await demandUndone(rigFor(decorrelationMap), { email: "ada@example.com" });
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { ErasureStep } from "#connectors/erase.ts";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import {
  decorrelationMap,
  decorrelationSql,
  demandDecorrelation,
} from "#connectors/sql/fixture/decorrelation.ts";
import { demandErasure } from "#connectors/sql/fixture/erase-test.ts";
import { erase, eraserIn, shownRows } from "#connectors/sql/fixture/erasing.ts";
import type { MapCase } from "#connectors/sql/fixture/map-case.ts";
import { demandMentions, mentionsSql } from "#connectors/sql/fixture/mentioned.ts";
import {
  billsMap,
  demandBefore,
  demandEnds,
  demandStrategies,
  oldBillsMap,
  papersMap,
  strategiesSql,
} from "#connectors/sql/fixture/strategies.ts";
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
  "erased from: $title ($no)",
  ({ one, finding, no }: { one: MapCase; finding: MapCase["finds"][number]; no: number }) => {
    test("the person and nobody else", async (t) => {
      if (!findMariadb()) t.skip(noMariadb);
      await withMariadb(server, [one.sql], (rigFor) =>
        demandErasure(rigFor(one.collections), one, finding, 11 + no),
      );
    });
  },
);

test("values are made to say nothing, in every way", async (t) => {
  if (!findMariadb()) t.skip(noMariadb);
  await withMariadb(server, [strategiesSql("datetime")], (rigFor) => demandStrategies(rigFor(papersMap)));
});

test("kept rows say until when", async (t) => {
  if (!findMariadb()) t.skip(noMariadb);
  await withMariadb(server, [strategiesSql("datetime")], (rigFor) =>
    demandEnds((from, after) => rigFor(billsMap(from, after))),
  );
  await withMariadb(server, [strategiesSql("datetime")], (rigFor) =>
    demandBefore((from, day) => rigFor(oldBillsMap(from, day))),
  );
});

test("a value is found wherever it stands as a word", async (t) => {
  if (!findMariadb()) t.skip(noMariadb);
  const sql = mentionsSql("json").replaceAll('"order"', "`order`");
  await withMariadb(server, [sql], (rigFor) => demandMentions(rigFor(papersMap.slice(0, 1))));
});

test("rows get an invented owner of their own", async (t) => {
  if (!findMariadb()) t.skip(noMariadb);
  await withMariadb(server, [decorrelationSql("int auto_increment primary key")], async (rigFor) => {
    await demandDecorrelation(rigFor(decorrelationMap));
  });
});

const people = described({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: fieldsOf("id"),
});
const notes = described({
  name: "notes",
  key: ["id"],
  belongs: [{ to: "people", on: { person: "id" } }],
  fields: fieldsOf("id"),
});
const peopleSql = `
  create table people (id int primary key, email varchar(90));
  insert into people values (1, 'ada@example.com'), (2, 'bo@example.com');`;
const spoken = ({ collection, act, why }: ErasureStep) =>
  `${collection}: ${act}${why === null ? "" : `, ${why}`}`;
const ada = { email: "ada@example.com" };

test("rows of a table that refers to itself go from the leaves up, also within one statement", async (t) => {
  if (!findMariadb()) t.skip(noMariadb);
  const sql = `${peopleSql} create table notes (id int primary key, person int, above int, foreign key (person) references people (id), foreign key (above) references notes (id) on delete restrict);
    insert into notes values (1, 1, null), (2, 1, 1), (3, 1, 2), (4, 1, 3), (5, 1, 4), (6, 1, null), (7, 2, null), (8, 2, 7);`;
  await withMariadb(server, [sql], async (rigFor) => {
    const rig = rigFor([people, notes]);
    await erase(rig, ada, 5);
    expect(shownRows(await rig.dump())).toEqual({
      people: ["2 | bo@example.com"],
      notes: ["7 | 2 | -", "8 | 2 | 7"],
    });
  });
  await withMariadb(server, [sql], async (rigFor) => {
    const session = await rigFor([people, notes]).open();
    const [step] = await eraserIn(session).steps();
    const rows = ["1", "2", "3", "4", "5", "6"].map((one) => [one]);
    expect(await eraserIn(session).act(step as ErasureStep, rows, Buffer.alloc(32))).toEqual({
      changed: 6,
      gone: 0,
    });
    await session.close();
  });
});

test("cascades and restrictions are known before, and guarded", async (t) => {
  if (!findMariadb()) t.skip(noMariadb);
  const sql = `${peopleSql} create table notes (id int primary key, person int, foreign key (person) references people (id) on delete cascade); insert into notes values (1, 1);
    create table other (id int primary key, person int, constraint other_person foreign key (person) references people (id));`;
  await withMariadb(server, [sql], async (rigFor, { owner }) => {
    const unmapped = await rigFor([people]).open();
    expect((await eraserIn(unmapped).steps()).map(spoken)).toEqual([
      "people: by_hand, The database would delete rows of notes, which the data map does not describe, together with people.",
    ]);
    await unmapped.close();
    const session = await rigFor([people, notes]).open();
    const steps = await eraserIn(session).steps();
    expect(steps.map(spoken)).toEqual(["notes: delete", "people: delete"]);
    const root = steps[1] as ErasureStep;
    const refused = () =>
      eraserIn(session)
        .act(root, [["1"]], Buffer.alloc(32))
        .catch((error: unknown) => error);
    expect(await refused()).toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining("rows of notes along"),
    });
    await owner.query("delete from notes; insert into other values (1, 1)");
    expect(await refused()).toMatchObject({
      code: "bad_answer",
      message: expect.stringContaining("other_person"),
    });
    await owner.query("delete from other; start transaction; select * from people where id = 1 for update");
    expect(await refused()).toMatchObject({ code: "timeout", retryAfterSeconds: 1 });
    await owner.query("rollback");
    expect((await rigFor([people]).dump()).people?.rows).toHaveLength(2);
    await session.close();
  });
});

test("keys of odd types and names, and an account that may only look", async (t) => {
  if (!findMariadb()) t.skip(noMariadb);
  const sql = `${peopleSql}
    create table \`no\`\`tes c\` (\`the c.id\` varchar(90) collate utf8mb4_general_ci, \`or;der\` decimal(6,2), \`per son\` int, primary key (\`the c.id\`, \`or;der\`));
    insert into \`no\`\`tes c\` values ('a''; drop table people; --', 7, 1), ('a''; drop table people; --', 7.5, 2), ('Ada\\t\\\\ %', 1, 1), ('é{1}', -1.25, 1);
    create table bins (id binary(4) primary key, person int); insert into bins values (X'00010203', 1), (X'61626364', 1), (X'00010204', 2);
    create table zeros (id int(6) zerofill primary key, person int, y year, words varchar(20) collate utf8mb4_general_ci); insert into zeros values (17, 1, 2020, 'GONE'), (18, 2, 2020, 'x');
    create table times (id datetime(3) primary key, person int); insert into times values ('2026-01-01 10:00:00.120', 1), ('2026-01-01 10:00:00.121', 2);`;
  const map = [
    people,
    described({
      name: "notes",
      table: "no`tes c",
      key: ["the c.id", "or;der"],
      belongs: [{ to: "people", on: { "per son": "id" } }],
      fields: fieldsOf("or;der"),
    }),
    described({
      name: "bins",
      key: ["id"],
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf("person"),
    }),
    described({
      name: "zeros",
      key: ["id"],
      belongs: [{ to: "people", on: { person: "id" } }],
      erasure: { act: "anonymise", fields: { words: { constant: "gone" }, person: "null" } },
      fields: fieldsOf("person"),
    }),
    described({
      name: "times",
      key: ["id"],
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf("person"),
    }),
  ];
  await withMariadb(server, [sql], async (rigFor, database) => {
    const rig = rigFor(map);
    const done = await erase(rig, ada, 3);
    expect(done.steps.map(spoken)).toEqual([
      "notes: delete",
      "bins: delete",
      "zeros: anonymise",
      "times: delete",
      "people: delete",
    ]);
    expect([...done.standing.values()]).toEqual([0, 0, 0, 0, 0]);
    const left = shownRows(await rig.dump());
    expect(left.people).toEqual(["2 | bo@example.com"]);
    expect(left["no`tes c"]).toEqual(["a'; drop table people; -- | 7.50 | 2"]);
    expect(left.bins).toHaveLength(1);
    expect(left.zeros).toEqual(["000017 | - | 2020 | gone", "000018 | 2 | 2020 | x"]);
    expect(left.times).toEqual(["2026-01-01 10:00:00.121 | 2"]);
    await database.owner.query(`revoke delete on ${database.name}.* from '${database.reader.name}'@'%'`);
    const session = await rig.open();
    const step = done.steps.find((one) => one.collection === "times") as ErasureStep;
    const failure = await eraserIn(session)
      .act(step, [["2026-01-01 10:00:00.121"]], Buffer.alloc(32))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "forbidden",
      message: "The account may not delete from times. Nothing was changed.",
    });
    await session.close();
  });
});

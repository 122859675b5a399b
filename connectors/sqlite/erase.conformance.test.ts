import { chmodSync } from "node:fs";
import { describe, expect, test } from "vitest";
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
import { withFile } from "./fixture/erasing.ts";

const cases = mapCases.flatMap((one) =>
  one.finds.map((finding, no) => ({ title: one.title, one, finding, no })),
);

describe("a person is erased from every map, and nobody else", () => {
  test.each(cases)(
    "$title ($no)",
    async ({ one, finding, no }: { one: MapCase; finding: MapCase["finds"][number]; no: number }) => {
      await withFile(one.sql, (rigFor) => demandErasure(rigFor(one.collections), one, finding, 11 + no));
    },
  );
});

test("values are made to say nothing, in every way", () =>
  withFile(strategiesSql("datetime"), (rigFor) => demandStrategies(rigFor(papersMap))));

test("kept rows say until when", () =>
  withFile(strategiesSql("datetime"), (rigFor) =>
    demandEnds((from, after) => rigFor(billsMap(from, after))),
  ));

test("rows are told by their age", () =>
  withFile(strategiesSql("datetime"), (rigFor) =>
    demandBefore((from, day) => rigFor(oldBillsMap(from, day))),
  ));

test("a value is found wherever it stands as a word", () =>
  withFile(mentionsSql("text"), (rigFor) => demandMentions(rigFor(papersMap.slice(0, 1)))));

test("rows get an invented owner of their own", () =>
  withFile(decorrelationSql("integer primary key"), (rigFor) =>
    demandDecorrelation(rigFor(decorrelationMap)),
  ));

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
  create table people (id integer primary key, email text);
  insert into people values (1, 'ada@example.com'), (2, 'bo@example.com');`;
const spoken = ({ collection, act, why }: ErasureStep) =>
  `${collection}: ${act}${why === null ? "" : `, ${why}`}`;
const ada = { email: "ada@example.com" };

test("rows of a table that refers to itself go from the leaves up, also within one statement", async () => {
  const sql = `${peopleSql} create table notes (id integer primary key, person int references people, above int references notes on delete restrict);
    insert into notes values (1, 1, null), (2, 1, 1), (3, 1, 2), (4, 1, 3), (5, 1, 4), (6, 1, 6), (7, 2, null), (8, 2, 7);`;
  await withFile(sql, async (rigFor) => {
    const rig = rigFor([people, notes]);
    await erase(rig, ada, 5);
    expect(shownRows(await rig.dump())).toEqual({
      people: ["2 | bo@example.com"],
      notes: ["7 | 2 | -", "8 | 2 | 7"],
    });
  });
  await withFile(sql, async (rigFor) => {
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

test("cascades and restrictions are known before, and guarded", async () => {
  const sql = `${peopleSql} create table notes (id integer primary key, person int references people on delete cascade); insert into notes values (1, 1);
    create table other (id integer primary key, person int references people); `;
  await withFile(sql, async (rigFor, owner) => {
    const unmapped = await rigFor([people]).open();
    expect((await eraserIn(unmapped).steps()).map(spoken)).toEqual([
      "people: by_hand, The database would delete rows of notes, which the data map does not describe, together with people.",
    ]);
    await unmapped.close();
    const session = await rigFor([people, notes]).open();
    const steps = await eraserIn(session).steps();
    expect(steps.map(spoken)).toEqual(["notes: delete", "people: delete"]);
    const root = steps[1] as ErasureStep;
    await expect(eraserIn(session).act(root, [["1"]], Buffer.alloc(32))).rejects.toMatchObject({
      code: "misconfigured",
    });
    owner.exec("delete from notes; insert into other values (1, 1)");
    await expect(eraserIn(session).act(root, [["1"]], Buffer.alloc(32))).rejects.toMatchObject({
      code: "bad_answer",
    });
    await session.close();
    expect(shownRows(await rigFor([people]).dump()).people).toHaveLength(2);
  });
});

test("values of any kind in any column name their row exactly", async () => {
  const sql = `${peopleSql} create table notes (id, person int, words text collate nocase); create unique index u on notes (id);
    insert into notes values (17, 1, 'gone'), ('17x', 2, 'Gone'), (x'0102', 1, 'x'), ('a''; drop table people; --', 1, 'GONE'), (1.5, 1, 'y'), ('Ada', 1, 'GONE'), ('ada', 2, 'gone');`;
  const map = [
    people,
    {
      ...notes,
      erasure: {
        act: "anonymise" as const,
        fields: { words: { constant: "gone" }, person: "null" as const },
      },
    },
  ];
  await withFile(sql, async (rigFor) => {
    const rig = rigFor(map);
    const done = await erase(rig, ada, 3);
    expect([...done.standing.values()]).toEqual([0, 0]);
    expect(shownRows(await rig.dump()).notes).toEqual(
      [
        "\u0001\u0002 | - | gone",
        "1.5 | - | gone",
        "17 | - | gone",
        "17x | 2 | Gone",
        "Ada | - | gone",
        "a'; drop table people; -- | - | gone",
        "ada | 2 | gone",
      ].sort(),
    );
  });
});

test("a file that is written by somebody else, and one that may not be written", async () => {
  await withFile(
    `${peopleSql} create table notes (id integer primary key, person int); insert into notes values (1, 1);`,
    async (rigFor, owner, file) => {
      const session = await rigFor([people, notes]).open();
      const [step] = await eraserIn(session).steps();
      owner.exec("begin immediate");
      const busy = await eraserIn(session)
        .act(step as ErasureStep, [["1"]], Buffer.alloc(32))
        .catch((error: unknown) => error);
      expect(busy).toMatchObject({ code: "timeout", retryAfterSeconds: 1 });
      owner.exec("rollback");
      // The superuser may write whatever the file says.
      if (process.getuid?.() !== 0) {
        chmodSync(file, 0o444);
        const refused = await eraserIn(session)
          .act(step as ErasureStep, [["1"]], Buffer.alloc(32))
          .catch((error: unknown) => error);
        expect(refused).toMatchObject({
          code: "forbidden",
          message: "The account may not delete from notes. Nothing was changed.",
        });
        chmodSync(file, 0o644);
      }
      expect(await eraserIn(session).act(step as ErasureStep, [["1"]], Buffer.alloc(32))).toEqual({
        changed: 1,
        gone: 0,
      });
      await session.close();
    },
  );
});

import { describe, expect, test } from "vitest";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import { decorrelationMap, decorrelationSql } from "#connectors/sql/fixture/decorrelation.ts";
import type { MapCase } from "#connectors/sql/fixture/map-case.ts";
import { demandUndone, eraseKeeping, putBackAll } from "#connectors/sql/fixture/undoing.ts";
import { withFile } from "./fixture/erasing.ts";

const cases = mapCases.flatMap((one) =>
  one.finds.map((finding, no) => ({ title: one.title, one, finding, no })),
);

describe("what was erased is put back exactly", () => {
  test.each(cases)(
    "$title ($no)",
    async ({ one, finding }: { one: MapCase; finding: MapCase["finds"][number]; no: number }) => {
      await withFile(
        one.sql,
        async (rigFor) => void (await demandUndone(rigFor(one.collections), finding.by)),
      );
    },
  );

  test("rows with an invented owner get their own again", () =>
    withFile(decorrelationSql("integer primary key"), async (rigFor) => {
      await demandUndone(rigFor(decorrelationMap), { email: "ada@example.com" });
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

const sql = `
  create table people (id integer primary key autoincrement, email text unique, boss integer references people on delete set null);
  create table things (id integer primary key, person_id integer references people on delete cascade, any_value, a_real real, a_number numeric,
    a_text text, a_blob blob, doubled generated always as (id * 2) stored, seen text generated always as (a_text || '!') virtual);
  insert into people values (1, 'mina@example.com', null), (2, 'jun@example.com', 1);
  insert into things (person_id, any_value, a_real, a_number, a_text, a_blob) values
    (1, 1, 1, '1.50', 1, x'00ff'), (1, '1', 0.1, 1e400, 'a' || char(0) || 'b', ''), (1, x'31', 5e-324, 'no number', '', null),
    (1, -9223372036854775808, 1.7976931348623157e308, -1e999, 'ü😀', 'text'), (1, null, 0.30000000000000004, 9007199254740993, null, 7.25), (2, 2, 2, 2, 2, 2);`;
const exact =
  "select id, typeof(any_value), quote(any_value), typeof(a_real), printf('%!.26g', a_real), typeof(a_number), quote(a_number), hex(a_text), typeof(a_blob), quote(a_blob), doubled, seen from things order by id";
const mina = { email: "mina@example.com" };

describe("any kind of value in any column", () => {
  test("comes back as exactly that value", () =>
    withFile(sql, async (rigFor, owner) => {
      const before = owner.prepare(exact).all();
      await demandUndone(rigFor([people, things]), mina);
      expect(owner.prepare(exact).all()).toEqual(before);
    }));

  test("is not given to whoever has the person's number by now", () =>
    withFile(sql, async (rigFor, owner) => {
      const rig = rigFor([people, things]);
      const kept = await eraseKeeping(rig, mina);
      owner.exec("insert into people values (1, 'other@example.com', null)");
      expect((await putBackAll(rig, kept)).not).toEqual([
        { table: "people", why: "key_taken", rows: 1 },
        { table: "people", why: "parent_gone", rows: 1 },
        { table: "things", why: "parent_gone", rows: 5 },
      ]);
    }));
});

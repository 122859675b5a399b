import pg from "pg";
import { describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { ErasureStep } from "#connectors/erase.ts";
import { type ErasingRig, erase, eraserIn, shownRows } from "#connectors/sql/fixture/erasing.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { rigOn } from "./fixture/erasing.ts";

const people = described({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: fieldsOf("id", "email"),
});
const peopleSql = `
  create table people (id int primary key, email text);
  insert into people values (1, 'ada@example.com'), (2, 'bo@example.com');`;
const ada = { email: "ada@example.com" };

type Judged = {
  title: string;
  sql: string;
  collections: Collection[];
  /** `collection: act[, why]` in order. */
  steps: string[];
  cascades?: Record<string, string[]>;
  /** What is left of the tables that changed. */
  left: Record<string, string[]>;
};

const child = (more: object = {}, own: object = {}) =>
  described({
    name: "notes",
    key: ["id"],
    belongs: [{ to: "people", on: { person: "id" }, ...more }],
    fields: fieldsOf("id"),
    ...own,
  });

const cases: Judged[] = [
  {
    title: "live references decide the order, against the map's",
    sql: `${peopleSql}
      create table notes (id int primary key, person int references people);
      create table pages (id int primary key, note int references notes on delete restrict);
      insert into notes values (1, 1), (2, 2); insert into pages values (1, 1), (2, 2);`,
    collections: [
      people,
      described({
        name: "notes",
        key: ["id"],
        belongs: [{ to: "people", on: { person: "id" } }],
        fields: fieldsOf("id"),
      }),
      described({
        name: "pages",
        key: ["id"],
        belongs: [{ to: "notes", on: { note: "id" } }],
        fields: fieldsOf("id"),
      }),
    ],
    steps: ["pages: delete", "notes: delete", "people: delete"],
    left: { people: ["2 | bo@example.com"], notes: ["2 | 2"], pages: ["2 | 2"] },
  },
  {
    title: "a cascade into a table that the map does not describe",
    sql: `${peopleSql} create table notes (id int primary key, person int references people on delete cascade); insert into notes values (1, 1);`,
    collections: [people],
    steps: [
      "people: by_hand, The database would delete rows of notes, which the data map does not describe, together with people.",
    ],
    cascades: { people: ["notes cascade"] },
    left: {},
  },
  {
    title: "a cascade into rows that are described is foreseen, and finds nothing left to do",
    sql: `${peopleSql} create table notes (id int primary key, person int references people on delete cascade);
      create table lines (id int primary key, note int references notes on delete cascade);
      create table marks (id int primary key, line int references lines on delete set null);
      insert into notes values (1, 1), (2, 2); insert into lines values (1, 1), (2, 2); insert into marks values (1, 1), (2, 2);`,
    collections: [
      people,
      child(),
      described({
        name: "lines",
        key: ["id"],
        belongs: [{ to: "notes", on: { note: "id" } }],
        fields: fieldsOf("id"),
      }),
    ],
    steps: ["lines: delete", "notes: delete", "people: delete"],
    cascades: {
      people: ["lines cascade", "marks set_null", "notes cascade"],
      notes: ["lines cascade", "marks set_null"],
      lines: ["marks set_null"],
    },
    left: { people: ["2 | bo@example.com"], notes: ["2 | 2"], lines: ["2 | 2"], marks: ["1 | -", "2 | 2"] },
  },
  {
    title: "a cascade into rows that are to be kept",
    sql: `${peopleSql} create table notes (id int primary key, person int references people on delete cascade); insert into notes values (1, 1);`,
    collections: [people, child({}, { erasure: { act: "keep", ground: "law" } })],
    steps: [
      "notes: keep",
      "people: by_hand, The database would delete rows of notes, which are to stay, together with people.",
    ],
    left: {},
  },
  {
    title: "kept rows that let go of the person first",
    sql: `${peopleSql} create table notes (id int primary key, person int references people on delete cascade, words text); insert into notes values (1, 1, 'x');`,
    collections: [
      people,
      child({}, { erasure: { act: "keep", ground: "law", anonymise: { person: "null" } } }),
    ],
    steps: ["notes: keep", "people: delete"],
    left: { people: ["2 | bo@example.com"], notes: ["1 | - | x"] },
  },
  {
    title:
      "a cascade beyond the rows that count as the person's, unless the map says that the system does it",
    sql: `${peopleSql} create table notes (id int primary key, person int references people on delete cascade, kind text); insert into notes values (1, 1, 'a'), (2, 1, 'b');`,
    collections: [people, child({ when: { kind: "a" } })],
    steps: [
      "notes: delete",
      "people: by_hand, The database would delete rows of notes together with people, also those that the data map does not count as this person's.",
    ],
    left: { notes: ["2 | 1 | b"] },
  },
  {
    title: "the same, where the map says so",
    sql: `${peopleSql} create table notes (id int primary key, person int references people on delete cascade, kind text); insert into notes values (1, 1, 'a'), (2, 1, 'b');`,
    collections: [people, child({ when: { kind: "a" }, system_cascade: "cascade" })],
    steps: ["notes: delete", "people: delete"],
    left: { people: ["2 | bo@example.com"], notes: [] },
  },
  {
    title: "an unknown table that refers and restricts, with rows",
    sql: `${peopleSql} create table notes (id int primary key, person int references people); insert into notes values (1, 2);`,
    collections: [people],
    steps: [
      "people: by_hand, notes, which the data map does not describe, refers to people and keeps its rows from being deleted.",
    ],
    left: {},
  },
  {
    title: "an unknown table that refers and restricts, without rows",
    sql: `${peopleSql} create table notes (id int primary key, person int references people); insert into notes values (1, null);`,
    collections: [people],
    steps: ["people: delete"],
    left: { people: ["2 | bo@example.com"] },
  },
  {
    title: "columns that cannot be emptied, part of the key, worked out, referred to, unknown",
    sql: `${peopleSql} create table notes (id int primary key, person int not null, words text, upper text generated always as (upper(words)) stored, code text unique);
      create table codes (id int primary key, code text references notes (code)); insert into notes values (1, 1, 'x', default, 'c');`,
    collections: [
      people,
      child({ erasure: { act: "unlink" } }),
      ...["id", "upper", "code", "gone"].map((field) =>
        child(
          { erasure: { act: "anonymise", fields: { [field]: "null" } } },
          { name: `by_${field}`, table: "notes" },
        ),
      ),
    ],
    steps: [
      "notes: by_hand, person of notes may not be empty.",
      "by_id: by_hand, id of by_id is part of its key.",
      "by_upper: by_hand, The database works out upper of by_upper by itself.",
      "by_code: by_hand, codes refers to code of by_code.",
      "by_gone: by_hand, The database has no column gone in by_gone.",
      "people: delete",
    ],
    left: { people: ["2 | bo@example.com"] },
  },
  {
    title: "what fits into no column",
    sql: `${peopleSql} create table notes (id int primary key, person int, short varchar(5), once text unique, day date); insert into notes values (1, 1, 'x', 'y', '2000-02-02');`,
    collections: [
      people,
      ...(
        [
          ["short", { constant: "too long" }],
          ["short", "keyed_hash"],
          ["once", { constant: "x" }],
          ["day", { generalise: "ten" }],
          ["day", { constant: "never" }],
        ] as const
      ).map(([field, how], no) =>
        child(
          { erasure: { act: "anonymise", fields: { [field]: how } } },
          { name: `n${no}`, table: "notes" },
        ),
      ),
    ],
    steps: [
      "n0: by_hand, short of n0 cannot hold the constant.",
      "n1: by_hand, short of n1 has no room for a keyed hash.",
      "n2: by_hand, once of n2 must differ from row to row.",
      "n3: by_hand, day of n3 holds no number.",
      "n4: by_hand, day of n4 cannot hold the constant.",
      "people: delete",
    ],
    left: { people: ["2 | bo@example.com"] },
  },
  {
    title: "rows of a table that refers to itself go from the leaves up",
    sql: `${peopleSql} create table notes (id int primary key, person int, above int references notes on delete restrict);
      insert into notes values (1, 1, null), (2, 1, 1), (3, 1, 2), (4, 1, 3), (5, 1, 4), (6, 1, 6), (7, 2, null), (8, 2, 7);`,
    collections: [people, child()],
    steps: ["notes: delete", "people: delete"],
    left: { people: ["2 | bo@example.com"], notes: ["7 | 2 | -", "8 | 2 | 7"] },
  },
  {
    title: "two tables that refer to each other",
    sql: `${peopleSql} create table notes (id int primary key, person int, page int); create table pages (id int primary key, note int references notes);
      insert into notes values (1, 1, null); insert into pages values (1, 1); update notes set page = 1; alter table notes add foreign key (page) references pages;`,
    collections: [
      people,
      child(),
      described({
        name: "pages",
        key: ["id"],
        belongs: [{ to: "notes", on: { note: "id" } }],
        fields: fieldsOf("id"),
      }),
    ],
    steps: [
      "pages: by_hand, pages and notes refer to each other in a circle, so neither can go first.",
      "notes: by_hand, notes cannot be deleted while pages, which is to stay, refers to it.",
      "people: delete",
    ],
    left: { people: ["2 | bo@example.com"] },
  },
  {
    title: "the last of several owners in one row, both sides of which may be emptied",
    sql: `${peopleSql} create table notes (id int primary key, a int references people, b int references people, words text);
      insert into notes values (1, 1, null, 'hers'), (2, 1, 2, 'both'), (3, 1, 1, 'hers twice'), (4, 2, null, 'his');`,
    collections: [
      people,
      described({
        name: "notes",
        key: ["id"],
        belongs: [
          { to: "people", on: { a: "id" }, role: "a" },
          { to: "people", on: { b: "id" }, role: "b" },
        ],
        erasure: { act: "delete_with_last_owner" },
        fields: fieldsOf("id"),
      }),
    ],
    steps: ["notes: unlink", "notes: unlink", "notes: delete", "notes: delete", "people: delete"],
    left: { people: ["2 | bo@example.com"], notes: ["2 | - | 2 | both", "4 | 2 | - | his"] },
  },
  {
    title: "kept before by hand, by hand before deleted, and what two maps say of one table",
    sql: `${peopleSql} create table notes (id int primary key, a int, b int, c int, d int);
      insert into notes values (1, 1, null, null, null), (2, 1, 1, null, null), (3, 1, 1, 1, null), (4, 1, 1, 1, 1), (5, null, 1, 1, null);`,
    collections: [
      people,
      described({
        name: "notes",
        key: ["id"],
        belongs: [
          { to: "people", on: { a: "id" }, erasure: { act: "unlink" } },
          { to: "people", on: { b: "id" }, erasure: { act: "delete" } },
          { to: "people", on: { c: "id" }, erasure: { act: "by_hand", note: "look" } },
        ],
        fields: fieldsOf("id"),
      }),
      described({
        name: "held",
        table: "notes",
        key: ["id"],
        belongs: [
          {
            to: "people",
            on: { d: "id" },
            erasure: { act: "keep", ground: "law", anonymise: { a: "null" } },
          },
        ],
        fields: fieldsOf("id"),
      }),
    ],
    steps: ["notes: unlink", "notes: by_hand, look", "notes: delete", "held: keep", "people: delete"],
    left: {
      people: ["2 | bo@example.com"],
      notes: ["1 | - | - | - | -", "3 | 1 | 1 | 1 | -", "4 | - | 1 | 1 | 1", "5 | - | 1 | 1 | -"],
    },
  },
  {
    title: "names that need quotes, keys of two odd parts, and a trigger that writes elsewhere",
    sql: `${peopleSql} create table "No""tes c" ("the c.id" text, "or;der" numeric(6,2), "per son" int, primary key ("the c.id", "or;der"));
      create table log (words text);
      create function logged() returns trigger language plpgsql as $$ begin insert into log values (old."the c.id"); return old; end $$;
      create trigger t before delete on "No""tes c" for each row execute function logged();
      insert into "No""tes c" values ('a''; drop table people; --', 7, 1), ('a''; drop table people; --', 7.5, 2), (E'tab\\there\\nline \\\\ %', 1, 1), ('é{1}', -1.25, 1);`,
    collections: [
      people,
      described({
        name: "notes",
        table: 'No"tes c',
        key: ["the c.id", "or;der"],
        belongs: [{ to: "people", on: { "per son": "id" } }],
        fields: fieldsOf("or;der"),
      }),
    ],
    steps: ["notes: delete", "people: delete"],
    left: {
      people: ["2 | bo@example.com"],
      '"No""tes c"': ["a'; drop table people; -- | 7.50 | 2"],
      log: ["a'; drop table people; --", "tab\there\nline \\ %", "é{1}"],
    },
  },
  {
    title: "keys of types whose own comparison is loose, or whose text is longer than the value",
    sql: `create extension citext; ${peopleSql}
      create table tags (tag citext primary key, person int); insert into tags values ('Ada', 1), ('bo', 2);
      create table uids (id uuid primary key, person int); insert into uids values ('00000000-0000-4000-8000-000000000001', 1), ('00000000-0000-4000-8000-000000000002', 2);
      create table times (at timestamptz primary key, person int); insert into times values ('2026-01-01 10:00:00.123456+02', 1), ('2026-01-01 10:00:00+02', 2);
      create table codes (code char(5) primary key, person int); insert into codes values ('a', 1), ('b', 2);
      create table big (id bigint, day date, ok boolean, person int, primary key (id, day, ok)); insert into big values (9223372036854775807, '2026-02-28', true, 1), (9223372036854775807, '2026-02-28', false, 2);`,
    collections: [
      people,
      ...[
        ["tags", "tag"],
        ["uids", "id"],
        ["times", "at"],
        ["codes", "code"],
        ["big", "id", "day", "ok"],
      ].map(([name = "", ...key]) =>
        described({
          name,
          key,
          belongs: [{ to: "people", on: { person: "id" } }],
          fields: fieldsOf("person"),
        }),
      ),
    ],
    steps: [
      "tags: delete",
      "uids: delete",
      "times: delete",
      "codes: delete",
      "big: delete",
      "people: delete",
    ],
    left: {
      people: ["2 | bo@example.com"],
      tags: ["bo | 2"],
      uids: ["00000000-0000-4000-8000-000000000002 | 2"],
      times: ["2026-01-01 08:00:00+00 | 2"],
      codes: ["b | 2"],
      big: ["9223372036854775807 | 2026-02-28 | false | 2"],
    },
  },
];

const spoken = ({ collection, act, why }: ErasureStep) =>
  `${collection}: ${act}${why === null ? "" : `, ${why}`}`;

async function withDatabase(
  sql: string,
  collections: readonly Collection[],
  work: (rig: ErasingRig, owner: pg.Client, url: string) => Promise<void>,
): Promise<void> {
  const database = await freshEmptyDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  try {
    await owner.query("set timezone = 'UTC'");
    await owner.query(sql);
    await work(rigOn(owner, database.url, collections), owner, database.url);
  } finally {
    await owner.end();
    await database.drop();
  }
}

describe("what the live database can do, and in which order", () => {
  test.each(cases)("$title", async ({ sql, collections, steps, cascades, left }: Judged) => {
    await withDatabase(sql, collections, async (rig) => {
      const before = shownRows(await rig.dump());
      const done = await erase(rig, ada, 5);
      expect(done.steps.map(spoken)).toEqual(steps);
      for (const [name, list] of Object.entries(cascades ?? {})) {
        const step = done.steps.find((one) => one.collection === name);
        expect(step?.cascades.map((one) => `${one.table} ${one.onDelete}`)).toEqual(list);
      }
      const sorted = Object.fromEntries(
        Object.entries(left).map(([table, rows]) => [table, [...rows].sort()]),
      );
      expect(shownRows(await rig.dump())).toEqual({ ...before, ...sorted });
      expect([...done.standing.values()].filter((count) => count > 0)).toEqual([]);
    });
  });
});

test("a cascade that came after the plan, and a row that came after it, are not taken along", async () => {
  const sql = `${peopleSql} create table notes (id int primary key, person int references people on delete cascade); insert into notes values (1, 1);`;
  await withDatabase(sql, [people, child()], async (rig, owner) => {
    const session = await rig.open();
    const eraser = eraserIn(session);
    const steps = await eraser.steps();
    const root = steps.at(-1) as ErasureStep;
    await expect(eraser.act(root, [["1"]], Buffer.alloc(32))).rejects.toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining("rows of notes along"),
    });
    await owner.query(
      "delete from notes; create table later (id int primary key, person int references people on delete cascade)",
    );
    const other = await rig.open();
    await expect(eraserIn(other).act(root, [["1"]], Buffer.alloc(32))).rejects.toMatchObject({
      code: "misconfigured",
    });
    expect((await rig.dump()).people?.rows).toHaveLength(2);
    await session.close();
    await other.close();
  });
});

test("a key that names several rows, and one that names none", async () => {
  const sql = `${peopleSql} create table notes (id int, person int); insert into notes values (1, 1), (1, 2), (2, 1), (null, 1);`;
  await withDatabase(sql, [people, child()], async (rig, owner) => {
    const session = await rig.open();
    const eraser = eraserIn(session);
    const [step] = await eraser.steps();
    if (step === undefined) throw new Error("there is a step");
    await expect(eraser.act(step, [["2"], ["1"]], Buffer.alloc(32))).rejects.toMatchObject({
      code: "misconfigured",
    });
    expect((await rig.dump()).notes?.rows).toHaveLength(4);
    expect(await eraser.act(step, [["2"], ["2"], ["x"], ["02"], ["99999999999"]], Buffer.alloc(32))).toEqual({
      changed: 1,
      gone: 4,
    });
    const keys = [{ collection: "people", key: "1", via: { kind: "email", value: "x" } }];
    const read = async () => {
      for await (const _ of eraser.targets(keys));
    };
    await expect(read()).rejects.toMatchObject({ code: "misconfigured" });
    await owner.query("delete from notes where id is null");
    await read();
    await session.close();
  });
});

test("refusals of the database say what they are about, hold no value, and leave everything as it was", async () => {
  const sql = `${peopleSql} create table notes (id int primary key, person int, code varchar(40) check (code !~ '@example.invalid'));
    create table lines (id int primary key, note int, constraint line_has_note foreign key (note) references notes);
    insert into notes values (1, 1, 'secret@example.com'), (2, 1, 'y@example.com'), (3, 1, 'z'); insert into lines values (1, 2);`;
  const collections = [
    people,
    child({ erasure: { act: "anonymise", fields: { code: "synthetic" } } }),
    child({ erasure: { act: "delete" } }, { name: "going", table: "notes" }),
    described({
      name: "lines",
      key: ["id"],
      belongs: [{ to: "people", on: { id: "id" } }],
      fields: fieldsOf("id"),
    }),
  ];
  await withDatabase(sql, collections, async (rig, owner, url) => {
    const before = await rig.dump();
    const session = await rig.open();
    const eraser = eraserIn(session);
    const steps = await eraser.steps();
    const notes = steps.find((one) => one.collection === "notes") as ErasureStep;
    const going = steps.find((one) => one.collection === "going") as ErasureStep;
    const failing = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => null,
        (one: Error & { code: string }) => one,
      );
      expect(error?.message).not.toMatch(/secret|y@/);
      return `${error?.code}: ${error?.message}`;
    };
    const rows = [["1"], ["2"], ["3"]];
    expect(await failing(eraser.act(notes, rows, Buffer.alloc(32)))).toMatch(
      /bad_answer: .*notes_code_check/,
    );
    expect(await failing(eraser.act(going, rows, Buffer.alloc(32)))).toMatch(
      /bad_answer: lines still refers .*line_has_note/,
    );
    expect(await rig.dump()).toEqual(before);
    await owner.query("begin; select 1 from notes where id = 1 for update");
    const began = performance.now();
    const busy = await eraser.act(going, [["3"], ["1"]], Buffer.alloc(32)).catch((error: unknown) => error);
    expect(busy).toMatchObject({ code: "timeout", retryAfterSeconds: 1 });
    expect(performance.now() - began).toBeLessThan(2000);
    await owner.query("rollback");
    const role = `eraser_${new URL(url).pathname.slice(1)}`;
    await owner.query(
      `create role ${role} login password 'word'; grant usage on schema public to ${role}; grant select on all tables in schema public to ${role}`,
    );
    const limited = new URL(url);
    limited.username = role;
    limited.password = "word";
    const reader = await rigOn(owner, limited.toString(), collections).open();
    expect(await failing(eraserIn(reader).act(going, [["3"]], Buffer.alloc(32)))).toBe(
      "forbidden: The account may not delete from going. Nothing was changed.",
    );
    await reader.close();
    await owner.query(`drop owned by ${role}; drop role ${role}`);
    expect(await rig.dump()).toEqual(before);
    await session.close();
  });
});

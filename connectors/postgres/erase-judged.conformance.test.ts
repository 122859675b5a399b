import pg from "pg";
import { describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { ErasureStep } from "#connectors/erase.ts";
import { type ErasingRig, erase, eraserIn, shownRows } from "#connectors/sql/fixture/erasing.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { rigOn } from "./fixture/erasing.ts";
import { child, type Judged, people, peopleSql } from "./fixture/judged.ts";
import { judgedReferences } from "./fixture/judged-references.ts";
import { judgedValues } from "./fixture/judged-values.ts";

const ada = { email: "ada@example.com" };

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
  test.each([...judgedReferences, ...judgedValues])(
    "$title",
    async ({ sql, collections, steps, cascades, left }: Judged) => {
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
    },
  );
});

const owned = described({
  name: "notes",
  key: ["id"],
  belongs: [
    { to: "people", on: { a: "id" }, role: "a" },
    { to: "people", on: { b: "id" }, role: "b" },
  ],
  erasure: { act: "delete_with_last_owner" },
  fields: fieldsOf("id"),
});

test("several people in one pass: what they own together goes with them, each row once", async () => {
  const sql = `create table people (id int primary key, email text);
    insert into people select n, 'p' || n || '@example.com' from generate_series(1, 3000) n;
    create table notes (id int primary key, a int references people, b int references people);
    create index on notes (a); create index on notes (b);
    insert into notes select n, 1 + n % 3000, 1 + (n * 7) % 3000 from generate_series(1, 9000) n;`;
  await withDatabase(sql, [people, owned], async (rig, owner) => {
    const session = await rig.open();
    const eraser = eraserIn(session);
    const keys = Array.from({ length: 2000 }, (_, no) => ({
      collection: "people",
      key: String(no + 1),
      via: { kind: "email", value: `p${no + 1}@example.com` },
    }));
    const steps = new Map((await eraser.steps()).map((step) => [step.no, step]));
    const rows = new Map<number, string[][]>();
    const seen = new Set<string>();
    for await (const { step, row, via } of eraser.targets(keys)) {
      rows.set(step, [...(rows.get(step) ?? []), [...row]]);
      const once = JSON.stringify([steps.get(step)?.act, step, row]);
      expect(seen.has(once)).toBe(false);
      seen.add(once);
      expect(Number(via)).toBeLessThanOrEqual(2000);
    }
    for (const [no, list] of rows) await eraser.act(steps.get(no) as ErasureStep, list, Buffer.alloc(32));
    await session.close();
    const { rows: left } = await owner.query<{
      people: string;
      notes: string;
      theirs: string;
      owners: string;
    }>(
      `select (select count(*) from people) as people, count(*) as notes, count(*) filter (where a <= 2000 or b <= 2000) as theirs, count(*) filter (where a is null and b is null) as owners from notes`,
    );
    const all = Array.from({ length: 9000 }, (_, no) => [1 + ((no + 1) % 3000), 1 + (((no + 1) * 7) % 3000)]);
    const others = all.filter((pair) => pair.some((one) => one > 2000)).length;
    expect(left[0]).toEqual({ people: "1000", notes: String(others), theirs: "0", owners: "0" });
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

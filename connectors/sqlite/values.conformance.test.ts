import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { failureOfWork, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { Session } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";

const people = described({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "mail", code: "code", loose: "loose", uid: "uid", number: "id" },
  fields: fieldsOf("id", "mail", "made"),
});
const things = described({
  name: "things",
  key: ["a", "b"],
  belongs: [{ to: "people", on: { owner: "id" } }],
  fields: fieldsOf("a", "b", "x", "doc"),
});

describe("SQLite values", () => {
  const folder = mkdtempSync(join(tmpdir(), "habeas-sqlite-"));
  const file = join(folder, "odd.db");
  const openWith = async (collections: Collection[]): Promise<Session> => {
    const connector = await connectorOf("sqlite");
    return connector.open({
      settings: connector.settings.parse({ file }),
      collections,
      signal: new AbortController().signal,
      internalHosts: [],
    });
  };
  beforeAll(() => {
    const owner = new DatabaseSync(file);
    owner.exec(`
      create table people (id integer primary key, mail text collate nocase unique, code text collate rtrim, loose, uid blob,
        made text generated always as (mail || '!') stored);
      create index people_loose on people (loose);
      create index people_uid on people (uid);
      insert into people (id, mail, code, loose, uid) values (9007199254740993, 'Mina@example.com', 'ab', 17, x'00ff'),
        (2, 'MINA2@example.com', 'ab ', '17', x'00fe'), (3, 'mına@example.com', null, 1.5, null);
      create table things (a text, b integer, owner, x, doc json, primary key (a, b)) without rowid;
      insert into things values ('k', 1, 9007199254740993, 0.1 + 0.2, '{"n": 12345678901234567890}'), ('k', 2, '9007199254740993', 1e999, null),
        ('k', 3, 2, 'other', null), ('k', 4, '09007199254740993', 'other', null);
      create table parents (p integer primary key, q text not null, r text not null, unique (q, r));
      create table children (c integer primary key, q text references people (mail) on delete set null, p references parents on delete cascade);
      create unique index children_p on children (p);
      create unique index children_half on children (q) where q <> '';
      create view both as select c, q from children;
      insert into children (c) select value from json_each('[1,2,3]');
      analyze;`);
    owner.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("whatever a column holds and however it compares, one value is one value", async () => {
    const session = await openWith([people]);
    const found = async (kind: string, value: string) =>
      (await located(session, { kind, value })).keys.map((one) => one.key);
    const own = "9007199254740993";
    expect(await found("email", "mina@example.com")).toEqual([own]);
    expect(await found("code", "ab")).toEqual([own]);
    expect(await found("code", "ab ")).toEqual(["2"]);
    expect(await found("number", own)).toEqual([own]);
    expect(await found("number", "9007199254740992")).toEqual([]);
    expect(await found("number", "02")).toEqual([]);
    expect(await found("number", "2.0")).toEqual([]);
    expect(await found("uid", "\\x00ff")).toEqual([own]);
    expect(await found("uid", "\\x00FF")).toEqual([]);
    expect(await found("loose", "1.5")).toEqual(["3"]);
    // The number 17 and the text "17" are one identifier of two people: a question for a human.
    expect((await located(session, { kind: "loose", value: "17" })).shared[0]?.keys).toEqual(["2", own]);
    await session.close();
  });

  test("tables without row numbers, columns without types, generated ones and JSON in texts", async () => {
    const session = await openWith([people, things]);
    const { keys } = await located(session, { kind: "number", value: "9007199254740993" });
    const { rows } = await readAll(session, keys);
    expect(rows.map((row) => row.line.slice(row.line.indexOf("\t") + 1))).toEqual([
      '{"id":9007199254740993,"mail":"Mina@example.com","made":"Mina@example.com!"}',
      '{"a":"k","b":1,"x":0.30000000000000004,"doc":"{\\"n\\": 12345678901234567890}"}',
      '{"a":"k","b":2,"x":"Infinity","doc":null}',
    ]);
    expect([...(await session.count(keys)).values()]).toEqual([1, 2]);
    await session.close();
  });

  test("what the live file has is told: views, keys, references, estimates, samples", async () => {
    const session = await openWith([people]);
    const found = new Map((await session.inspect()).map((one) => [one.name, one]));
    expect([...found.keys()]).toEqual(["both", "children", "parents", "people", "things"]);
    expect(found.get("both")).toMatchObject({ kind: "view", keys: [], rows: null });
    expect(found.get("children")).toMatchObject({
      keys: [["c"]],
      rows: 3,
      references: [
        { columns: ["p"], to: "parents", toColumns: ["p"], onDelete: "cascade" },
        { columns: ["q"], to: "people", toColumns: ["mail"], onDelete: "set_null" },
      ],
    });
    expect(found.get("parents")?.keys).toEqual([["p"], ["q", "r"]]);
    expect(found.get("things")?.keys).toEqual([["a", "b"]]);
    expect(found.get("people")?.columns.map((one) => one.name)).toContain("made");
    expect(await session.sample?.("people", ["uid", "loose", "id"], 1)).toEqual([["\\x00fe", "17", "2"]]);
    expect((await failureOfWork(async () => session.sample?.("people", ["nothing"], 1))).code).toBe(
      "schema_changed",
    );
    const steps = await session.explain();
    expect(steps.map((one) => one.purpose)).toEqual(["locate", "count", "collect"]);
    await session.close();
  });

  test("indexes answer the search and the rows", async () => {
    const session = await openWith([people, things]);
    const steps = await session.explain();
    const collect = steps.find((one) => one.collection === "people")?.text ?? "";
    await session.close();
    const database = new DatabaseSync(file, { readOnly: true });
    const plan = database.prepare(`explain query plan ${collect.replaceAll(/:\w+/g, "'1'")}`).all();
    database.close();
    expect(plan.map((row) => String(row.detail)).join("\n")).toMatch(/SEARCH c USING INTEGER PRIMARY KEY/);
  });

  test("a row of 50 MB passes, whole", async () => {
    const owner = new DatabaseSync(file);
    owner.exec(
      "insert into things values ('huge', 1, 3, replace(hex(zeroblob(3276800)), '00', '0123456789abcde' || char(10)), null)",
    );
    owner.close();
    const session = await openWith([people, things]);
    const { keys } = await located(session, { kind: "loose", value: "1.5" });
    const { rows } = await readAll(session, keys);
    expect(String(rows.find((row) => row.collection === "things")?.record.x)).toHaveLength(16 * 3_276_800);
    await session.close();
  });

  test("a file whose own schema calls functions does not make us call them", async () => {
    const owner = new DatabaseSync(file);
    owner.exec("create view trap as select habeas_stripped(mail, 'phone') as id from people");
    owner.close();
    const trap = described({
      name: "trap",
      subject_key: "id",
      match: { number: "id" },
      fields: fieldsOf("id"),
    });
    const session = await openWith([trap]);
    expect((await failureOfWork(() => session.locate([{ kind: "number", value: "1" }]))).code).toMatch(
      /bad_answer|schema_changed/,
    );
    await session.close();
  });
});

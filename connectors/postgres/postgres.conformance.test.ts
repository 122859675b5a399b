import { expect, test } from "vitest";
import { conform } from "#connectors/conformance/kit.ts";
import { located, openOn, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf, type Rig } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { databaseWith, harnessOn, password, urlFor } from "./fixture/harness.ts";
import { launchedServer, noOlder, olderBinaries, usualServer } from "./fixture/server.ts";

conform("postgres", harnessOn(usualServer));

const older = olderBinaries();
if (older === null) test("an older postgres conforms", (t) => t.skip(noOlder));
else
  conform(
    `postgres ${older.version}`,
    harnessOn(() => launchedServer(older)),
  );

test("types, chains, files and awkward names come out exactly", async () => {
  const { database, owner, reader } = await databaseWith(
    await usualServer(),
    `
    create extension citext;
    create table "Odd ""Root" (id bigint primary key, mail citext, code char(6), uid uuid);
    insert into "Odd ""Root" values (9007199254740993, 'Mina@example.com', 'ab', '00000000-0000-4000-8000-000000000001'),
                                    (2, 'İris@example.com', 'cd', null);
    create table mid (a int, b text, root int8, primary key (a, b));
    insert into mid values (1, 'x', 9007199254740993), (2, 'x', 2), (3, 'x', 9007199254740993);
    create table leaf (id int primary key, a smallint, b varchar(9), big int8, num numeric, f float8, t timestamptz, d date,
                       j json, jb jsonb, arr text[], raw bytea, doc bytea, ok boolean, "select" text, cookie text);
    insert into leaf values
      (1, 1, 'x', 9007199254740993, 12345678901234567890.123456789000, 0.1, '2026-03-03 10:00:00.123456+02', '2026-03-03',
       E'{"a":\\n\\t1, "n": 12345678901234567890}', '{"k": 1e2}', array['a', E'b\\tc'], '\\x00ff', '\\x0001020304', true, 's', 'cookie-1'),
      (2, 1, 'x', 1, 'NaN', 'Infinity', null, null, null, null, null, null, null, null, null, null),
      (3, 2, 'x', 3, 1, 1, null, null, null, null, null, null, 'someone else', null, null, 'cookie-2'),
      (4, 3, 'x', 4, 1, 1, null, null, null, null, null, null, '\\xff', null, null, null);`,
  );
  await owner.query(`grant select on all tables in schema public to ${reader}`);
  const names = [
    "id",
    "a",
    "b",
    "big",
    "num",
    "f",
    "t",
    "d",
    "j",
    "jb",
    "arr",
    "raw",
    "doc",
    "ok",
    "select",
    "cookie",
  ];
  const rig: Rig = {
    settings: { url: urlFor(database, reader, password) },
    internalHosts: [],
    secrets: [],
    troubles: {},
    dropField: async () => {},
    addNotes: async () => {},
    stop: async () => {},
    collections: [
      described({
        name: "root",
        table: 'Odd "Root',
        subject_key: "id",
        match: { email: "mail", code: "code", uid: "uid", number: "id" },
        fields: fieldsOf("id", "mail"),
      }),
      described({
        name: "mid",
        belongs: [{ to: "root", on: { root: "id" } }],
        fields: fieldsOf("a", "b"),
      }),
      described({
        name: "leaf",
        key: ["id"],
        match: { cookie: "cookie" },
        yields: { cookie: "cookie" },
        belongs: [{ to: "mid", on: { a: "a", b: "b" } }],
        file_field: { field: "doc", media_type: "application/pdf", extension: "pdf" },
        fields: fieldsOf(...names),
      }),
    ],
  };
  const session = await openOn(await connectorOf("postgres"), rig);
  try {
    const own = "9007199254740993";
    const ways = {
      email: "mina@example.com",
      code: "ab",
      uid: "00000000-0000-4000-8000-000000000001",
      number: own,
      cookie: "cookie-1",
    };
    for (const [kind, value] of Object.entries(ways)) {
      expect((await located(session, { kind, value })).keys).toEqual([
        { collection: "root", key: own, via: { kind, value } },
      ]);
    }
    const none = [
      ["email", "i̇ris@example.com"],
      ["number", "02"],
      ["number", "99999999999999999999"],
      ["code", "ab "],
      ["uid", "x"],
    ];
    for (const [kind, value] of none)
      expect((await located(session, { kind: kind ?? "", value: value ?? "" })).keys).toEqual([]);
    const { keys, identifiers } = await located(session, { kind: "number", value: own });
    expect(identifiers).toEqual([{ kind: "cookie", value: "cookie-1", collection: "root", key: own }]);
    const { rows, files } = await readAll(session, keys);
    const [first, second, third] = rows
      .filter((row) => row.collection === "leaf")
      .sort((a, b) => Number(a.record.id) - Number(b.record.id));
    for (const exact of [
      '"big":9007199254740993',
      '"num":12345678901234567890.123456789000',
      '"t":"2026-03-03T08:00:00.123456+00:00"',
      '"n": 12345678901234567890',
      '"raw":"\\\\x00ff"',
      '"doc":"leaf-1.pdf"',
      '"select":"s"',
    ]) {
      expect(first?.line).toContain(exact);
    }
    expect(second?.record).toMatchObject({ id: 2, num: "NaN", f: "Infinity", doc: null });
    expect(third?.record).toMatchObject({ id: 4, doc: "leaf-3.pdf" });
    expect(files.map((one) => [one.fileName, one.via, one.bytes.toString("hex")])).toEqual([
      ["leaf-1.pdf", own, "0001020304"],
      ["leaf-3.pdf", own, "ff"],
    ]);
    expect(rows.filter((row) => row.collection === "mid")).toHaveLength(2);
    await owner.query(`revoke select on leaf from ${reader}`);
    await expect(readAll(session, keys)).rejects.toMatchObject({ code: "forbidden" });
    const tables = await session.inspect();
    expect(tables.map((one) => one.name).sort()).toEqual(['Odd "Root', "leaf", "mid"]);
  } finally {
    await session.close();
    await owner.query(`drop owned by ${reader}; drop role ${reader}`);
    await owner.end();
    await database.drop();
  }
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { Session } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";
import { type MariadbDatabase, mariadbDatabase } from "#workshop/mariadb/database.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";
import { isSupported } from "./link.ts";

const names = [
  ...["id", "owner", "big", "tiny", "zeros", "dec", "f", "d", "day", "moment", "instant", "clock", "years"],
  ...["bits", "pick", "picks", "doc", "loose", "raw", "words", "place", "uid", "latin", "hidden"],
];

const values = () => {
  let server: LaunchedMariadb;
  let database: MariadbDatabase;
  const openWith = async (collections: Collection[]): Promise<Session> => {
    const connector = await connectorOf("mariadb");
    return connector.open({
      settings: connector.settings.parse({ url: database.url() }),
      collections,
      signal: new AbortController().signal,
      internalHosts: [],
    });
  };
  beforeAll(async () => {
    server = await launchMariadb();
    database = await mariadbDatabase(server, [
      "set session sql_mode = ''",
      `create table \`odd \`\`people\` (id bigint unsigned primary key, mail varchar(100) collate utf8mb4_unicode_ci,
         code char(6) character set latin1, uid binary(16), tag varchar(20) collate utf8mb4_bin, key (mail), key (code), key (uid))`,
      `insert into \`odd \`\`people\` values
         (18446744073709551615, 'Mina@example.com', 'ab', unhex('00112233445566778899aabbccddeeff'), 'Tag'),
         (2, 'mına@example.com', 'AB', unhex('00112233445566778899aabbccddeefe'), 'tag '), (3, 'Mïna@example.com', 'é', null, null)`,
      `create table things (id int primary key, owner varchar(30) character set latin1, big bigint unsigned, tiny tinyint(1),
         zeros int(8) zerofill, dec_ decimal(30,10), f float, d double, day date, moment datetime(3), instant timestamp(6) null,
         clock time(2), years year, bits bit(9), pick enum('a','ü'), picks set('p','q'), doc json, loose text, raw varbinary(20),
         words mediumblob, place point, uid uuid, latin varchar(20) character set latin1, file longblob, hidden text, key (owner))`.replace(
        "dec_ ",
        "`dec` ",
      ),
      `insert into things values
         (1, '18446744073709551615', 18446744073709551615, 1, 42, 12345678901234567890.1234567890, 0.1, 1e100, '2026-03-03',
          '2026-03-03 10:00:00.123', '2026-03-03 10:00:00.123456', '-100:00:01.50', 2026, b'101', 'ü', 'p,q',
          '{"a":\\n\\t1, "n": 12345678901234567890.10}', '{"a": 1}', x'00ff', 'Grüße\\nzwei "Zeilen" \\\\ \\t', point(1, 2),
          '00000000-0000-4000-8000-000000000001', 'é', x'0001020304', 'never'),
         (2, '18446744073709551615', 0, 0, 0, -0.5, -1.5, 0, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '00:00:00', 0,
          b'0', '', '', null, null, null, null, null, null, null, null, 'never'),
         (3, '2', 1, 1, 1, 1, 1, 1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, x'ff', 'x'),
         (4, '18446744073709551615', 1, 1, 1, 1, 1, 1, null, null, null, null, null, null, null, null, '[]', '', x'', x'', null, null, '', x'ff', 'x'),
         (5, '018446744073709551615', 1, 1, 1, 1, 1, 1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 'x')`,
      "set session time_zone = '+02:00'",
    ]);
  });
  afterAll(async () => {
    await database?.drop();
    await server?.stop();
  });

  const people = described({
    name: "people",
    table: "odd `people",
    key: ["id"],
    subject_key: "id",
    match: { email: "mail", code: "code", uid: "uid", number: "id", tag: "tag" },
    fields: fieldsOf("id", "mail"),
  });
  const things = described({
    name: "things",
    key: ["id"],
    belongs: [{ to: "people", on: { owner: "id" } }],
    file_field: { field: "file", media_type: "application/pdf", extension: "pdf" },
    fields: {
      ...fieldsOf(...names, "file"),
      hidden: { label: "Hidden", disclose: "never" },
    },
  });
  const own = "18446744073709551615";

  test("identifiers are compared exactly, whatever the collation and the character set", async () => {
    const session = await openWith([people]);
    const ways = [
      ["email", "mina@example.com"],
      ["code", "ab"],
      ["uid", "\\x00112233445566778899aabbccddeeff"],
      ["number", own],
      ["tag", "Tag"],
    ] as const;
    for (const [kind, value] of ways) {
      expect([kind, (await located(session, { kind, value })).keys.map((one) => one.key)]).toEqual([
        kind,
        [own],
      ]);
    }
    const none = [
      ["email", "mina@example.com "],
      ["email", "m\u00efna@example.co"],
      ["email", "M\u00cfNA@example.com"],
      ["code", "ab "],
      ["code", "Ab"],
      ["code", "e"],
      ["number", "02"],
      ["number", "2 "],
      ["number", "2abc"],
      ["number", "18446744073709551616"],
      ["tag", "tag"],
      ["uid", "\\x0011"],
    ] as const;
    for (const [kind, value] of none)
      expect([kind, value, (await located(session, { kind, value })).keys]).toEqual([kind, value, []]);
    expect((await located(session, { kind: "code", value: "é" })).keys.map((one) => one.key)).toEqual(["3"]);
    await session.close();
  });

  test("values come out exactly, files apart, and what is hidden not at all", async () => {
    const session = await openWith([people, things]);
    const { keys } = await located(session, { kind: "number", value: own });
    const { rows, files } = await readAll(session, keys);
    const [first, second, fourth, ...more] = rows.filter((row) => row.collection === "things");
    expect(more).toEqual([]);
    for (const exact of [
      '"big":18446744073709551615',
      '"tiny":1',
      '"zeros":42',
      '"dec":12345678901234567890.1234567890',
      '"f":0.1,"d":1e100',
      '"day":"2026-03-03","moment":"2026-03-03 10:00:00.123"',
      '"clock":"-100:00:01.50","years":2026,"bits":5,"pick":"ü","picks":"p,q"',
      '"doc":{"a":  1, "n": 12345678901234567890.10}',
      '"loose":"{\\"a\\": 1}"',
      '"raw":"\\\\x00ff"',
      '"words":"Grüße\\nzwei \\"Zeilen\\" \\\\ \\t"',
      '"place":"POINT(1 2)"',
      '"uid":"00000000-0000-4000-8000-000000000001","latin":"é"',
      '"file":"things-1.pdf"',
    ]) {
      expect(first?.line).toContain(exact);
    }
    expect(first?.record.instant).toMatch(/^2026-03-03T\d\d:00:00\.123456\+00:00$/);
    expect(first?.record).not.toHaveProperty("hidden");
    expect(second?.record).toMatchObject({
      big: 0,
      dec: -0.5,
      day: "0000-00-00",
      moment: "0000-00-00 00:00:00.000",
      pick: "",
      doc: null,
      file: null,
    });
    expect(fourth?.record).toMatchObject({
      id: 4,
      doc: [],
      loose: "",
      raw: "",
      latin: "",
      file: "things-3.pdf",
    });
    expect(files.map((one) => [one.fileName, one.via, one.bytes.toString("hex")])).toEqual([
      ["things-1.pdf", own, "0001020304"],
      ["things-3.pdf", own, "ff"],
    ]);
    await session.close();
  });

  test("an index answers for every way of comparing that has one", async () => {
    const session = await openWith([people, things]);
    const steps = await session.explain();
    expect(steps.map((one) => one.purpose)).toContain("locate");
    expect(steps.map((one) => one.text).join("\n")).not.toContain("Mina");
    await session.close();
    const { owner } = database;
    await owner.query(
      "insert into `odd ``people` select seq + 10, concat('p', seq, '@example.com'), seq % 1000000, null, null from seq_1_to_20000",
    );
    await owner.query("insert into things (id, owner) select seq + 10, seq + 10 from seq_1_to_20000");
    await owner.query("analyze table `odd ``people`, things");
    const asked = await openWith([people, things]);
    const began = await handlerReads(owner);
    await located(asked, { kind: "email", value: "P77@example.com" }, { kind: "code", value: "78" });
    const found = await located(asked, { kind: "number", value: "88" });
    await readAll(asked, found.keys);
    await asked.close();
    expect((await handlerReads(owner)) - began).toBeLessThan(3000);
  });

  test("texts that stand in columns of bytes are found, yielded and walked like others", async () => {
    const { owner } = database;
    await owner.query(
      "create table accounts (id int primary key, mail tinyblob, name varbinary(90)); create table pages (no int, by_name varbinary(90), words blob)",
    );
    await owner.query(
      "insert into accounts values (1, 'Ada@Example.com', 'Ådá'), (2, 'bo@example.com', x'c3'), (3, null, x'e9')",
    );
    await owner.query(
      "insert into pages values (1, 'Ådá', 'eins'), (2, 'åDÁ', 'zwei'), (3, x'c3', 'drei'), (4, x'e9', 'vier')",
    );
    const session = await openWith([
      described({
        name: "accounts",
        subject_key: "name",
        match: { email: "mail" },
        yields: { email: "mail" },
        fields: fieldsOf("id", "mail", "name"),
      }),
      described({
        name: "pages",
        belongs: [{ to: "accounts", on: { by_name: "name" } }],
        fields: fieldsOf("no", "words"),
      }),
    ]);
    const ada = await located(session, { kind: "email", value: "ADA@example.com" });
    expect(ada.identifiers).toEqual([
      { kind: "email", value: "Ada@Example.com", collection: "accounts", key: "Ådá" },
    ]);
    expect((await readAll(session, ada.keys)).rows.map((row) => row.line)).toEqual([
      'Ådá\t{"id":1,"mail":"Ada@Example.com","name":"Ådá"}',
      'Ådá\t{"no":1,"words":"eins"}',
    ]);
    const bo = await located(session, { kind: "email", value: "bo@example.com" });
    expect((await readAll(session, bo.keys)).rows.map((row) => row.line)).toEqual([
      '\\xc3\t{"id":2,"mail":"bo@example.com","name":"\\\\xc3"}',
      '\\xc3\t{"no":3,"words":"drei"}',
    ]);
    await session.close();
  });

  test("servers that speak another SQL are told from MariaDB", () => {
    const versions = [
      "10.11.19-MariaDB-0+deb12u1",
      "11.4.2-MariaDB-log",
      "10.6.0-MariaDB",
      "10.5.9-MariaDB",
      "8.0.36",
      "5.5.5-10.2",
    ];
    expect(versions.map(isSupported)).toEqual([true, true, true, false, false, false]);
  });

  test("as many statements for one row as for thousands", async () => {
    const { owner } = database;
    await owner.query(
      "insert into `odd ``people` values (5, 'few@example.com', null, null, null), (6, 'lots@example.com', null, null, null)",
    );
    await owner.query("insert into things (id, owner) values (-1, 5)");
    await owner.query("insert into things (id, owner) select -seq - 1, 6 from seq_1_to_5000");
    const asked = async (value: string) => {
      const before = await statusOf(owner, "Questions");
      const session = await openWith([people, things]);
      const { keys } = await located(session, { kind: "email", value });
      const { rows } = await readAll(session, keys);
      await session.close();
      return { rows: rows.length, statements: (await statusOf(owner, "Questions")) - before };
    };
    const [few, lots] = [await asked("few@example.com"), await asked("lots@example.com")];
    expect([few.rows, lots.rows]).toEqual([2, 5001]);
    expect(lots.statements).toBe(few.statements);
  });

  async function statusOf(owner: MariadbDatabase["owner"], name: string): Promise<number> {
    const [rows] = await owner.query(`show global status like '${name}'`);
    return Number((rows as { Value: string }[])[0]?.Value);
  }

  async function handlerReads(owner: MariadbDatabase["owner"]): Promise<number> {
    return (await statusOf(owner, "Handler_read_rnd_next")) + (await statusOf(owner, "Handler_read_next"));
  }
};

if (findMariadb()) describe("MariaDB values", values);
else test("MariaDB values", (t) => t.skip(noMariadb));

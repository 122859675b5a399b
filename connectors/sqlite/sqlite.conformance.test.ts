import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { conform } from "#connectors/conformance/kit.ts";
import { failureOfWork, located, openOn, readAll } from "#connectors/conformance/reading.ts";
import {
  described,
  fieldsOf,
  type Harness,
  notOfDatabases,
  type Person,
  type Rig,
  twoCollections,
} from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";

async function start(people: readonly Person[]): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), "habeas-sqlite-"));
  const file = join(folder, "system.db");
  const owner = new DatabaseSync(file);
  owner.exec(`
    create table people (id text primary key, email text collate nocase, phone text, name text, secret text);
    create table notes (no integer primary key, person text references people, text text);
    create index notes_person on notes (person);`);
  const note = owner.prepare("insert into notes (person, text) values (?, ?)");
  for (const one of people) {
    owner
      .prepare("insert into people values (?, ?, ?, ?, ?)")
      .run(one.id, one.email, one.phone, one.name, one.secret);
    for (const text of one.notes) note.run(one.id, text);
  }
  return {
    settings: { file },
    collections: twoCollections(),
    internalHosts: [],
    secrets: [folder],
    troubles: {
      unreachable: { file: join(folder, "nowhere", "system.db") },
      // Whoever runs the tests may write what they have made.
      mayWrite: async () => async () => {},
    },
    dropField: async () => {
      owner.exec("alter table notes drop column text");
    },
    addNotes: async (person, count) => {
      owner
        .prepare(
          "insert into notes (person, text) select ?, 'line ' || value from json_each('[' || substr(replace(hex(zeroblob(?)), '00', ',1'), 2) || ']')",
        )
        .run(person.id, count);
    },
    stop: async () => {
      owner.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const harness: Harness = {
  connector: () => connectorOf("sqlite"),
  start,
  holds: (text) => text.isWellFormed(),
  without: {
    ...notOfDatabases,
    stall: "a file answers at once",
    slow: "a file answers at once",
    cut: "a file has no connection",
    wrongCredentials: "a file has no sign-in of its own",
  },
  manyRows: 100_000,
};

conform("sqlite", harness);

test("numbers, bytes and loose columns come out exactly; other files are refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "habeas-sqlite-"));
  const file = join(folder, "odd.db");
  const owner = new DatabaseSync(file);
  owner.exec(`
    create table root (id integer primary key, code integer, any_value);
    insert into root values (9007199254740993, 7, x'00ff'), (2, 8, 1e999);
    create table doc (id integer primary key, root text, body blob);
    insert into doc values (1, '9007199254740993', x'0102'), (2, '9007199254740993', null), (3, '2', x'03');`);
  owner.close();
  const rig: Rig = {
    settings: { file },
    internalHosts: [],
    secrets: [],
    troubles: {},
    dropField: async () => {},
    addNotes: async () => {},
    stop: async () => {},
    collections: [
      described({
        name: "root",
        subject_key: "id",
        match: { code: "code" },
        fields: fieldsOf("id", "code", "any_value"),
      }),
      described({
        name: "doc",
        key: ["id"],
        belongs: [{ to: "root", on: { root: "id" } }],
        file_field: { field: "body", media_type: "application/pdf", extension: "pdf" },
        fields: fieldsOf("id", "root", "body"),
      }),
    ],
  };
  const session = await openOn(await connectorOf("sqlite"), rig);
  expect((await located(session, { kind: "code", value: "007" })).keys).toEqual([]);
  const { keys } = await located(session, { kind: "code", value: "7" });
  const { rows, files } = await readAll(session, keys);
  expect(rows[0]?.line).toBe('9007199254740993\t{"id":9007199254740993,"code":7,"any_value":"\\\\x00ff"}');
  expect(rows.map((row) => row.record.body)).toEqual([undefined, "doc-1.pdf", null]);
  expect(files.map((one) => [one.fileName, one.bytes.toString("hex")])).toEqual([["doc-1.pdf", "0102"]]);
  writeFileSync(file, "this is no database at all, whatever its name says".repeat(100));
  expect((await failureOfWork(() => session.locate([{ kind: "code", value: "7" }]))).code).toBe("bad_answer");
  await session.close();
  rmSync(folder, { recursive: true });
});

import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { conformErasing, type ErasingRig } from "#connectors/conformance/erasing.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { conformingMaps, lyingIn } from "#connectors/sql/fixture/conforming.ts";
import { dumpOf } from "./fixture/erasing.ts";

/** Where the header says it (sqlite.org/fileformat2.html, 1.3.3). */
const writeVersion = 18;

async function start(people: readonly Person[]): Promise<ErasingRig> {
  const folder = mkdtempSync(join(tmpdir(), "habeas-sqlite-"));
  const file = join(folder, "system.db");
  const owner = new DatabaseSync(file);
  owner.exec(`
    create table people (id text primary key, email text collate nocase, phone text, name text, secret text);
    create table notes (no integer primary key, person text references people, text text);
    create table letters (no integer primary key, words text);`);
  const put = (one: Person) =>
    owner
      .prepare("insert into people values (?, ?, ?, ?, ?)")
      .run(one.id, one.email, one.phone, one.name, one.secret);
  const note = owner.prepare("insert into notes (person, text) values (?, ?)");
  for (const one of people) {
    put(one);
    for (const text of one.notes) note.run(one.id, text);
  }
  const rig: ErasingRig = {
    settings: { file },
    ...conformingMaps(),
    internalHosts: [],
    secrets: [folder],
    lying: async () => lyingIn(dumpOf(file)),
    putBack: async (person) => {
      put(person);
    },
    plant: async (text) => {
      owner.prepare("insert into letters (words) values (?)").run(text);
      return { table: "letters", column: "words" };
    },
    forbid: async () => {
      // Whoever runs the tests may write any file. One that says that only a newer SQLite may write it is read by all.
      const handle = openSync(file, "r+");
      writeSync(handle, Uint8Array.of(3), 0, 1, writeVersion);
      closeSync(handle);
    },
    troubles: {
      busy: async () => {
        owner.exec("begin immediate");
        return async () => owner.exec("rollback");
      },
    },
    stop: async () => {
      owner.close();
      rmSync(folder, { recursive: true });
    },
  };
  return rig;
}

conformErasing("sqlite", {
  connector: () => connectorOf("sqlite"),
  start,
  without: {
    broken: "an error of the disk ends the transaction, as a rule of the database does",
    cut: "there is no connection that could be cut",
    slow: "there is no connection that could be slow",
  },
});

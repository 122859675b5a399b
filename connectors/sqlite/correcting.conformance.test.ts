import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { conformCorrecting } from "#connectors/conformance/correcting.ts";
import { type CorrectingRig, correctable } from "#connectors/conformance/correcting-rig.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { lyingIn } from "#connectors/sql/fixture/conforming.ts";
import { correctedNames, correctedPeople, typedOf } from "#connectors/sql/fixture/correcting.ts";
import { dumpOf } from "./fixture/erasing.ts";

/** Where the header says it (sqlite.org/fileformat2.html, 1.3.3). */
const writeVersion = 18;

async function start(people: readonly Person[]): Promise<CorrectingRig> {
  const folder = mkdtempSync(join(tmpdir(), "habeas-sqlite-"));
  const file = join(folder, "system.db");
  const owner = new DatabaseSync(file);
  owner.exec(`
    create table people (id text primary key, email text collate nocase unique, phone text, name text, secret text,
      age integer default 41, member boolean default 1, born date default '1984-02-29', points numeric default 12.30,
      seen datetime default '2026-03-03 08:00:00', state text default 'open' check (state in ('open', 'shut')));
    create table notes (no integer primary key, person text references people, text text);`);
  const put = owner.prepare("insert into people (id, email, phone, name, secret) values (?, ?, ?, ?, ?)");
  const note = owner.prepare("insert into notes (person, text) values (?, ?)");
  for (const one of people) {
    put.run(one.id, one.email, one.phone, one.name, one.secret);
    for (const text of one.notes) note.run(one.id, text);
  }
  const first = "(select min(no) from notes where person = ?)";
  return {
    settings: { file },
    collections: correctable(
      correctedPeople(),
      correctedNames,
      typedOf("sqlite").map((one) => one.field),
    ),
    names: correctedNames,
    internalHosts: [],
    secrets: [folder],
    lying: async () => lyingIn(dumpOf(file)),
    write: async (person, field, value) => {
      owner.prepare(`update people set ${field} = ? where id = ?`).run(value, person.id);
    },
    give: async (person, other) => {
      owner.prepare(`update notes set person = ? where no = ${first}`).run(other.id, person.id);
    },
    remove: async (person) => {
      owner.prepare(`delete from notes where no = ${first}`).run(person.id);
    },
    refused: { field: "email", value: "jun@example.com" },
    typed: typedOf("sqlite"),
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
}

conformCorrecting("sqlite", {
  connector: () => connectorOf("sqlite"),
  start,
  without: {
    broken: "an error of the disk ends the transaction, as a rule of the database does",
    cut: "there is no connection that could be cut",
    slow: "there is no connection that could be slow",
    lost: "there is no connection on which an answer could be lost",
  },
});

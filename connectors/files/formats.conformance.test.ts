import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conform } from "#connectors/conformance/kit.ts";
import { type Harness, notOfFiles, type Person, type Rig } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import {
  csvOf,
  jsonOf,
  mapOf,
  notesTable,
  parquetOf,
  peopleTable,
  put,
  type Table,
} from "./fixture/tables.ts";

type Kind = {
  name: string;
  people: string;
  notes: string;
  /** The name of the notes' file of a day. */
  day: (day: number) => string;
  write: (table: Table) => Buffer;
  manyRows: number;
};

const kinds: Kind[] = [
  {
    name: "csv",
    people: "people.csv",
    notes: "notes-*.csv.gz",
    day: (day) => `notes-${day}.csv.gz`,
    write: csvOf,
    manyRows: 100_000,
  },
  {
    name: "json",
    people: "people/*.json",
    notes: "notes/{date}.json",
    day: (day) => `notes/2026030${day}.json`,
    write: jsonOf,
    manyRows: 100_000,
  },
  {
    name: "parquet",
    people: "people.parquet",
    notes: "notes/dt={date}/*.parquet",
    day: (day) => `notes/dt=2026-03-0${day}/part-0.parquet`,
    write: parquetOf,
    manyRows: 100_000,
  },
];

function harnessOf(kind: Kind): Harness {
  const start = async (people: readonly Person[]): Promise<Rig> => {
    const folder = mkdtempSync(join(tmpdir(), "habeas-files-"));
    const notes = notesTable(people);
    const half = Math.ceil(notes.rows.length / 2);
    put(folder, kind.people.replace("*", "all"), kind.write(peopleTable(people)));
    put(folder, kind.day(1), kind.write({ ...notes, rows: notes.rows.slice(0, half) }));
    put(folder, kind.day(2), kind.write({ ...notes, rows: notes.rows.slice(half) }));
    return {
      settings: { folder },
      collections: mapOf(kind.people, kind.notes),
      internalHosts: [],
      secrets: [folder],
      troubles: {
        unreachable: { folder: join(folder, "nowhere") },
        // Whoever runs the tests may write what they have made.
        mayWrite: async () => async () => {},
      },
      // What a table calls `text` is text in it; in JSON a member may be missing, but not the one that ties it.
      dropField: async () => {
        const columns = kind.name === "json" ? ["no", "owner", "text"] : ["no", "person", "body"];
        put(folder, kind.day(1), kind.write({ ...notes, columns }));
      },
      addNotes: async (person, count) => {
        const rows = Array.from({ length: count }, (_, at) => [
          `m${at}`,
          person.id,
          `line ${at} ${"x ".repeat(20)}`,
        ]);
        put(folder, kind.day(3), kind.write({ ...notes, rows }));
      },
      stop: async () => rmSync(folder, { recursive: true }),
    };
  };
  return {
    connector: () => connectorOf("files"),
    start,
    holds: (text) => text.isWellFormed(),
    without: notOfFiles,
    manyRows: kind.manyRows,
  };
}

for (const kind of kinds) conform(`files of ${kind.name}`, harnessOf(kind));

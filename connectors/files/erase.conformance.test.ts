import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Collection } from "#connectors/collection.ts";
import { conformErasing, type ErasingRig, type Lying } from "#connectors/conformance/erasing.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import {
  csvOf,
  jsonOf,
  mapOf,
  ndjsonOf,
  notesTable,
  peopleTable,
  put,
  type Table,
} from "./fixture/tables.ts";

type Names = { people: string; notes: string };

/** The people's table in one file and the notes' in another, each in its format. */
async function start(persons: readonly Person[], names: Names): Promise<ErasingRig> {
  const folder = mkdtempSync(join(tmpdir(), "habeas-erasing-"));
  const notes = notesTable(persons);
  const fill = (name: string, table: Table) => put(folder, name, bytesFor(name, table));
  fill(names.people, peopleTable(persons));
  fill(names.notes, notes);
  const collections = mapOf(names.people, names.notes);
  const anonymise = { act: "anonymise", fields: { name: "keyed_hash", email: "null" } } as const;
  const settings = { folder, rewrite: { settled_minutes: 0 } };
  const rig: ErasingRig = {
    settings,
    collections,
    anonymising: collections.map(
      (one): Collection => (one.name === "people" ? { ...one, erasure: anonymise } : one),
    ),
    internalHosts: [],
    secrets: [folder],
    lying: async () =>
      [names.people, names.notes].flatMap((name) =>
        recordsIn(plain(folder, name), name).map(
          (bytes): Lying => ({ bytes, person: personIn(bytes, persons) }),
        ),
      ),
    putBack: async (person) => {
      const rest = persons.filter((one) => one !== person);
      fill(names.people, peopleTable([...rest, person]));
    },
    plant: async (text) => {
      writeFileSync(join(folder, "readme.txt"), `Nothing here.\n${text}\n`);
      return { table: "readme.txt", column: "the file's text" };
    },
    forbid: async () => {
      rig.settings = { folder };
    },
    troubles: {},
    stop: async () => {
      chmodSync(folder, 0o700);
      rmSync(folder, { recursive: true });
    },
  };
  return rig;
}

function bytesFor(name: string, table: Table): Buffer {
  if (name.includes(".csv")) return csvOf(table);
  return name.includes("ndjson") ? ndjsonOf(table) : jsonOf(table);
}

function plain(folder: string, name: string): Buffer {
  const bytes = readFileSync(join(folder, name));
  return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/** The bytes of each record as they stand there; those of tests have no line end within. */
function recordsIn(bytes: Buffer, name: string): string[] {
  const text = bytes.toString("utf8");
  if (!name.includes(".json")) return text.split("\n").filter((line) => line !== "");
  return [...text.matchAll(/\{[^}]*\}/g)].map(([record]) => record);
}

function personIn(record: string, persons: readonly Person[]): string | null {
  const written = (id: string) => [id.replaceAll('"', '""'), JSON.stringify(id).slice(1, -1)];
  return persons.find((one) => written(one.id).some((id) => record.includes(id)))?.id ?? null;
}

const cannot = {
  busy: "a folder has no later",
  broken: "an error of the file system is in erase.test.ts",
  cut: "there is no connection that could be cut",
  slow: "there is no connection that could be slow",
};
for (const names of [
  { people: "people.csv", notes: "notes.ndjson" },
  { people: "people.json", notes: "notes.csv.gz" },
  { people: "people.ndjson.gz", notes: "notes.json" },
]) {
  conformErasing(`a folder of ${names.people} and ${names.notes}`, {
    connector: () => connectorOf("files"),
    start: (persons) => start(persons, names),
    without: cannot,
  });
}

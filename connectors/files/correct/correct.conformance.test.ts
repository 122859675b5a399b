import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { conformCorrecting } from "#connectors/conformance/correcting.ts";
import type { CorrectingRig } from "#connectors/conformance/correcting-rig.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { type Names, rigOf, type Shelf } from "./fixture/correcting.ts";

/** The people's table in one file and the notes' in another, each in its format. */
async function start(persons: readonly Person[], names: Names): Promise<CorrectingRig> {
  const folder = mkdtempSync(join(tmpdir(), "habeas-correcting-"));
  const shelf: Shelf = {
    read: async (name) => {
      const bytes = readFileSync(join(folder, name));
      return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    },
    write: async (name, bytes) =>
      writeFileSync(join(folder, name), name.endsWith(".gz") ? gzipSync(bytes) : bytes),
  };
  const rig: CorrectingRig = {
    ...(await rigOf(persons, names, shelf)),
    settings: { folder, rewrite: { settled_minutes: 0 } },
    internalHosts: [],
    secrets: [folder],
    forbid: async () => {
      rig.settings = { folder };
    },
    troubles: {},
    stop: async () => rmSync(folder, { recursive: true }),
  };
  return rig;
}

const without = {
  busy: "a folder has no later",
  broken: "an error of the file system is in erase.test.ts",
  cut: "there is no connection that could be cut",
  slow: "there is no connection that could be slow",
  lost: "there is no answer that could be lost",
  refused: "no folder refuses a text; what a format cannot hold is among the hostile texts",
  typed: "values of other types than text are in correct.test.ts",
};
for (const names of [
  { people: "people.csv", notes: "notes.ndjson" },
  { people: "people.json", notes: "notes.csv.gz" },
  { people: "people.ndjson.gz", notes: "notes.json" },
]) {
  conformCorrecting(`a folder of ${names.people} and ${names.notes}`, {
    connector: () => connectorOf("files"),
    start: (persons) => start(persons, names),
    without,
  });
}

import { createHash } from "node:crypto";
import { expect } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { people, type StoryPerson, TILL_CANARY } from "#demo/people.ts";
import { type Systems, type TrueRow, truthOf } from "#demo/truth.ts";

type Files = ReadonlyMap<string, Buffer>;
type Manifest = {
  systems: { id: string; folder: string | null; records: number; files: number }[];
  files: { path: string; bytes: number; sha256: string; rows?: number }[];
};

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)$/;

/** One spelling for a value, whichever way it was read: a moment is the same moment in any zone. */
function spelled(value: unknown): unknown {
  if (typeof value === "string" && moment.test(value)) return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map(spelled);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, spelled(one)]),
  );
}

const sorted = (rows: readonly TrueRow[]) => rows.map((row) => JSON.stringify(spelled(row))).sort();

/** Somebody else whom the person or the company wrote about. */
const nextDoor = /[\p{L}'’-]+ [\p{L}'’-]+(?=, who lives next door)/gu;

/** Parts of a record that are delivered as files are compared as files, not as text. */
function withoutFile(collection: string, row: TrueRow): TrueRow {
  const { document, ...invoice } = row;
  const { attachments, ...message } = row;
  if (collection === "shop/invoices") return invoice;
  if (collection !== "support/messages") return row;
  // Who of the company wrote is another person: the copy hides the name, and says so.
  const others = { ...message, body: String(message.body).replace(nextDoor, "[hidden: other_name]") };
  return message.author === "agent" ? { ...others, author_name: "[hidden: other_name]" } : others;
}

/** The bytes that should lie beside the records of a system. */
function trueFiles(system: string, truth: ReadonlyMap<string, TrueRow[]>): Buffer[] {
  if (system === "shop")
    return (truth.get("shop/invoices") ?? []).map((row) => Buffer.from(String(row.document), "base64"));
  if (system === "support")
    return (truth.get("support/attachments") ?? []).map((row) => Buffer.from(String(row.content_hex), "hex"));
  return [];
}

/** What the company worked out lies in a folder of its own. */
const inferred = new Set(["shop/segments"]);

/** Pages that are made of a collection's records: its conversations, and the list of its files. */
function isMadeOf(path: string, folder: string, collection: string): boolean {
  const [, place, name] = /^(.*)\/(?:threads|files)\/([a-z_]+)(?:-\d+)?\.html$/.exec(path) ?? [];
  return place === folder && name === collection;
}

function manifestIn(files: Files): Manifest {
  const text = files.get("manifest.json");
  if (text === undefined) throw new Error("the bundle has no manifest");
  return JSON.parse(text.toString()) as Manifest;
}

/**
 * Holds a bundle against what independent SQL and file reads say is true of a person: every record and file that
 * is theirs, none that is not, in both formats. `without` names systems whose part has not come yet.
 * @returns how many records it held
 */
export async function expectTheTruth(
  files: Files,
  who: StoryPerson,
  systems: Systems,
  without: readonly string[] = [],
): Promise<number> {
  const truth = await truthOf(who.key, systems);
  const folderOf = new Map(manifestIn(files).systems.map((one) => [one.id, one.folder]));
  const accounted = new Set<string>();
  let records = 0;
  for (const [name, all] of truth) {
    if (name === "support/attachments") continue;
    const [system = "", collection = ""] = name.split("/");
    const rows = without.includes(system) ? [] : all;
    const folder = inferred.has(name) ? "data/90-inferences" : folderOf.get(system);
    const path = `${folder}/${collection}`;
    const ndjson = files.get(`${path}.ndjson`);
    const csv = files.get(`${path}.csv`);
    if (rows.length === 0) {
      expect(ndjson ?? csv, `${who.key}: nothing is held in ${name}`).toBeUndefined();
      continue;
    }
    for (const kind of ["ndjson", "csv", "json", "schema.json"]) accounted.add(`${path}.${kind}`);
    for (const one of files.keys()) if (isMadeOf(one, folder ?? "", collection)) accounted.add(one);
    const held = (ndjson ?? Buffer.alloc(0)).toString("utf8").split("\n").slice(0, -1);
    const given = held.map((line) => withoutFile(name, JSON.parse(line) as TrueRow));
    expect(sorted(given), `${who.key}: the records of ${name}`).toEqual(
      sorted(rows.map((row) => withoutFile(name, row))),
    );
    expect((parse(csv ?? "", { bom: true, columns: true }) as unknown[]).length, `${name} as a table`).toBe(
      rows.length,
    );
    records += rows.length;
  }
  for (const [system, folder] of folderOf) {
    const there = [...files].filter(
      ([path]) => path.startsWith(`${folder}/files/`) && !path.endsWith(".html"),
    );
    for (const [path] of there) accounted.add(path);
    const wanted = without.includes(system) ? [] : trueFiles(system, truth);
    expect(there.map(([, bytes]) => sha256(bytes)).sort(), `${who.key}: the files of ${system}`).toEqual(
      wanted.map(sha256).sort(),
    );
  }
  const strangers = [...files.keys()].filter((path) => path.startsWith("data/") && !accounted.has(path));
  expect(strangers, "files that belong to no record of theirs").toEqual([]);
  expectCanaries(files, who);
  return records;
}

/** Their own mark in every file of records, and nobody else's mark in any byte of the bundle. */
function expectCanaries(files: Files, who: StoryPerson): void {
  const foreign = [...people.filter((one) => one !== who).map((one) => one.canary), TILL_CANARY];
  for (const [path, bytes] of files) {
    for (const mark of foreign) expect(bytes.includes(mark), `${mark} in ${path}`).toBe(false);
    if (path.endsWith(".ndjson")) expect(bytes.includes(who.canary), `${who.canary} in ${path}`).toBe(true);
  }
}

/** What cannot stand in the manifest: itself, its signature, and the list of sums that is made last of all. */
const unnamed = ["manifest.json", "manifest.sig", "tagmanifest-sha256.txt"];

/** The manifest names every other file with its true size and sum, and nothing else. */
export function expectManifest(files: Files): void {
  const told = manifestIn(files).files.map(({ path, bytes, sha256: sum }) => [path, bytes, sum].join(" "));
  const found = [...files]
    .filter(([path]) => !unnamed.includes(path))
    .map(([path, bytes]) => [path, bytes.length, sha256(bytes)].join(" "));
  expect(told.sort()).toEqual(found.sort());
}

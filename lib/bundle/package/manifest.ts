import generator from "../../../package.json" with { type: "json" };
import type { BundleFacts } from "../contents.ts";
import { countsOf } from "../summary.ts";
import type { Words } from "../words/words.ts";
import type { WrittenCollection, WrittenFile, WrittenSystem } from "../written.ts";
import { hiddenLines } from "./files-of.ts";
import { formatVersion, jsonText } from "./version.ts";

/** What became of the timeline: how many dated events it holds, and how many older ones it does not. */
export type TimelineCounts = { events: number; leftOut: number };

/** All that a package holds once its data and its pages are written: what the closing files are made from. */
export type Contents = {
  systems: readonly WrittenSystem[];
  /** Every file so far, in order. */
  files: readonly WrittenFile[];
  timeline: TimelineCounts;
};

/** What every description of a package begins with. */
export function heading(schema: string, facts: BundleFacts, words: Words) {
  return {
    schema,
    schema_version: formatVersion,
    reference: facts.reference,
    right: facts.right,
    law: facts.regime,
    language: words.language,
    controller: facts.company.legal_name,
    received_day: facts.receivedDay,
    answered_at: facts.answeredAt.toISOString(),
    generator: { name: "Habeas", version: generator.version },
  };
}

/** manifest.json: what the bundle is, and the SHA-256 of every file that was written before it. It is what is signed. */
export function manifest(facts: BundleFacts, { systems, files, timeline }: Contents, words: Words): string {
  return jsonText({
    ...heading("habeas-bundle", facts, words),
    csv_guard: "apostrophe",
    hash: "sha256",
    systems: systems.map(({ source, folder, collections }) => ({
      id: source.system.id,
      title: source.system.title,
      outcome: source.outcome,
      folder: source.outcome === "found" ? folder : null,
      ...countsOf(source),
      counts: collections.map(reconciled),
      unexplained_fields: Object.fromEntries(
        collections
          .filter((c) => c.unexplained.length > 0)
          .map((c) => [c.source.collection.name, c.unexplained]),
      ),
      not_portable: Object.fromEntries(
        source.collections
          .filter((c) => c.notPortable !== undefined)
          .map((c) => [c.collection.name, c.notPortable]),
      ),
    })),
    hidden: hiddenLines(systems),
    timeline: { events: timeline.events, left_out: timeline.leftOut },
    files: listed(files),
  });
}

/** The list of files. Keys never change with the language. */
export function listed(files: readonly WrittenFile[]) {
  const schemas = new Set(files.flatMap(({ path, kind }) => (kind === "schema" ? [path] : [])));
  return files.map(({ path, bytes, sha256, rows, kind }) => ({
    path,
    bytes,
    sha256,
    rows: rows ?? null,
    kind,
    schema: kind === "table" || kind === "records" ? schemaOf(path, schemas) : null,
  }));
}

/** The schema beside a file of records; further tables of many records (`orders-2.csv`) have that of the first. */
function schemaOf(path: string, schemas: ReadonlySet<string>): string | null {
  const stem = path.slice(0, path.lastIndexOf("."));
  const found = [stem, stem.replace(/-\d+$/, "")].find((one) => schemas.has(`${one}.schema.json`));
  return found === undefined ? null : `${found}.schema.json`;
}

/** How many records the system gave, lay in the spool and went into the package. A bundle where they differ is not made. */
function reconciled({ source, ndjson, csv, moreTables = [] }: WrittenCollection) {
  return {
    collection: source.collection.name,
    collected: source.rows,
    ndjson: ndjson?.rows ?? 0,
    csv: [csv, ...moreTables].reduce((sum, table) => sum + (table?.rows ?? 0), 0),
    files: source.files.length,
  };
}

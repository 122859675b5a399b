import type { Writable } from "node:stream";
import { HabeasError } from "#lib/core/errors.ts";
import type { BundleSource, CollectionSource, SystemSource } from "./contents.ts";
import { byteOrderMark, csvRow } from "./csv.ts";
import { jsonTexts, type LineCount, ndjsonOf } from "./lines.ts";
import { manifest } from "./manifest.ts";
import { FolderNames, stem, systemFolder } from "./names.ts";
import { dictionaryData, dictionaryPage } from "./page/dictionary.ts";
import { missingPage } from "./page/missing.ts";
import { startPage } from "./page/start.ts";
import { whyData, whyPage } from "./page/why.ts";
import { readme } from "./readme.ts";
import { asCsv, columnsOf, type Noticed } from "./records.ts";
import { countsOf, recipientsOf } from "./summary.ts";
import { wordsFor } from "./words/words.ts";
import type { WrittenCollection, WrittenFile, WrittenSystem } from "./written.ts";
import { Zip } from "./zip/zip.ts";

export type BundleWritten = {
  bytes: number;
  /** SHA-256 of the zip, in hex. */
  sha256: string;
  files: number;
  /** What the person gets of each system that held something. */
  contents: { systemId: string; title: string; records: number; files: number }[];
};

/**
 * Writes the bundle as a zip into `out`, in a fixed order, at the reader's pace and with memory that does not
 * grow with the data. The same source gives the same bytes. Throws `HabeasError("conflict")`, and destroys
 * `out`, where a record is not this person's, is not readable, or where the count is not the one promised.
 */
export async function writeBundle(source: BundleSource, out: Writable): Promise<BundleWritten> {
  const zip = new Zip(out, source.answeredAt);
  try {
    return await new BundleWriter(source, zip).write();
  } catch (error) {
    zip.abandon();
    throw error;
  }
}

class BundleWriter {
  readonly #source: BundleSource;
  readonly #zip: Zip;
  readonly #files: WrittenFile[] = [];

  constructor(source: BundleSource, zip: Zip) {
    this.#source = source;
    this.#zip = zip;
  }

  /** The data first, because only then are the counts facts; the manifest last, because it names all others. */
  async write(): Promise<BundleWritten> {
    const source = this.#source;
    const words = wordsFor(source.language);
    await this.#add("letter.pdf", "letter", buffers(source.letter.pdf()));
    await this.#text("letter.html", "letter", source.letter.html);
    await this.#text("letter.txt", "letter", source.letter.text);
    await this.#text("README.txt", "page", readme(source, words));
    const systems: WrittenSystem[] = [];
    for (const [i, system] of source.systems.entries()) systems.push(await this.#system(system, i + 1));
    await this.#text("about/why-we-have-it.html", "about", whyPage(source, words));
    await this.#text("about/why-we-have-it.json", "about", json(whyData(source, words)));
    await this.#text("about/who-got-it.csv", "about", this.#recipients());
    await this.#text("about/what-is-not-here.html", "about", missingPage(source, systems, words));
    await this.#text("about/dictionary.json", "about", json(dictionaryData(systems)));
    await this.#text("about/dictionary.html", "about", dictionaryPage(source, systems, words));
    await this.#text("START-HERE.html", "page", startPage(source, systems, this.#files, words));
    await this.#zip.add("manifest.json", chunk(manifest(source, systems, this.#files, words)));
    const contents = source.systems
      .filter((system) => system.outcome === "found")
      .map((s) => ({ systemId: s.system.id, title: s.system.title, ...countsOf(s) }));
    return { ...(await this.#zip.finish()), files: this.#files.length + 1, contents };
  }

  async #system(source: SystemSource, position: number): Promise<WrittenSystem> {
    const folder = systemFolder(position, source.system.id);
    const names = new FolderNames();
    const collections: WrittenCollection[] = [];
    for (const collection of source.collections) {
      const held = await this.#collection(source, collection, folder);
      for (const file of collection.files) {
        const path = `${folder}/files/${names.take(file.fileName)}`;
        held.attachments.push(await this.#add(path, "attachment", buffers(file.open())));
      }
      collections.push(held);
    }
    return { source, folder, collections };
  }

  /** Two passes over the lines, one a format: the spool is read twice so that neither has to be kept. */
  async #collection(
    system: SystemSource,
    source: CollectionSource,
    folder: string,
  ): Promise<WrittenCollection> {
    const { collection, open } = source;
    const columns = columnsOf(collection);
    const held: WrittenCollection = {
      source,
      csv: null,
      ndjson: null,
      columns,
      sample: [],
      unexplained: [],
      attachments: [],
      hidden: {},
      times: { years: {}, oldest: null, newest: null },
      shards: [],
      derived: [],
    };
    if (open === null || source.rows === 0) {
      if (source.rows > 0) throw new HabeasError("conflict", "A collection's records cannot be read.");
      if (open !== null) await this.#refuseRows(system, source);
      return held;
    }
    const path = `${folder}/${stem(collection.name)}`;
    const count: LineCount = { rows: 0 };
    held.ndjson = await this.#add(
      `${path}.ndjson`,
      "records",
      ndjsonOf(open(), system.allowedKeys, count),
      count,
    );
    const noticed: Noticed = { rows: 0, sample: [], unexplained: new Set() };
    held.csv = await this.#add(
      `${path}.csv`,
      "table",
      asCsv(jsonTexts(open(), system.allowedKeys), collection, noticed),
      noticed,
    );
    held.sample = noticed.sample;
    held.unexplained = [...noticed.unexplained];
    if (count.rows !== source.rows || noticed.rows !== source.rows) miscounted();
    return held;
  }

  /** A collection said to be empty must be empty. */
  async #refuseRows(system: SystemSource, source: CollectionSource): Promise<void> {
    if (source.open === null) return;
    for await (const _lines of jsonTexts(source.open(), system.allowedKeys)) miscounted();
  }

  #recipients(): string {
    const rows = recipientsOf(this.#source).map((r) => [
      r.recipient,
      r.role,
      r.country,
      r.system,
      r.kinds.join("; "),
    ]);
    return (
      byteOrderMark + [["recipient", "role", "country", "system", "kinds"], ...rows].map(csvRow).join("")
    );
  }

  #text(path: string, kind: WrittenFile["kind"], text: string): Promise<WrittenFile> {
    return this.#add(path, kind, chunk(text));
  }

  async #add(
    path: string,
    kind: WrittenFile["kind"],
    bytes: AsyncIterable<Buffer>,
    count?: LineCount,
  ): Promise<WrittenFile> {
    const packed = await this.#zip.add(path, bytes);
    const file =
      count === undefined ? { path, kind, ...packed } : { path, kind, rows: count.rows, ...packed };
    this.#files.push(file);
    return file;
  }
}

function miscounted(): never {
  throw new HabeasError("conflict", "A collection does not hold as many records as were collected.");
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

async function* chunk(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function* buffers(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of source) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

import { HabeasError } from "#lib/core/errors.ts";
import type { BundleSource, CollectionSource, SystemSource } from "./contents.ts";
import { jsonTexts, type LineCount, ndjsonOf } from "./lines.ts";
import { FolderNames, stem, systemFolder } from "./names.ts";
import { writeAbout } from "./package/about.ts";
import { writeClosing } from "./package/closing.ts";
import { recordSchema } from "./package/record-schema.ts";
import { Timeline } from "./package/timeline.ts";
import { startPage } from "./page/start.ts";
import { StepWriter } from "./pass/step-writer.ts";
import { readme } from "./readme.ts";
import { asCsv, columnsOf, type Noticed } from "./records.ts";
import { countsOf } from "./summary.ts";
import { type Words, wordsFor } from "./words/words.ts";
import type { WrittenCollection, WrittenFile, WrittenSystem } from "./written.ts";
import type { Package } from "./zip/package.ts";

export type BundleWritten = {
  bytes: number;
  /** SHA-256 of the zip, in hex. */
  sha256: string;
  files: number;
  /** What the person gets of each system that held something. */
  contents: { systemId: string; title: string; records: number; files: number }[];
};

/** A collection as a step gives it back: plain JSON, so that it can be kept beside the files. */
type CollectionStep = { held: Omit<WrittenCollection, "source">; files: WrittenFile[] };

/**
 * Writes the bundle into a package, in a fixed order and with memory that does not grow with the data. The same source
 * gives the same bytes. The data comes first, because only then are the counts facts; the manifest last, because it
 * names all others. Throws `HabeasError("conflict")` where a record is not this person's, is not readable, or where the
 * count is not the one promised; the package is then not finished.
 */
export async function writeBundle(source: BundleSource, into: Package): Promise<BundleWritten> {
  const words = wordsFor(source.language);
  const files: WrittenFile[] = [];
  const step = async (name: string, work: (to: StepWriter) => Promise<void>) => {
    files.push(
      ...(await into.step(name, async (open) => {
        const to = new StepWriter(open);
        await work(to);
        return to.written;
      })),
    );
  };
  await step("letter", (to) => writeLetter(to, source, words));
  const systems: WrittenSystem[] = [];
  for (const [i, system] of source.systems.entries()) {
    const { written, ofSystem } = await writeSystem(into, system, i + 1);
    files.push(...ofSystem);
    systems.push(written);
  }
  const timeline = new Timeline();
  const about = await into.step("about", async (open) => {
    const to = new StepWriter(open);
    const counts = await writeAbout(to, source, systems, timeline, words);
    return { counts, files: to.written };
  });
  files.push(...about.files);
  await step("start", async (to) => {
    await to.text("START-HERE.html", "page", startPage(source, systems, files, words));
  });
  await step("closing", (to) => {
    return writeClosing(to, source, { systems, files, timeline: about.counts }, words);
  });
  const contents = source.systems
    .filter((system) => system.outcome === "found")
    .map((s) => ({ systemId: s.system.id, title: s.system.title, ...countsOf(s) }));
  return { ...(await into.finish()), files: files.length, contents };
}

async function writeLetter(to: StepWriter, source: BundleSource, words: Words): Promise<void> {
  await to.add("letter.pdf", "letter", source.letter.pdf());
  await to.text("letter.html", "letter", source.letter.html);
  await to.text("letter.txt", "letter", source.letter.text);
  await to.text("README.txt", "page", readme(source, words));
}

async function writeSystem(
  into: Package,
  source: SystemSource,
  position: number,
): Promise<{ written: WrittenSystem; ofSystem: WrittenFile[] }> {
  const folder = systemFolder(position, source.system.id);
  const names = new FolderNames();
  const collections: WrittenCollection[] = [];
  const ofSystem: WrittenFile[] = [];
  for (const collection of source.collections) {
    const paths = collection.files.map((file) => `${folder}/files/${names.take(file.fileName)}`);
    const name = `${folder.slice("data/".length)}/${collection.collection.name}`;
    const done = await into.step(name, async (open): Promise<CollectionStep> => {
      const to = new StepWriter(open);
      const held = await writeCollection(to, source, collection, folder);
      for (const [i, file] of collection.files.entries()) {
        held.attachments.push(await to.add(paths[i] ?? "", "attachment", file.open()));
      }
      return { held, files: to.written };
    });
    collections.push({ source: collection, ...done.held });
    ofSystem.push(...done.files);
  }
  return { written: { source, folder, collections }, ofSystem };
}

async function writeCollection(
  to: StepWriter,
  system: SystemSource,
  source: CollectionSource,
  folder: string,
): Promise<CollectionStep["held"]> {
  const { collection, open } = source;
  const held: CollectionStep["held"] = {
    csv: null,
    ndjson: null,
    columns: columnsOf(collection),
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
    if (open !== null) for await (const _lines of jsonTexts(open(), system.allowedKeys)) miscounted();
    return held;
  }
  const path = `${folder}/${stem(collection.name)}`;
  const count: LineCount = { rows: 0 };
  const ndjson = await to.add(`${path}.ndjson`, "records", ndjsonOf(open(), system.allowedKeys, count));
  const noticed: Noticed = { rows: 0, sample: [], unexplained: new Set() };
  const table = asCsv(jsonTexts(open(), system.allowedKeys), collection, noticed);
  const csv = await to.add(`${path}.csv`, "table", table);
  if (count.rows !== source.rows || noticed.rows !== source.rows) miscounted();
  await to.text(`${path}.schema.json`, "schema", recordSchema(collection));
  Object.assign(ndjson, count);
  Object.assign(csv, { rows: noticed.rows });
  return { ...held, ndjson, csv, sample: noticed.sample, unexplained: [...noticed.unexplained] };
}

function miscounted(): never {
  throw new HabeasError("conflict", "A collection does not hold as many records as were collected.");
}

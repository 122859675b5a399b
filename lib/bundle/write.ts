import type { BundleSource } from "./contents.ts";
import { writeAbout } from "./package/about.ts";
import { writeClosing } from "./package/closing.ts";
import { Timeline } from "./package/timeline.ts";
import { startPage } from "./page/start.ts";
import { writeCollection } from "./pass/collection.ts";
import { placesOf } from "./pass/places.ts";
import { StepWriter } from "./pass/step-writer.ts";
import { readme } from "./readme.ts";
import { countsOf } from "./summary.ts";
import { viewerFiles } from "./viewer/files.ts";
import { viewerIndex } from "./viewer/index-data.ts";
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

/**
 * Writes the bundle into a package, in a fixed order and with memory that does not grow with the data. The same source
 * gives the same bytes. The data comes first, because only then are the counts facts; the manifest last, because it
 * names all others. Throws `HabeasError("conflict")` where a record is not this person's, is not readable, or where the
 * count is not the one promised; the package is then not finished.
 */
export async function writeBundle(source: BundleSource, into: Package): Promise<BundleWritten> {
  const words = wordsFor(source.language);
  const places = placesOf(source);
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
  const timeline = new Timeline();
  const systems: WrittenSystem[] = [];
  for (const { source: system, folder, collections } of places) {
    const held: WrittenCollection[] = [];
    for (const place of collections) {
      const { written, files: more } = await writeCollection(into, place, timeline, source, words);
      held.push(written);
      files.push(...more);
    }
    systems.push({ source: system, folder, collections: held });
  }
  const about = await into.step("about", async (open) => {
    const to = new StepWriter(open);
    const counts = await writeAbout(to, source, systems, timeline, words);
    return { counts, files: to.written };
  });
  files.push(...about.files);
  await step("viewer", async (to) => {
    for (const { path, bytes } of await viewerFiles()) await to.text(path, "viewer", bytes.toString());
    await to.text("viewer/index.js", "viewer", viewerIndex(source, systems, words));
  });
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

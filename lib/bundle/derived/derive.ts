import type { Words } from "../words/words.ts";
import { type DerivedCount, type DerivedFile, type DerivedGiven, newCount } from "./given.ts";
import { portableFiles } from "./portable-files.ts";
import { threadFiles, threadIndexPath } from "./threads/threads.ts";

/**
 * What is made of a collection's records besides its own files: messages as pages to read, and for portability the open
 * formats of the field. Null where the map says no form. `counts` is whole once the last file has been read to its end.
 */
export function derivedFiles(
  given: DerivedGiven,
): { files: AsyncIterable<DerivedFile>; counts: DerivedCount[] } | null {
  const { form } = given.source.collection;
  if (form === undefined || given.source.open === null || given.source.rows === 0) return null;
  if (form.as !== "message" && given.facts.right !== "portability") return null;
  const counts: DerivedCount[] = [];
  async function* files(): AsyncGenerator<DerivedFile> {
    if (form === undefined) return;
    if (form.as === "message") {
      const count = newCount(given, threadIndexPath(given), "threads");
      counts.push(count);
      yield* threadFiles(given, form, count);
    }
    if (given.facts.right === "portability") yield* portableFiles(given, form, counts);
  }
  return { files: files(), counts };
}

/** Lines for what-is-not-here: what a derived file could not hold, and where it stands whole. */
export function derivedLines(counts: readonly DerivedCount[], words: Words): string[] {
  return counts.flatMap(({ label, path, recordsPath, leftOut, odd }) => {
    const said = { label, file: path, records: recordsPath };
    return [
      ...(leftOut === 0 ? [] : [words.say("threads.leftOut", { ...said, n: leftOut })]),
      ...(odd === 0 ? [] : [words.say("threads.odd", { ...said, n: odd })]),
    ];
  });
}

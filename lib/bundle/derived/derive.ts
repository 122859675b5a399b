import type { Words } from "../words/words.ts";
import type { WrittenFile } from "../written.ts";
import { fileList } from "./file-list.ts";
import { type DerivedCount, type DerivedFile, type DerivedGiven, newCount } from "./given.ts";
import { portableFiles } from "./portable-files.ts";
import { threadFiles, threadIndexPath } from "./threads/threads.ts";

/**
 * What is made of a collection's records besides its own files: messages as pages to read, a list of the files that belong
 * to records, and for portability the open formats of the field. Null where there is nothing of it. `counts` is whole once
 * the last file has been read to its end.
 */
export function derivedFiles(
  given: DerivedGiven,
): { files: AsyncIterable<DerivedFile>; counts: DerivedCount[] } | null {
  const { collection, open, rows, files } = given.source;
  const { form } = collection;
  if (open === null || rows === 0 || (form === undefined && files.length === 0)) return null;
  const counts: DerivedCount[] = [];
  async function* made(): AsyncGenerator<DerivedFile> {
    if (form?.as === "message") {
      const count = newCount(given, threadIndexPath(given), "threads");
      counts.push(count);
      yield* threadFiles(given, form, count);
    }
    if (files.length > 0) yield* fileList(given);
    if (form !== undefined && given.facts.right === "portability") yield* portableFiles(given, form, counts);
  }
  return { files: made(), counts };
}

/** Which derived file to open first, by what it is: the list of conversations, and each open format. */
export function derivedLinks(
  held: { derived: readonly WrittenFile[]; derivedCounts?: readonly DerivedCount[] },
  words: Words,
): { path: string; text: string }[] {
  const lists = held.derived.filter(({ kind }) => kind === "page");
  return [
    ...(held.derivedCounts ?? []).map(({ path, format }) => ({
      path,
      text: words.say(`threads.openFormats.${format}`),
    })),
    ...lists.map(({ path }) => ({ path, text: words.say("threads.fileList") })),
  ];
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

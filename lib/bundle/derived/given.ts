import type { BundleFacts, CollectionSource, HiddenCounts } from "../contents.ts";
import { jsonTexts } from "../lines.ts";
import { labelIn } from "../page/label.ts";
import { parseRecord } from "../records.ts";
import type { Words } from "../words/words.ts";
import type { Format } from "./formats/format.ts";
import type { Taken } from "./value.ts";

/** What files are derived from: a collection, once its own files stand in the package. */
export type DerivedGiven = {
  source: CollectionSource;
  systemId: string;
  /** The person's keys in this system: a line reached by any other key stops the build. */
  allowedKeys: ReadonlySet<string>;
  /** `data/NN-system`. */
  folder: string;
  /** The collection's NDJSON file. */
  recordsPath: string;
  /** Where the files of `source.files` went, in the same order. */
  attachments: readonly { path: string; bytes: number }[];
  /** What was hidden in its records, by field and rule. */
  hidden: HiddenCounts;
  facts: BundleFacts;
  words: Words;
};

/** A file that is made of a collection's records. Its bytes are read once, before the next file is asked for. */
export type DerivedFile = {
  path: string;
  kind: "page" | "thread" | "portable";
  rows?: number;
  bytes: AsyncIterable<Buffer>;
};

/** How a derived file stands to the records: what it could not hold is counted, and said in what-is-not-here. */
export type DerivedCount = {
  path: string;
  format: Format["name"] | "threads";
  label: string;
  /** The file that holds every record whole. */
  recordsPath: string;
  /** Records that are in it. */
  records: number;
  /** Records that the format has no way to hold. */
  leftOut: number;
  /** Records in it that lack a part there. */
  odd: number;
};

/** The collection's own name in the bundle: what its files are called. */
export const baseOf = ({ recordsPath }: DerivedGiven) =>
  recordsPath.slice(recordsPath.lastIndexOf("/") + 1).replace(/\.ndjson$/, "");

export function newCount(
  { source, recordsPath, words }: DerivedGiven,
  path: string,
  format: DerivedCount["format"],
): DerivedCount {
  return {
    path,
    format,
    label: labelIn(words, source.collection),
    recordsPath,
    records: 0,
    leftOut: 0,
    odd: 0,
  };
}

/** The records once more, in arrays of those that arrived together. What is hidden has been counted by the first pass. */
export async function* recordsOf({ source, allowedKeys }: DerivedGiven): AsyncGenerator<Taken[]> {
  if (source.open === null) return;
  let place = 0;
  for await (const texts of jsonTexts(source.open(), allowedKeys)) {
    yield texts.map((json) => {
      const taken = { record: parseRecord(json), json, place };
      place += 1;
      return taken;
    });
  }
}

export async function* textBytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

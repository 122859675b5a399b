import { directoryIn } from "./verify/directory.ts";
import type { RandomAccess } from "./verify/temporary.ts";
import { directoryRecord, endOfDirectory, type ZipEntry } from "./zip/records.ts";

/** How large a part may be that a person asks for, in bytes: fit for a slow line, for a stick, for an old disk. */
export const partSizes = [100_000_000, 500_000_000, 2_000_000_000] as const;

/** A part of a bundle that is wished for: its number from 1, of parts that are so large at most. */
export type PartWish = { part: number; most: number };

/** A part of a bundle: a zip of whole files, which are a stretch of the bundle's own bytes and a directory of theirs. */
export type Volume = {
  /** The stretch of the bundle. */
  from: number;
  to: number;
  /** What stands behind it. */
  directory: Buffer;
  /** Of both. */
  bytes: number;
  files: number;
};

const mostEndBytes = endOfDirectory(0xffff, 0, 0).length;

/**
 * A bundle as parts of at most `most` bytes, in order. A file that is larger is a part of its own. The same bundle gives
 * the same parts; all of them unpacked into one folder are the bundle unpacked. Reads the zip's directory and no files.
 */
export async function volumesIn(zip: RandomAccess, most: number): Promise<Volume[]> {
  const { listed, when, offset: end } = await directoryIn(zip);
  const endOf = (i: number) => listed[i + 1]?.offset ?? end;
  const volumes: Volume[] = [];
  let first = 0;
  let names = 0;
  for (const [i, entry] of listed.entries()) {
    const name = directoryRecord(entry, when).length;
    const bytes = endOf(i) - (listed[first]?.offset ?? 0) + names + name + mostEndBytes;
    if (i > first && bytes > most) {
      volumes.push(volume(listed.slice(first, i), entry.offset, when));
      first = i;
      names = 0;
    }
    names += name;
  }
  return [...volumes, volume(listed.slice(first), end, when)];
}

function volume(entries: readonly ZipEntry[], to: number, when: Date): Volume {
  const from = entries[0]?.offset ?? 0;
  const records = entries.map((entry) => directoryRecord({ ...entry, offset: entry.offset - from }, when));
  const names = Buffer.concat(records);
  const directory = Buffer.concat([names, endOfDirectory(entries.length, names.length, to - from)]);
  return { from, to, directory, bytes: to - from + directory.length, files: entries.length };
}

/** The bytes of a part from one place up to another. */
export async function* bytesOf(
  zip: RandomAccess,
  { from, to, directory }: Volume,
  span: { from: number; to: number },
): AsyncGenerator<Uint8Array> {
  const own = to - from;
  if (span.from < own) yield* zip.part(from + span.from, from + Math.min(span.to, own));
  if (span.to > own) yield directory.subarray(Math.max(0, span.from - own), span.to - own);
}

/** `larkspur-lk-7k4-2qd-2026-03-12-part-2-of-3.zip` */
export const volumeName = (fileName: string, part: number, parts: number): string =>
  `${fileName.replace(/\.zip$/, "")}-part-${part}-of-${parts}.zip`;

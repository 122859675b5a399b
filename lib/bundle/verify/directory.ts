import { directoryRecord, endOfDirectory, localHeader, trailer, type ZipEntry } from "../zip/records.ts";
import { partOf, type RandomAccess } from "./temporary.ts";

/** A file in a zip as the zip's directory names it, and where its packed bytes begin. */
export type Entry = ZipEntry & { from: number };

/** Thrown for a file that is no zip, or one that we did not write. */
export class NotAZip extends Error {}

const mostEntries = 250_000;
const mostDirectoryBytes = 128 * 1024 * 1024;
const max32 = 0xffffffff;
const endBytes = 22;
const wideEndBytes = 56 + 20 + endBytes;
const signature = { end: 0x06054b50, locator: 0x07064b50, entry: 0x02014b50 };

/**
 * The entries of a zip, which must be laid out as we lay it out: the files one after the other from the first byte, the
 * directory right behind them, nothing after its end, and not one byte in headers that we would not write. A zip of any
 * other layout could hold two sets of files, of which we would check one and another program show the other. Reads what
 * stands between the files, not the files. Throws NotAZip.
 */
export async function entriesOf(file: RandomAccess): Promise<Entry[]> {
  const { listed, when, offset } = await directoryIn(file);
  return placed(file, listed, when, offset);
}

/** What the directory of a zip says, which must be as we write it, and where it begins. Throws NotAZip. */
export async function directoryIn(
  file: RandomAccess,
): Promise<{ listed: ZipEntry[]; when: Date; offset: number }> {
  const { count, bytes, offset } = await endOf(file);
  if (count > mostEntries || bytes > mostDirectoryBytes) throw new NotAZip();
  const directory = await partOf(file, offset, offset + bytes);
  const when = writtenAt(directory);
  const listed: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const { entry, next } = entryAt(directory, at);
    if (!directoryRecord(entry, when).equals(directory.subarray(at, next))) throw new NotAZip();
    listed.push(entry);
    at = next;
  }
  if (at !== directory.length) throw new NotAZip();
  return { listed, when, offset };
}

/** Where the packed bytes of each file begin. Throws NotAZip where anything but our headers stands between them. */
async function placed(
  file: RandomAccess,
  listed: readonly ZipEntry[],
  when: Date,
  directoryOffset: number,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  let at = 0;
  let after: Buffer = Buffer.alloc(0);
  for (const entry of listed) {
    if (entry.offset !== at + after.length || (entry.stored && entry.bytes !== entry.packedBytes))
      throw new NotAZip();
    const between = Buffer.concat([after, localHeader(entry, when)]);
    const from = at + between.length;
    if (!between.equals(await partOf(file, at, from))) throw new NotAZip();
    entries.push({ ...entry, from });
    at = from + entry.packedBytes;
    if (at > directoryOffset) throw new NotAZip();
    after = trailer(entry);
  }
  const end = at + after.length;
  if (end !== directoryOffset || !after.equals(await partOf(file, at, end))) throw new NotAZip();
  return entries;
}

type End = { count: number; bytes: number; offset: number };

/** Where the directory lies: right before the end of the zip, which has 64-bit numbers only where it needs them. */
async function endOf(file: RandomAccess): Promise<End> {
  const tail = await partOf(file, Math.max(0, file.bytes - wideEndBytes), file.bytes);
  const at = tail.length - endBytes;
  if (at < 0 || tail.readUInt32LE(at) !== signature.end) throw new NotAZip();
  const ordinary = {
    count: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  const located = at >= 20 && tail.readUInt32LE(at - 20) === signature.locator;
  if (located && at < wideEndBytes - endBytes) throw new NotAZip();
  const end = located
    ? { count: numberAt(tail, 32), bytes: numberAt(tail, 40), offset: numberAt(tail, 48) }
    : ordinary;
  const written = endOfDirectory(end.count, end.bytes, end.offset);
  const agrees = written.length === (located ? wideEndBytes : endBytes);
  if (!agrees || !written.equals(tail.subarray(-written.length))) throw new NotAZip();
  if (end.offset + end.bytes + written.length !== file.bytes) throw new NotAZip();
  return end;
}

/** The time that stands in every header of a zip of ours, read from the directory's first. */
function writtenAt(directory: Buffer): Date {
  if (directory.length < 46) return new Date(0);
  const time = directory.readUInt16LE(12);
  const date = directory.readUInt16LE(14);
  return new Date(
    Date.UTC(
      1980 + (date >> 9),
      ((date >> 5) & 15) - 1,
      date & 31,
      time >> 11,
      (time >> 5) & 63,
      (time & 31) * 2,
    ),
  );
}

/** Reads one record. Whether it is as we write it is for whoever asked to see. */
function entryAt(directory: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== signature.entry) throw new NotAZip();
  const nameBytes = directory.readUInt16LE(at + 28);
  const nameEnd = at + 46 + nameBytes;
  const next = nameEnd + directory.readUInt16LE(at + 30);
  const path = directory.toString("utf8", at + 46, nameEnd);
  if (next > directory.length || Buffer.byteLength(path) !== nameBytes) throw new NotAZip();
  const [bytes, packedBytes, offset] = widened(
    [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
    directory.subarray(nameEnd, next),
  );
  const stored = directory.readUInt16LE(at + 10) === 0;
  const crc = directory.readUInt32LE(at + 16);
  return { entry: { path, stored, packedBytes, bytes, crc, offset }, next };
}

/** Numbers that did not fit 32 bits, from the Zip64 field, which holds them in this order. */
function widened(numbers: [number, number, number], extra: Buffer): [number, number, number] {
  if (!numbers.includes(max32)) return numbers;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let from = at + 4;
    const end = Math.min(extra.length, from + extra.readUInt16LE(at + 2));
    return numbers.map((one) => {
      if (one !== max32) return one;
      if (from + 8 > end) throw new NotAZip();
      from += 8;
      return numberAt(extra, from - 8);
    }) as [number, number, number];
  }
  return numbers;
}

function numberAt(buffer: Buffer, at: number): number {
  const wide = buffer.readBigUInt64LE(at);
  if (wide > BigInt(Number.MAX_SAFE_INTEGER)) throw new NotAZip();
  return Number(wide);
}

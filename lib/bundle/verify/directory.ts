import { partOf, type RandomAccess } from "./temporary.ts";

/** A file in a zip as the zip's directory names it. */
export type Entry = {
  path: string;
  stored: boolean;
  packedBytes: number;
  bytes: number;
  crc: number;
  /** Where its local header begins. */
  offset: number;
};

/** Thrown for a file that is no zip, or one that no honest program writes. */
export class NotAZip extends Error {}

const mostEntries = 250_000;
const mostDirectoryBytes = 128 * 1024 * 1024;
const max32 = 0xffffffff;
const signature = {
  end: 0x06054b50,
  locator: 0x07064b50,
  wideEnd: 0x06064b50,
  entry: 0x02014b50,
  local: 0x04034b50,
};

/** The entries of a zip (PKWARE APPNOTE 6.3.10), folders left out. Throws NotAZip. */
export async function entriesOf(file: RandomAccess): Promise<Entry[]> {
  const { count, bytes, offset } = await endOf(file);
  if (count > mostEntries || bytes > mostDirectoryBytes || offset + bytes > file.bytes) throw new NotAZip();
  const directory = await partOf(file, offset, offset + bytes);
  const entries: Entry[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const { entry, next } = entryAt(directory, at);
    if (!entry.path.endsWith("/")) entries.push(entry);
    at = next;
  }
  refuseOverlaps(entries, offset);
  return entries;
}

type End = { count: number; bytes: number; offset: number };

/** Where the directory lies: at the end of the zip, before a comment, with 64-bit numbers before it where there are any. */
async function endOf(file: RandomAccess): Promise<End> {
  const from = Math.max(0, file.bytes - 22 - 0xffff);
  const tail = await partOf(file, from, file.bytes);
  let at = tail.length - 22;
  while (
    at >= 0 &&
    !(tail.readUInt32LE(at) === signature.end && at + 22 + tail.readUInt16LE(at + 20) === tail.length)
  ) {
    at -= 1;
  }
  if (at < 0) throw new NotAZip();
  const end = {
    count: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  if (end.count < 0xffff && end.bytes < max32 && end.offset < max32) return end;
  const locator = await partOf(file, from + at - 20, from + at);
  if (locator.length < 20 || locator.readUInt32LE(0) !== signature.locator) return end;
  const wideAt = numberAt(locator, 8);
  const wide = await partOf(file, wideAt, wideAt + 56);
  if (wide.length < 56 || wide.readUInt32LE(0) !== signature.wideEnd) throw new NotAZip();
  return { count: numberAt(wide, 32), bytes: numberAt(wide, 40), offset: numberAt(wide, 48) };
}

function entryAt(directory: Buffer, at: number): { entry: Entry; next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== signature.entry) throw new NotAZip();
  const flags = directory.readUInt16LE(at + 8);
  const method = directory.readUInt16LE(at + 10);
  const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
  const next = extraEnd + directory.readUInt16LE(at + 32);
  // Encrypted (bit 0) or packed in a way that we never use: not ours.
  if (next > directory.length || (flags & 1) !== 0 || (method !== 0 && method !== 8)) throw new NotAZip();
  const [bytes, packedBytes, offset] = widened(
    [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
    directory.subarray(nameEnd, extraEnd),
  );
  const path = directory.toString("utf8", at + 46, nameEnd);
  const crc = directory.readUInt32LE(at + 16);
  return { entry: { path, stored: method === 0, packedBytes, bytes, crc, offset }, next };
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

/** Two files made of the same bytes: how a small zip unpacks to a huge one. */
function refuseOverlaps(entries: readonly Entry[], directoryOffset: number): void {
  const inOrder = [...entries].sort((a, b) => a.offset - b.offset);
  for (const [i, entry] of inOrder.entries()) {
    const end = inOrder[i + 1]?.offset ?? directoryOffset;
    if (entry.offset + 30 + entry.packedBytes > end) throw new NotAZip();
  }
}

/** Where an entry's packed bytes lie. Throws NotAZip where what stands before them is not what the directory says. */
export async function packedPart(file: RandomAccess, entry: Entry): Promise<{ from: number; to: number }> {
  const header = await partOf(file, entry.offset, entry.offset + 30);
  if (header.length < 30 || header.readUInt32LE(0) !== signature.local) throw new NotAZip();
  const nameBytes = header.readUInt16LE(26);
  const name = await partOf(file, entry.offset + 30, entry.offset + 30 + nameBytes);
  if (name.toString("utf8") !== entry.path) throw new NotAZip();
  const from = entry.offset + 30 + nameBytes + header.readUInt16LE(28);
  return { from, to: from + entry.packedBytes };
}

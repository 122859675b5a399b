/*
 * Copies are checked for exactly these bytes (lib/bundle/verify/directory.ts). Whoever changes what is written here must keep
 * the old way known there, or copies that people have kept would no longer pass.
 */

/** What the directory at the end of a zip says about one file (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5). */
export type ZipEntry = {
  path: string;
  /** Not deflated, because it is packed already. */
  stored: boolean;
  crc: number;
  bytes: number;
  packedBytes: number;
  offset: number;
};

const utf8Names = 0x0800;
const trailingSizes = 0x0008;
const deflateMethod = 8;
const max32 = 0xffffffff;
const max16 = 0xffff;
const madeByUnix = (3 << 8) | 63;
const ordinaryFile = 0o100644 * 0x10000;

/** Date and time as DOS has them, from UTC so that the machine's zone cannot change the bytes. */
function dosTime(when: Date): { date: number; time: number } {
  const year = Math.min(Math.max(when.getUTCFullYear(), 1980), 2107);
  return {
    date: ((year - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate(),
    time: (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1),
  };
}

/**
 * Version, flags and method of an entry: readers that go through a zip from its beginning find the end of a deflated
 * file by itself and its sizes behind it; of a stored one they must know them before.
 */
function kindOf({ stored }: ZipEntry): { flags: number; method: number } {
  return stored
    ? { flags: utf8Names, method: 0 }
    : { flags: utf8Names | trailingSizes, method: deflateMethod };
}

/** Stands before a file. Of a deflated one, sizes and checksum are in the trailer. */
export function localHeader(entry: ZipEntry, when: Date): Buffer {
  const name = Buffer.from(entry.path);
  const { date, time } = dosTime(when);
  const { flags, method } = kindOf(entry);
  const large = entry.stored && entry.bytes >= max32;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(large ? 45 : 20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(time, 10);
  header.writeUInt16LE(date, 12);
  if (entry.stored) {
    header.writeUInt32LE(entry.crc, 14);
    header.writeUInt32LE(Math.min(entry.packedBytes, max32), 18);
    header.writeUInt32LE(Math.min(entry.bytes, max32), 22);
  }
  header.writeUInt16LE(name.length, 26);
  const extra = wideFields(large ? [entry.bytes, entry.packedBytes] : []);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** The Zip64 extra field for the numbers that 32 bits do not hold. */
function wideFields(numbers: readonly number[]): Buffer {
  if (numbers.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + 8 * numbers.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * numbers.length, 2);
  for (const [i, n] of numbers.entries()) extra.writeBigUInt64LE(BigInt(n), 4 + 8 * i);
  return extra;
}

/** Stands after a deflated file: its checksum and sizes, with 64-bit sizes where 32 bits do not hold them. */
export function trailer(entry: ZipEntry): Buffer {
  if (entry.stored) return Buffer.alloc(0);
  const large = entry.bytes >= max32 || entry.packedBytes >= max32;
  const record = Buffer.alloc(large ? 24 : 16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(entry.crc, 4);
  if (large) {
    record.writeBigUInt64LE(BigInt(entry.packedBytes), 8);
    record.writeBigUInt64LE(BigInt(entry.bytes), 16);
  } else {
    record.writeUInt32LE(entry.packedBytes, 8);
    record.writeUInt32LE(entry.bytes, 12);
  }
  return record;
}

/** The file's line in the directory; Zip64 fields only where a 32-bit field overflows. */
export function directoryRecord(entry: ZipEntry, when: Date): Buffer {
  const name = Buffer.from(entry.path);
  const { date, time } = dosTime(when);
  const wide = [entry.bytes, entry.packedBytes, entry.offset].filter((n) => n >= max32);
  const extra = wideFields(wide);
  const { flags, method } = kindOf(entry);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(madeByUnix, 4);
  record.writeUInt16LE(wide.length === 0 ? 20 : 45, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt16LE(time, 12);
  record.writeUInt16LE(date, 14);
  record.writeUInt32LE(entry.crc, 16);
  record.writeUInt32LE(Math.min(entry.packedBytes, max32), 20);
  record.writeUInt32LE(Math.min(entry.bytes, max32), 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(ordinaryFile, 38);
  record.writeUInt32LE(Math.min(entry.offset, max32), 42);
  return Buffer.concat([record, name, extra]);
}

/** The end of the zip: where the directory lies and how long it is. */
export function endOfDirectory(entries: number, directoryBytes: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, max16), 8);
  end.writeUInt16LE(Math.min(entries, max16), 10);
  end.writeUInt32LE(Math.min(directoryBytes, max32), 12);
  end.writeUInt32LE(Math.min(directoryOffset, max32), 16);
  if (entries < max16 && directoryBytes < max32 && directoryOffset < max32) return end;

  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(madeByUnix, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(entries), 24);
  wide.writeBigUInt64LE(BigInt(entries), 32);
  wide.writeBigUInt64LE(BigInt(directoryBytes), 40);
  wide.writeBigUInt64LE(BigInt(directoryOffset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(directoryOffset + directoryBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}

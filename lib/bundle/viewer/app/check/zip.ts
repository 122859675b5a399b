/** One file of a zip as its directory describes it. */
export type Entry = {
  name: string;
  method: number;
  packed: number;
  bytes: number;
  at: number;
  /** Where its packed bytes begin. */
  from: number;
};

const mostEntries = 5_000_000;
const max32 = 0xffffffff;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The files of a zip in the order of its directory, from its end and by slices: the zip is never whole in memory. They
 * must lie one after the other from the first byte, with the directory right behind them and nothing after its end: a
 * zip of any other layout could show other files to another program.
 */
export async function entriesOf(zip: Blob): Promise<Entry[]> {
  const { at, length, count } = await directoryOf(zip);
  const view = await viewOf(zip, at, length);
  const entries: Entry[] = [];
  let p = 0;
  let free = 0;
  while (p + 46 <= view.byteLength && entries.length < count) {
    if (view.getUint32(p, true) !== 0x02014b50) throw new Error("no directory");
    const nameLength = view.getUint16(p + 28, true);
    const extraLength = view.getUint16(p + 30, true);
    const extra = new DataView(view.buffer, view.byteOffset + p + 46 + nameLength, extraLength);
    const large = largeNumbers(extra, [
      view.getUint32(p + 24, true),
      view.getUint32(p + 20, true),
      view.getUint32(p + 42, true),
    ]);
    const [bytes = 0, packed = 0, offset = 0] = large;
    const method = view.getUint16(p + 10, true);
    const tooLong = bytes >= max32 || packed >= max32;
    // What our zips have around a file: sizes before a stored one, in 64 bits where needed, and behind a deflated one.
    const from = offset + 30 + nameLength + (method === 0 && tooLong ? 20 : 0);
    if (offset !== free || view.getUint16(p + 32, true) !== 0) throw new Error("not laid out as ours");
    free = from + packed + (method === 0 ? 0 : tooLong ? 24 : 16);
    const name = decoder.decode(new Uint8Array(view.buffer, view.byteOffset + p + 46, nameLength));
    entries.push({ name, method, packed, bytes, at: offset, from });
    p += 46 + nameLength + extraLength;
  }
  if (free !== at || p !== length) throw new Error("not laid out as ours");
  if (entries.length !== count) throw new Error("directory cut short");
  return entries;
}

/** The bytes of a file as they come out of the zip. Throws where they are not what the directory says. */
export async function* contentOf(zip: Blob, entry: Entry): AsyncGenerator<Uint8Array> {
  const local = await viewOf(zip, entry.at, 30);
  if (local.getUint32(0, true) !== 0x04034b50) throw new Error("no file here");
  const nameLength = local.getUint16(26, true);
  const name = await viewOf(zip, entry.at + 30, nameLength);
  if (decoder.decode(name) !== entry.name) throw new Error("two names");
  const start = entry.at + 30 + nameLength + local.getUint16(28, true);
  const sized =
    entry.method !== 0 ||
    (local.getUint32(18, true) === Math.min(entry.packed, max32) && entry.packed === entry.bytes);
  if (start !== entry.from || local.getUint16(8, true) !== entry.method || !sized)
    throw new Error("two headers");
  const packed = zip.slice(start, start + entry.packed);
  if (packed.size !== entry.packed || (entry.method !== 0 && entry.method !== 8))
    throw new Error("cut short");
  const stream: ReadableStream<Uint8Array> =
    entry.method === 0
      ? packed.stream()
      : packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  let seen = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      seen += next.value.length;
      // A file that grows beyond what it says is not read to its end.
      if (seen > entry.bytes) throw new Error("more than it says");
      yield next.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (seen !== entry.bytes) throw new Error("less than it says");
}

/** Where the directory lies, with the numbers of Zip64 where the zip has them. */
async function directoryOf(zip: Blob): Promise<{ at: number; length: number; count: number }> {
  const from = Math.max(0, zip.size - 98);
  const tail = await viewOf(zip, from, zip.size - from);
  const end = tail.byteLength - 22;
  if (end < 0 || tail.getUint32(end, true) !== 0x06054b50 || tail.getUint16(end + 20, true) !== 0)
    throw new Error("not a zip");
  const [count, length, at] = [
    tail.getUint16(end + 10, true),
    tail.getUint32(end + 12, true),
    tail.getUint32(end + 16, true),
  ];
  const located = end >= 20 && tail.getUint32(end - 20, true) === 0x07064b50;
  if (!located) {
    if (at + length + 22 !== zip.size) throw new Error("not a zip");
    return { at, length, count };
  }
  const wideAt = Number(tail.getBigUint64(end - 12, true));
  if (end !== 76 || wideAt !== from || tail.getUint32(0, true) !== 0x06064b50) throw new Error("not a zip");
  const large = [32, 40, 48].map((place) => Number(tail.getBigUint64(place, true)));
  const [wideCount = 0, wideLength = 0, wideOffset = 0] = large;
  const agree =
    count === Math.min(wideCount, 0xffff) &&
    length === Math.min(wideLength, max32) &&
    at === Math.min(wideOffset, max32);
  if (!agree || wideOffset + wideLength !== wideAt || wideCount > mostEntries) throw new Error("two ends");
  return { at: wideOffset, length: wideLength, count: wideCount };
}

/** Numbers that did not fit 32 bits stand in the extra field 1, in order (APPNOTE 4.5.3). */
function largeNumbers(extra: DataView, small: readonly number[]): number[] {
  let found: DataView = new DataView(new ArrayBuffer(0));
  for (let p = 0; p + 4 <= extra.byteLength; p += 4 + extra.getUint16(p + 2, true)) {
    if (extra.getUint16(p, true) !== 1) continue;
    found = new DataView(extra.buffer, extra.byteOffset + p + 4, extra.getUint16(p + 2, true));
  }
  let at = 0;
  return small.map((number) => {
    if (number !== max32 || at + 8 > found.byteLength) return number;
    at += 8;
    return Number(found.getBigUint64(at - 8, true));
  });
}

async function viewOf(zip: Blob, at: number, length: number): Promise<DataView> {
  const bytes = await zip.slice(at, at + length).arrayBuffer();
  if (bytes.byteLength !== length) throw new Error("cut short");
  return new DataView(bytes);
}

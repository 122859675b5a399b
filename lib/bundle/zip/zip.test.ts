import { PassThrough, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Entry, fromBufferPromise } from "yauzl";
import { pieces } from "../fixture/source.ts";
import { unzipped } from "../fixture/unzip.ts";
import { directoryRecord, endOfDirectory, trailer } from "./records.ts";
import { zipInto } from "./zip.ts";

const when = new Date("2026-03-12T09:30:00Z");

/** Bytes that hardly pack, the same for the same seed. */
function noise(seed: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i += 1) bytes[i] = Math.imul(i + seed, 2654435761) >>> 11;
  return bytes;
}

async function* cut(bytes: Uint8Array, size: number) {
  for await (const piece of pieces(bytes, size)) yield Buffer.from(piece);
}

async function zipOf(files: [string, Buffer][], pieceBytes: number, stored = false): Promise<Buffer> {
  const out = new PassThrough();
  const zip = zipInto(out, when, "top");
  const write = async () => {
    await zip.step("one", async (to) => {
      for (const [path, bytes] of files) await to.add(path, cut(bytes, pieceBytes), { stored });
    });
    await zip.finish();
  };
  return (await Promise.all([buffer(out), write()]))[0];
}

describe("a zip", () => {
  it("gives back what went in, and the same bytes however the input was cut", async () => {
    const file = fc.tuple(
      fc.stringMatching(/^[a-z]{1,9}\.txt$/),
      fc.uint8Array({ maxLength: 300 }).map(Buffer.from),
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(file, { selector: ([path]) => path }), async (files) => {
        const zip = await zipOf(files, 7);
        expect([...(await unzipped(zip))]).toEqual(files);
        expect(await zipOf(files, 1000)).toEqual(zip);
      }),
      { numRuns: 50 },
    );
  });

  it("joins many blocks into one file", async () => {
    const mebibyte = 1024 * 1024;
    const sizes = [mebibyte - 1, mebibyte, mebibyte + 1, 9 * mebibyte + 17];
    for (const size of sizes) {
      const bytes = Buffer.alloc(size);
      for (let i = 0; i < size; i += 1) bytes[i] = (i * 2654435761) >>> (i % 24);
      const files = await unzipped(await zipOf([["a.bin", bytes]], 77_777));
      expect(files.get("a.bin")?.equals(bytes)).toBe(true);
    }
  });

  it("holds more files than a 16-bit count can say", async () => {
    const files = Array.from({ length: 65_600 }, (_, i): [string, Buffer] => [
      `${i}.txt`,
      Buffer.from(String(i)),
    ]);
    const reader = await fromBufferPromise(await zipOf(files, 100, true), { lazyEntries: true });
    const entries: Entry[] = [];
    for await (const entry of reader.eachEntry()) entries.push(entry);
    expect(entries).toHaveLength(65_600);
    const last = entries.at(-1);
    expect(last?.fileName).toBe("top/65599.txt");
    if (last) expect((await buffer(await reader.openReadStreamPromise(last))).toString()).toBe("65599");
  }, 60_000);

  it("writes 64-bit fields only where 32 bits do not hold the number", () => {
    const small = { path: "a", stored: false, crc: 1, bytes: 5, packedBytes: 4, offset: 3 };
    expect(trailer(small)).toHaveLength(16);
    expect(directoryRecord(small, when)).toHaveLength(47);
    const large = { ...small, bytes: 2 ** 33, offset: 2 ** 32 + 9 };
    expect(trailer(large).readBigUInt64LE(16)).toBe(2n ** 33n);
    const record = directoryRecord(large, when);
    expect(record.readUInt32LE(24)).toBe(0xffffffff);
    expect(record.readUInt32LE(20)).toBe(4);
    expect([record.readUInt16LE(47), record.readUInt16LE(49)]).toEqual([1, 16]);
    expect([record.readBigUInt64LE(51), record.readBigUInt64LE(59)]).toEqual([2n ** 33n, 2n ** 32n + 9n]);
    expect(endOfDirectory(3, 100, 200)).toHaveLength(22);
    const end = endOfDirectory(70_000, 100, 2 ** 34);
    expect(end.readBigUInt64LE(32)).toBe(70_000n);
    expect(end.readBigUInt64LE(56 + 8)).toBe(2n ** 34n + 100n);
  });

  it("takes files that are written at the same time, in the order in which they were begun", async () => {
    const files = [noise(1, 1_500_000), noise(2, 3_500_000), noise(3, 50), noise(4, 2_000_000)];
    const interleaved = async () => {
      const out = new PassThrough();
      const zip = zipInto(out, when, "top");
      const write = async () => {
        await zip.step("all", async (to) => {
          const open = files.map((_, i) => to.begin(`${i}.bin`, { stored: i === 3 }));
          for (let at = 0; at < 3_500_000; at += 300_000) {
            for (const [i, bytes] of files.entries()) await open[i]?.write(bytes.subarray(at, at + 300_000));
          }
          for (const file of open.toReversed()) await file.end();
        });
        await zip.finish();
      };
      return (await Promise.all([buffer(out), write()]))[0];
    };
    const zip = await interleaved();
    const read = await unzipped(zip);
    expect([...read.keys()]).toEqual(["0.bin", "1.bin", "2.bin", "3.bin"]);
    for (const [i, bytes] of files.entries()) expect(read.get(`${i}.bin`)?.equals(bytes)).toBe(true);
    expect((await interleaved()).equals(zip)).toBe(true);
  });

  it("goes at the reader's pace", async () => {
    let unread = 0;
    let most = 0;
    const slow = new Writable({
      highWaterMark: 1024,
      write(chunk: Buffer, _encoding, done) {
        unread += chunk.length;
        most = Math.max(most, slow.writableLength);
        setTimeout(done, 1);
      },
    });
    const zip = zipInto(slow, when, "top");
    for (let i = 0; i < 20; i += 1) {
      await zip.step(String(i), (to) => to.add(`${i}.bin`, cut(noise(0, 200_000), 5000)));
    }
    await zip.finish();
    expect(unread).toBeGreaterThan(700_000);
    expect(most).toBeLessThan(100_000);
  });

  it("fails, and does not hang, when the place it writes to breaks or closes", async () => {
    const breaking = new Writable({
      write: (_chunk, _encoding, done) => done(new Error("the disk is full")),
    });
    const zip = zipInto(breaking, when, "top");
    const write = zip.step("many", async (to) => {
      for (let i = 0; i < 100; i += 1) await to.add(`${i}.txt`, cut(Buffer.alloc(100_000), 1000));
    });
    await expect(write).rejects.toThrow("the disk is full");

    const closing = new PassThrough({ highWaterMark: 1 });
    const other = zipInto(closing, when, "top");
    setTimeout(() => closing.destroy(), 20);
    const one = other.step("one", (to) => to.add("a.bin", cut(noise(0, 5_000_000), 1000)));
    await expect(one).rejects.toThrow("closed");
  });
});

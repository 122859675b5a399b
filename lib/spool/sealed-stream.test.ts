import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStream, sealStream } from "./sealed-stream.ts";

const key = randomBytes(32);

async function* chunks(data: Buffer, size: number) {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

describe("sealed streams", () => {
  it("open to exactly what was sealed, at every size around the frame", async () => {
    for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001]) {
      const plain = randomBytes(size);
      const sealed = await all(sealStream(key, "a/b", chunks(plain, 10_007)));
      expect((await all(openStream(key, "a/b", chunks(sealed, 4_099)))).equals(plain)).toBe(true);
    }
  });

  it("do not open when a byte is changed, the end is cut, frames swap, or the name differs", async () => {
    const plain = randomBytes(150_000);
    const sealed = await all(sealStream(key, "a/b", chunks(plain, 50_000)));
    const frame = 65_536 + 16;
    const swapped = Buffer.concat([
      sealed.subarray(0, 36),
      sealed.subarray(36 + frame, 36 + 2 * frame),
      sealed.subarray(36, 36 + frame),
      sealed.subarray(36 + 2 * frame),
    ]);
    await expect(all(openStream(key, "a/b", chunks(swapped, 9_999)))).rejects.toThrow();
    await expect(all(openStream(key, "a/c", chunks(sealed, 9_999)))).rejects.toThrow();
    for (const cut of [10, 36, 36 + frame, 36 + 2 * frame, sealed.length - 1]) {
      await expect(all(openStream(key, "a/b", chunks(sealed.subarray(0, cut), 9_999)))).rejects.toThrow();
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), async (at) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ 1;
        await expect(all(openStream(key, "a/b", chunks(changed, 65_552)))).rejects.toThrow();
      }),
      { numRuns: 30 },
    );
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { gathered } from "./gathered.ts";

it("gives the same bytes in fewer pieces, whatever their sizes", async () => {
  const sizes = fc.array(fc.oneof(fc.nat(2_000), fc.integer({ min: 100_000, max: 300_000 })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(sizes, async (all) => {
      const pieces = all.map((size, i) => Buffer.alloc(size, i + 1));
      const out: Uint8Array[] = [];
      for await (const piece of gathered(each(pieces))) out.push(piece);
      expect(Buffer.concat(out).equals(Buffer.concat(pieces))).toBe(true);
      expect(out.length).toBeLessThanOrEqual(pieces.filter(({ length }) => length > 0).length);
    }),
    { numRuns: 40 },
  );
  const small: Uint8Array[] = [];
  for await (const piece of gathered(each(Array.from({ length: 1000 }, () => Buffer.alloc(1000)))))
    small.push(piece);
  expect(small).toHaveLength(Math.ceil(1000 / Math.floor((128 * 1024) / 1000)));
});

async function* each(pieces: readonly Buffer[]) {
  yield* pieces;
}

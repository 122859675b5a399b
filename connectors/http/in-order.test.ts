import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

async function gathered<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

test("whatever the sources' pace, order and number are those of one after the other", async () => {
  const source = fc.record({ values: fc.nat(600), pause: fc.nat(3), grows: fc.nat(2) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(source, { maxLength: 6 }),
      fc.integer({ min: 1, max: 5 }),
      async (sources, atOnce) => {
        const asked = [...sources];
        let open = 0;
        let most = 0;
        const read = async function* (one: (typeof sources)[number]) {
          open += 1;
          most = Math.max(most, open);
          const place = asked.indexOf(one);
          for (let at = 0; at < one.values; at += 1) {
            if (at % 200 === 0) await wait(one.pause);
            yield `${place}.${at}`;
          }
          for (let more = 0; more < one.grows; more += 1) asked.push({ values: 2, pause: 0, grows: 0 });
          open -= 1;
        };
        const all = await gathered(inOrder(asked, atOnce, read));
        const expected = asked.flatMap((one, place) =>
          Array.from({ length: one.values }, (_, at) => `${place}.${at}`),
        );
        expect(all).toEqual(expected);
        expect(most).toBeLessThanOrEqual(atOnce);
      },
    ),
    { numRuns: 60 },
  );
});

test("a source waits once it is far enough ahead of its turn", async () => {
  let read = 0;
  const endless = async function* (place: number) {
    for (;;) {
      if (place === 0) await wait(1);
      else read += 1;
      yield place;
    }
  };
  let taken = 0;
  for await (const _ of inOrder([0, 1], 2, endless)) {
    taken += 1;
    if (taken === 50) break;
  }
  expect(read).toBeLessThan(300);
});

test("a failure is told in its turn, and whoever goes away ends the sources", async () => {
  let ended = 0;
  const source = async function* (place: number) {
    try {
      for (let at = 0; at < 10; at += 1) {
        if (place === 2) throw new Error("the third one broke");
        yield place;
      }
    } finally {
      ended += 1;
    }
  };
  const seen: number[] = [];
  await expect(
    (async () => {
      for await (const value of inOrder([0, 1, 2, 3], 4, source)) seen.push(value);
    })(),
  ).rejects.toThrow("the third one broke");
  expect(seen).toHaveLength(20);
  await wait(5);
  expect(ended).toBe(4);
});

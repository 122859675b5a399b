import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { arriving, TooLarge } from "./arriving.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Pieces of so many bytes, each after so many seconds. */
async function* body(pieces: number, bytes: number, seconds: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < pieces; i += 1) {
    await new Promise((soon) => setTimeout(soon, seconds * 1000));
    yield new Uint8Array(bytes);
  }
}

async function read(from: AsyncIterable<Uint8Array>, most = 1e9): Promise<number> {
  const all = (async () => {
    let sum = 0;
    for await (const piece of arriving(from, most)) sum += piece.length;
    return sum;
  })();
  all.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(vi.getTimerCount()).toBe(0);
  return all;
}

describe("an upload", () => {
  it("is read whole at any pace that gets on, with pauses", async () => {
    expect(await read(body(10, 400_000, 20))).toBe(4_000_000);
    expect(await read(body(29, 1, 1))).toBe(29);
  });

  it("is given up after silence, where it trickles, and where it is too large", async () => {
    await expect(read(body(1, 100, 31), 1e9)).rejects.toMatchObject({ code: "invalid" });
    await expect(read(body(250, 10_000, 1))).rejects.toMatchObject({ code: "invalid" });
    await expect(read(body(3, 10, 0), 29)).rejects.toThrow(TooLarge);
  });
});

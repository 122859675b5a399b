import { afterEach, expect, it, vi } from "vitest";
import { inTurn } from "./turn.ts";

afterEach(() => vi.useRealTimers());

it("does two checks at once and no third, and makes room when one ends or fails", async () => {
  let end = () => {};
  const waiting = () => new Promise<void>((resolve) => (end = resolve));
  const first = inTurn(waiting);
  const endFirst = end;
  const second = inTurn(waiting);
  await expect(inTurn(async () => 1)).rejects.toMatchObject({ code: "too_many" });
  endFirst();
  await first;
  await expect(inTurn(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await inTurn(async () => 3)).toBe(3);
  end();
  await second;
});

it("does sixty checks in ten minutes", async () => {
  vi.useFakeTimers({ now: Date.now() + 3_600_000 });
  for (let i = 0; i < 60; i += 1) await inTurn(async () => i);
  await expect(inTurn(async () => 1)).rejects.toMatchObject({ code: "too_many" });
  vi.setSystemTime(Date.now() + 600_001);
  expect(await inTurn(async () => 2)).toBe(2);
});

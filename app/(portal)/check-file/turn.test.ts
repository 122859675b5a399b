import { afterEach, expect, it, vi } from "vitest";
import { inTurn, withRoom } from "./turn.ts";

afterEach(() => vi.useRealTimers());

it("takes eight uploads in at once and no ninth, and makes room when one ends or fails", async () => {
  const ends: (() => void)[] = [];
  const slow = Array.from({ length: 8 }, () => withRoom(() => new Promise<void>((end) => ends.push(end))));
  await expect(withRoom(async () => 1)).rejects.toMatchObject({ code: "too_many" });
  ends[0]?.();
  await slow[0];
  await expect(withRoom(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  // Uploads that never end keep nobody from being checked.
  expect(await withRoom(() => inTurn(async () => 2))).toBe(2);
  for (const end of ends) end();
  await Promise.all(slow);
});

it("does two checks at once; the third waits for one that ends, even by failing", async () => {
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const checks = [inTurn(() => first.promise), inTurn(() => second.promise)];
  const third = inTurn(async () => order.push("third"));
  const fourth = inTurn(async () => order.push("fourth"));
  await new Promise((soon) => setTimeout(soon, 5));
  expect(order).toEqual([]);
  first.reject(new Error("broken"));
  await expect(checks[0]).rejects.toThrow("broken");
  await Promise.all([third, fourth]);
  expect(order).toEqual(["third", "fourth"]);
  second.resolve();
  await checks[1];
});

it("does sixty checks in ten minutes, and counts no upload that was not checked", async () => {
  vi.useFakeTimers({ now: Date.now() + 3_600_000 });
  for (let i = 0; i < 100; i += 1) await withRoom(async () => i);
  for (let i = 0; i < 60; i += 1) await inTurn(async () => i);
  await expect(inTurn(async () => 1)).rejects.toMatchObject({ code: "too_many" });
  await expect(withRoom(async () => 1)).rejects.toMatchObject({ code: "too_many" });
  vi.setSystemTime(Date.now() + 600_001);
  expect(await withRoom(() => inTurn(async () => 2))).toBe(2);
});

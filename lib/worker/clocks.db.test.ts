import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { sweepClocksEvery } from "./clocks.ts";
import { type House, openHouse } from "./fixture/house.ts";
import { fileAndProve } from "./fixture/ways.ts";
import { startWorker } from "./worker.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const on = (day: string) => vi.setSystemTime(new Date(`${day}T10:00:00Z`));
const marks = async (requestId: string) =>
  (
    await house.query<{ mark: string }>("select mark from alert where request_id = $1 order by on_day", [
      requestId,
    ])
  ).map(({ mark }) => mark);

it("a worker that starts tells at once what came due while none ran, and goes on telling", async () => {
  on("2026-01-31");
  const { requestId } = await fileAndProve({ place: "IE" });
  on("2026-02-14");
  const worker = await startWorker();
  await vi.waitUntil(async () => (await marks(requestId)).length === 1, { timeout: 10_000, interval: 50 });
  await worker.stop();
  expect(await marks(requestId)).toEqual(["half"]);

  const clocks = sweepClocksEvery(0.05);
  on("2026-02-25");
  await vi.waitUntil(async () => (await marks(requestId)).length === 4, { timeout: 10_000, interval: 50 });
  await clocks.stop();
  // Nothing goes on after it has stopped.
  on("2026-03-03");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await marks(requestId)).toHaveLength(4);
});

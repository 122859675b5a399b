import { expect, it } from "vitest";
import { readWithin } from "./read-within.ts";

const sent = (body: BodyInit) =>
  new Request("https://desk.example.com", { method: "POST", body, duplex: "half" } as RequestInit);
const within = { most: 8, seconds: 0.05 };

it("reads a whole body, and none that is too large or never ends", async () => {
  expect(Buffer.from((await readWithin(sent("12345678"), within)) ?? []).toString()).toBe("12345678");
  expect(await readWithin(sent("123456789"), within)).toBeNull();
  let left = false;
  const slow = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from("1")),
    cancel: () => {
      left = true;
    },
  });
  expect(await readWithin(sent(slow), within)).toBeNull();
  expect(left).toBe(true);
});

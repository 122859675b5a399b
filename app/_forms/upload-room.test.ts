import { expect, it } from "vitest";
import { withUploadRoom } from "./upload-room.ts";

it("reads eight forms with files at a time, refuses the ninth, and has room again when one is read or fails", async () => {
  const end: (() => void)[] = [];
  const running = Array.from({ length: 8 }, () =>
    withUploadRoom(() => new Promise<void>((done) => end.push(done))),
  );
  await expect(withUploadRoom(async () => "read")).rejects.toMatchObject({ code: "too_many" });
  end[0]?.();
  await running[0];
  await expect(
    withUploadRoom(async () => {
      throw new Error("broken");
    }),
  ).rejects.toThrow("broken");
  await expect(withUploadRoom(async () => "read")).resolves.toBe("read");
  for (const done of end) done();
  await Promise.all(running);
});

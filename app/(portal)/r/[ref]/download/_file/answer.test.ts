import { expect, it } from "vitest";
import { asItIs, streamOf } from "./answer.ts";

const bytes = Buffer.from("0123456789");
const file = (span: { from: number; to: number } | null) => {
  let read = 0;
  const opened = {
    kind: "file" as const,
    async *open() {
      for (const byte of bytes.subarray(span?.from ?? 0, span?.to ?? bytes.length)) {
        read += 1;
        yield Buffer.of(byte);
      }
    },
    fileName: 'larkspur "x"\r\n.zip',
    bytes: bytes.length,
    sha256: "ab",
    etag: '"ab"',
    span,
  };
  return { opened, read: () => read };
};

it("answers with the whole file or the part that was asked for, and says so", async () => {
  const whole = asItIs(file(null).opened, false);
  expect([whole.status, await whole.text()]).toEqual([200, "0123456789"]);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    "accept-ranges": "bytes",
    etag: '"ab"',
    "content-length": "10",
    "content-disposition": 'attachment; filename="larkspur__x___.zip"',
    "cache-control": "private, no-store",
  });
  expect(whole.headers.has("content-range")).toBe(false);
  const part = asItIs(file({ from: 3, to: 7 }).opened, false);
  expect([part.status, part.headers.get("content-range"), part.headers.get("content-length")]).toEqual([
    206,
    "bytes 3-6/10",
    "4",
  ]);
  expect(await part.text()).toBe("3456");
  const head = asItIs(file(null).opened, true);
  expect([head.status, head.headers.get("content-length"), head.body]).toEqual([200, "10", null]);
});

it("reads no further than the reader has come, and stops with them", async () => {
  const { opened, read } = file(null);
  const reader = streamOf(opened.open()).getReader();
  await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(read()).toBeLessThanOrEqual(2);
  await reader.cancel();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(read()).toBeLessThanOrEqual(2);
});

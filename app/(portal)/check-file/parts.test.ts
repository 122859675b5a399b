import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { TooLarge } from "./arriving.ts";
import { partsOf } from "./parts.ts";

const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256));

/** What a browser would send, cut into pieces of any size. */
async function sent(form: FormData, pieceBytes: number, upTo = Number.POSITIVE_INFINITY): Promise<Request> {
  const whole = new Response(form);
  const body = Buffer.from(await whole.arrayBuffer()).subarray(0, upTo);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < body.length; at += pieceBytes)
        controller.enqueue(body.subarray(at, at + pieceBytes));
      controller.close();
    },
  });
  const type = whole.headers.get("content-type") ?? "";
  const init = { method: "POST", headers: { "content-type": type }, body: stream, duplex: "half" };
  return new Request("http://localhost/", init);
}

function form(): FormData {
  const fields = new FormData();
  fields.set("list", new File(["{}\r\n--not a boundary\r\n"], "manifest.json"));
  fields.set("package", new File([bytes], 'a "b".zip'));
  fields.set("empty", "");
  return fields;
}

describe("a form with files, as it arrives", () => {
  it.each([1, 3, 64, 1_000_000])("gives every field whole, in pieces of %i bytes", async (pieceBytes) => {
    const read: [string, Buffer][] = [];
    for await (const part of partsOf(await sent(form(), pieceBytes), 100_000))
      read.push([part.name, await buffer(part.bytes)]);
    expect(read).toEqual([
      ["list", Buffer.from("{}\r\n--not a boundary\r\n")],
      ["package", bytes],
      ["empty", Buffer.alloc(0)],
    ]);
  });

  it("passes over what nobody reads", async () => {
    const names: string[] = [];
    for await (const part of partsOf(await sent(form(), 100), 100_000)) names.push(part.name);
    expect(names).toEqual(["list", "package", "empty"]);
  });

  it("is refused where what nobody reads is too much", async () => {
    const passedOver = async () => {
      for await (const _part of partsOf(await sent(form(), 100), 4000));
    };
    await expect(passedOver()).rejects.toThrow(TooLarge);
  });

  it("is refused where it is cut off, or no form", async () => {
    const cut = async () => {
      for await (const part of partsOf(await sent(form(), 100, 3000), 100_000)) await buffer(part.bytes);
    };
    await expect(cut()).rejects.toMatchObject({ code: "invalid" });
    const none = partsOf(new Request("http://localhost/", { method: "POST", body: "hello" }), 100_000);
    await expect(none.next()).rejects.toMatchObject({ code: "invalid" });
  });
});

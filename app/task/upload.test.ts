import { describe, expect, it } from "vitest";
import { HabeasError } from "#lib/core/errors.ts";
import { answerFrom } from "./answer.ts";
import { readUpload } from "./upload.ts";

const mega = 1024 * 1024;
const url = "http://localhost:4000/task/t/answer";

function sent(form: FormData): Request {
  return new Request(url, { method: "POST", body: form });
}

/** A body without a declared length that goes on and on; `given` counts what was really taken of it. */
function endless(): { request: Request; given: () => number } {
  let given = 0;
  const start = new TextEncoder().encode(
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n',
  );
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(start),
    pull(controller) {
      given += mega;
      controller.enqueue(new Uint8Array(mega).fill(97));
    },
  });
  const headers = { "content-type": "multipart/form-data; boundary=b" };
  return {
    request: new Request(url, { method: "POST", body, headers, duplex: "half" } as RequestInit),
    given: () => given,
  };
}

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

describe("an owner's upload", () => {
  it("comes whole, byte by byte", async () => {
    const form = new FormData();
    form.set("answer", "file");
    form.set("file", new File(["card,name\r\n1,Zoë ليلى\r\n"], "cards.csv"));
    const answer = answerFrom(await readUpload(sent(form)));
    if (answer.kind !== "file") throw new Error(answer.kind);
    expect(await collected(answer.bytes)).toBe("card,name\r\n1,Zoë ليلى\r\n");
  });

  it("is read no further than 25 MB, whatever is said about its length", async () => {
    const { request, given } = endless();
    await expect(readUpload(request)).rejects.toThrow("larger than 25 MB");
    expect(given()).toBeLessThan(30 * mega);
  });

  it("is not read at all where it says itself that it is too long", async () => {
    const { request, given } = endless();
    const headers = new Headers(request.headers);
    headers.set("content-length", String(26 * mega));
    const said = { headers, body: request.body } as Request;
    await expect(readUpload(said)).rejects.toThrow("larger than 25 MB");
    expect(given()).toBeLessThan(2 * mega);
  });

  it.each(["text/plain", "multipart/form-data", "multipart/form-data; boundary=other", ""])(
    "that is no form (%s) gets a sentence",
    async (type) => {
      const request = new Request(url, {
        method: "POST",
        body: "--b\r\nhalf",
        headers: { "content-type": type },
      });
      await expect(readUpload(request)).rejects.toThrow(HabeasError);
    },
  );
});

describe("an owner's answer", () => {
  const answer = (fields: Record<string, string | File>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return () => answerFrom(form);
  };

  it("is one of those on the page", () => {
    expect(answer({ answer: "nothing" })()).toEqual({ kind: "nothing" });
    expect(answer({ answer: "done", note: " Two rows.\0 " })()).toEqual({ kind: "done", note: "Two rows." });
    expect(answer({ answer: "not_mine", other: "Ask Ida" })()).toEqual({ kind: "not_mine", note: "Ask Ida" });
  });

  it.each<Record<string, string | File>>([
    {},
    { answer: "everything" },
    { answer: "file" },
    { answer: "file", file: "not a file" },
    { answer: "file", file: new File([], "empty.csv") },
    { answer: "not_mine", other: "  " },
    { answer: "done", note: "a".repeat(2001) },
    { answer: new File(["nothing"], "nothing") },
  ])("is refused with a sentence where something is missing: %o", (fields) => {
    expect(answer(fields)).toThrow(HabeasError);
  });
});

import { HabeasError } from "#lib/core/errors.ts";
import { arriving } from "./arriving.ts";

/** One field of a form with files, while its bytes arrive. */
export type FormPart = { name: string; bytes: AsyncGenerator<Buffer> };

const longestHeader = 16 * 1024;
const unreadable = () => new HabeasError("invalid", "The form did not arrive whole. Send it again.");

/**
 * The fields of a form with files (`multipart/form-data`, RFC 7578) one after the other, without holding any of them: one that
 * nobody reads is passed over, and counts towards `most` like the others. Throws HabeasError `invalid` for a body that is no
 * such form or comes too slowly, TooLarge for one of more bytes.
 */
export async function* partsOf(request: Request, most: number): AsyncGenerator<FormPart> {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
      request.headers.get("content-type") ?? "",
    ) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined || request.body === null) throw unreadable();
  const body = new Incoming(arriving(request.body, most));
  const line = Buffer.from(`\r\n--${boundary}`);
  await drained(body.until(line));
  while ((await body.take(2)).toString("latin1") === "\r\n") {
    const header = await textOf(body.until(Buffer.from("\r\n\r\n")));
    const [, name = ""] = /^content-disposition:\s*form-data\s*;.*?\bname="([^"]*)"/im.exec(header) ?? [];
    const bytes = body.until(line);
    yield { name, bytes };
    await drained(bytes);
  }
}

/** Bytes as they come in, cut where a line of the form stands. */
class Incoming {
  readonly #pieces: AsyncIterator<Uint8Array>;
  /** The first boundary has no line end before it. */
  #held = Buffer.from("\r\n");

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Everything before `mark`, which is passed over. */
  async *until(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const last = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        yield last;
        return;
      }
      // What could be the beginning of the mark is kept until more is known.
      const sure = Math.max(0, this.#held.length - mark.length + 1);
      const ready = this.#held.subarray(0, sure);
      this.#held = this.#held.subarray(sure);
      if (ready.length > 0) yield ready;
      await this.#more();
    }
  }

  async take(bytes: number): Promise<Buffer> {
    while (this.#held.length < bytes) await this.#more();
    const taken = this.#held.subarray(0, bytes);
    this.#held = this.#held.subarray(bytes);
    return taken;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done) throw unreadable();
    this.#held = Buffer.concat([this.#held, value]);
  }
}

async function drained(bytes: AsyncGenerator<Buffer>): Promise<void> {
  for await (const _piece of bytes);
}

async function textOf(bytes: AsyncGenerator<Buffer>): Promise<string> {
  let text = "";
  for await (const piece of bytes) {
    text += piece.toString("utf8");
    if (text.length > longestHeader) throw unreadable();
  }
  return text;
}

import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { failureOf } from "./failure.ts";
import { type JsonField, JsonLines } from "./json-lines.ts";

/** The bytes of a `COPY … TO STDOUT`, with back-pressure. Throws `ConnectorError`. */
async function* copyBytes(client: pg.Client, sql: string): AsyncGenerator<Uint8Array> {
  const stream = client.query(copyTo(sql));
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw failureOf(error);
  }
}

/** The rows of a `COPY` as record lines. Throws `ConnectorError`, also where the last row is not whole. */
export async function* copiedLines(
  client: pg.Client,
  sql: string,
  fields: readonly JsonField[],
): AsyncGenerator<Uint8Array> {
  const lines = new JsonLines(fields);
  for await (const chunk of copyBytes(client, sql)) {
    const made = lines.push(chunk);
    if (made.length > 0) yield made;
  }
  if (!lines.whole) throw failureOf(new Error("the stream ended inside a row"));
}

/** Reads exact numbers of bytes out of a stream of chunks. */
class Reader {
  #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** At most `size` bytes, at least one; undefined at the end. */
  async some(size: number): Promise<Buffer | undefined> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return undefined;
      this.#rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    const part = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(part.length);
    return part;
  }

  /** Exactly `size` bytes. */
  async exactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = size; missing > 0; ) {
      const part = await this.some(missing);
      if (part === undefined) throw failureOf(new Error("the stream ended inside a row"));
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }
}

export type FileRow = { via: string; name: string; bytes: AsyncIterable<Uint8Array> };

const headerBytes = 19;

/**
 * Rows of a binary `COPY` of key, name and bytes (format: PostgreSQL manual, COPY, "Binary Format"). The bytes of one
 * row pass through as they come; what the reader leaves is skipped.
 */
export async function* copyFileRows(client: pg.Client, sql: string): AsyncGenerator<FileRow> {
  const reader = new Reader(copyBytes(client, sql));
  const header = await reader.exactly(headerBytes);
  await reader.exactly(header.readInt32BE(headerBytes - 4));
  while ((await reader.exactly(2)).readInt16BE(0) !== -1) {
    const via = (await reader.exactly((await reader.exactly(4)).readInt32BE(0))).toString("utf8");
    const name = (await reader.exactly((await reader.exactly(4)).readInt32BE(0))).toString("utf8");
    let missing = (await reader.exactly(4)).readInt32BE(0);
    const bytes = async function* () {
      while (missing > 0) {
        const part = await reader.some(missing);
        if (part === undefined) throw failureOf(new Error("the stream ended inside a file"));
        missing -= part.length;
        yield part;
      }
    };
    yield { via, name, bytes: bytes() };
    while (missing > 0) missing -= (await reader.exactly(Math.min(missing, 65_536))).length;
  }
  while ((await reader.some(65_536)) !== undefined);
}

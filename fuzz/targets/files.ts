import { deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { readMessageForm } from "#app/_forms/message-form.ts";
import { partsOf } from "#app/(portal)/check-file/parts.ts";
import { csvRecords, usualCsv } from "#connectors/files/csv.ts";
import { failureOf } from "#connectors/files/folder.ts";
import { arrayRecords } from "#connectors/files/json-array.ts";
import { ndjsonRecords } from "#connectors/files/ndjson.ts";
import { parquetRecords } from "#connectors/files/parquet.ts";
import type { Source, Wanted } from "#connectors/files/source.ts";
import { checkPackage } from "#lib/bundle/verify/package-check.ts";
import { mediaTypeOf } from "#lib/dealing/media-type.ts";
import { parseMail } from "#lib/dealing/reply/parse.ts";
import { anyBytes, jsonText, mutated, mutatedText } from "../inputs.ts";
import { type Target, target } from "../target.ts";
import { zipOf } from "../zip.ts";

const records = [
  { id: "7", email: "dana@example.com", at: "2026-01-02" },
  { id: "8", email: "noam@example.com", at: "2026-01-03" },
];
const lines = records.map((one) => JSON.stringify(one)).join("\n");
const csv = 'id,email,at\n7,dana@example.com,2026-01-02\n8,"no,am""@example.com",2026-01-03\n';
const parquet = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: "id", data: ["7", "8"], type: "STRING" },
      { name: "email", data: ["dana@example.com", "noam@example.com"], type: "STRING" },
      { name: "n", data: [1, 2], type: "INT32" },
    ],
  }),
);
/** Where what the file says of itself begins. What stands before are pages, of which one byte can claim a thousand million values. */
const footer = parquet.length - 8 - Buffer.from(parquet).readUInt32LE(parquet.length - 8);
const wanted: Wanted = { columns: ["id"], proofs: ["id"], texts: null, keep: () => true };

function sourceOf(name: string, bytes: Uint8Array): Source {
  const whole = Buffer.from(bytes);
  const part = async function* (from: number, to: number): AsyncGenerator<Buffer> {
    // In small pieces: what a reader cuts across is where it errs.
    for (let at = from; at < to; at += 37) yield whole.subarray(at, Math.min(at + 37, to));
  };
  return {
    name,
    newest: false,
    signal: new AbortController().signal,
    file: {
      size: whole.length,
      changedAt: 0,
      bytes: part,
      close: async () => {},
    } as unknown as Source["file"],
  };
}

async function drained(rows: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const row of rows)
      if (typeof row !== "object" || row === null) throw new Error("a record is none");
  } catch (error) {
    // As the reader of a whole folder does with what the library of packed files says.
    const known = failureOf(error);
    throw known.code === "unreachable" ? error : known;
  }
}

const mail = Buffer.from(
  'From: Hank <hank@example.com>\r\nTo: answers+abcdefghjkmnpqrstuvwxyz234@larkspur.example\r\nSubject: =?utf-8?q?Re=3A_x?=\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Yes=21</p>\r\n--b\r\nContent-Type: image/png; name="a.png"\r\nContent-Disposition: attachment; filename="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n',
);
const upload = Buffer.from(
  '--xYz\r\nContent-Disposition: form-data; name="text"\r\n\r\nHello\r\n--xYz\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--xYz--\r\n',
);
const formOf = (body: Uint8Array) =>
  new Request("https://privacy.example.com/x", {
    method: "POST",
    body: Buffer.from(body),
    headers: { "content-type": "multipart/form-data; boundary=xYz" },
  });

const zips = [
  zipOf([
    ["manifest.json", Buffer.from('{"files":[]}')],
    ["manifest.sig", Buffer.from("untrusted comment: x\n")],
  ]),
  zipOf([
    ["../../etc/passwd", Buffer.from("x")],
    ["a\u0000b", Buffer.from("y")],
    ["CON", Buffer.from("z")],
  ]),
  zipOf([
    ["manifest.json", Buffer.alloc(3_000_000)],
    ["manifest.sig", Buffer.alloc(3)],
  ]),
];
const heads = [
  "%PDF-1.7\n",
  "\u0089PNG\r\n\u001a\n",
  "\u00ff\u00d8\u00ff\u00e0",
  "RIFF0000WEBP",
  "0000ftypheic",
  "<svg xmlns='http://www.w3.org/2000/svg'>",
  "PK\u0003\u0004",
].map((one) => Buffer.from(one, "latin1"));

/** Files, mails and streams: of people, of systems, of owners. */
export const files: Target[] = [
  target({
    name: "files of lines",
    inputs: fc.oneof(
      mutated([Buffer.from(lines)]),
      jsonText.map((one) => new Uint8Array(Buffer.from(one))),
    ),
    take: (bytes) => drained(ndjsonRecords(sourceOf("a.ndjson", bytes), "people", wanted)),
  }),
  target({
    name: "files of an array",
    inputs: fc.oneof(
      mutated([Buffer.from(JSON.stringify(records))]),
      jsonText.map((one) => new Uint8Array(Buffer.from(one))),
    ),
    take: (bytes) => drained(arrayRecords(sourceOf("a.json", bytes), "people", wanted)),
  }),
  target({
    name: "files of a table",
    inputs: mutatedText([csv]).map((text) => new Uint8Array(Buffer.from(text))),
    take: (bytes) => drained(csvRecords(sourceOf("a.csv", bytes), "people", usualCsv, wanted)),
  }),
  target({
    name: "packed files",
    inputs: mutated([gzipSync(lines)]),
    take: (bytes) => drained(ndjsonRecords(sourceOf("a.ndjson.gz", bytes), "people", wanted)),
  }),
  target({
    name: "columns of Parquet",
    inputs: mutated([parquet.subarray(footer)]).map(
      (end) => new Uint8Array(Buffer.concat([parquet.subarray(0, footer), end])),
    ),
    take: (bytes) => drained(parquetRecords(sourceOf("a.parquet", bytes), "people", wanted)),
  }),
  target({
    name: "TM-29 ADV-02 packages to check",
    inputs: mutated([...zips, deflateRawSync(lines)]),
    take: (bytes) =>
      checkPackage(
        {
          bytes: bytes.length,
          part: async function* (from, to) {
            yield Buffer.from(bytes.subarray(from, to));
          },
        },
        [],
      ),
  }),
  target({ name: "TM-12 mails", inputs: mutated([mail]), take: (bytes) => parseMail(bytes) }),
  target({
    name: "TM-31 kinds of files",
    inputs: fc.oneof(mutated(heads), anyBytes),
    take: (bytes) => mediaTypeOf(bytes),
  }),
  target({
    name: "messages with files",
    inputs: mutated([upload]),
    take: (body) => readMessageForm(formOf(body)),
  }),
  target({
    name: "uploads to check",
    inputs: mutated([upload]),
    async take(body) {
      for await (const part of partsOf(formOf(body), 100_000))
        for await (const piece of part.bytes) piece.length;
    },
  }),
];

import { gzipSync } from "node:zlib";
import type { Lie } from "../system.ts";
import type { Named } from "./statuses.ts";

const raw =
  (text: string | Buffer, headers: Record<string, string> = {}): Lie =>
  ({ response }) =>
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(text);

/** The honest answer as text, changed. */
const changed =
  (change: (text: string) => string | Buffer): Lie =>
  ({ response, truth }) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(change(JSON.stringify(truth().body ?? { items: [] })));

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20), { level: 9 });
const deep = (open: string, close: string) => `{"items":${open.repeat(100_000)}${close.repeat(100_000)}}`;

/** Writes for as long as somebody reads. */
const endless =
  (piece: string): Lie =>
  ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"items":[');
    const more = () => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  };

/** Bodies that want to hurt whoever reads them (FI-16). None of them is the person's data. */
export const bodyLies: readonly Named[] = [
  { name: "a gzip bomb", lie: raw(bomb, { "content-encoding": "gzip" }) },
  { name: "gzip in gzip", lie: raw(gzipSync(bomb), { "content-encoding": "gzip, gzip" }) },
  {
    name: "a thousand encodings",
    lie: raw("{}", { "content-encoding": Array.from({ length: 1000 }, () => "gzip").join(", ") }),
  },
  { name: "a packing that is none", lie: raw("{}", { "content-encoding": "gzip" }) },
  { name: "a packing that nobody asked for", lie: raw("{}", { "content-encoding": "zstd" }) },
  {
    name: "headers of ten megabytes",
    lie: ({ response }) => {
      response.writeHead(200, { "content-type": "application/json", "x-long": "x".repeat(10_000_000) });
      response.end('{"items":[]}');
    },
  },
  {
    name: "ten thousand headers",
    lie: ({ response }) => {
      for (let at = 0; at < 10_000; at += 1) response.setHeader(`x-${at}`, "1");
      response.end('{"items":[]}');
    },
  },
  { name: "an answer without end", lie: endless(`{"id":"x","email":"${"y".repeat(60_000)}"},`) },
  { name: "a text without end", lie: endless("z".repeat(65_536)) },
  { name: "a hundred thousand lists in each other", lie: raw(deep("[", "]")) },
  { name: "a hundred thousand objects in each other", lie: raw(`${deep('{"a":', "}").replace(/}$/, "")}`) },
  {
    name: "bytes that are no UTF-8",
    lie: raw(
      Buffer.concat([Buffer.from('{"items":[{"id":"'), Buffer.of(0xff, 0xfe, 0xc0), Buffer.from('"}]}')]),
    ),
  },
  { name: "UTF-16", lie: changed((text) => Buffer.from(`\ufeff${text}`, "utf16le")) },
  { name: "a second document behind the first", lie: changed((text) => `${text}${text}`) },
  {
    name: "a name of the language itself",
    lie: raw('{"__proto__":{"items":[]},"constructor":{"items":[]}}'),
  },
  { name: "NaN for a list", lie: raw('{"items":NaN}') },
  {
    name: "silence after the headers",
    lie: ({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"items":');
      setTimeout(() => response.destroy(), 4000).unref();
    },
  },
  {
    name: "silence",
    lie: ({ response }) => {
      setTimeout(() => response.destroy(), 4000).unref();
    },
  },
  { name: "no HTTP", lie: ({ response }) => response.socket?.end("SSH-2.0-OpenSSH\r\n\r\n") },
  { name: "a closed line", lie: ({ response }) => response.socket?.resetAndDestroy() },
];

/** Bodies that look odd and say the truth: they are read as what they are. */
export const oddBodies: readonly Named[] = [
  {
    name: "honest, and packed",
    lie: ({ response, truth }) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync(JSON.stringify(truth().body)));
    },
  },
  {
    name: "honest, with a name of the language beside it",
    lie: changed((text) => text.replace("{", '{"__proto__":{"items":[]},')),
  },
  { name: "honest, the name given twice", lie: changed((text) => text.replace("{", '{"items":[],')) },
  {
    name: "honest, one byte after the other",
    lie: ({ response, truth }) => {
      const text = JSON.stringify(truth().body);
      response.writeHead(200, { "content-type": "application/json" });
      let at = 0;
      const timer = setInterval(() => {
        if (at >= text.length || response.destroyed) {
          clearInterval(timer);
          response.end();
        } else response.write(text[at++] ?? "");
      }, 1);
    },
  },
];

import { expect, test } from "@playwright/test";
import { get } from "./stand/form.ts";
import { headersIn, opened, portalSocket, say, statusesIn } from "./stand/wire.ts";

const full = process.env.HABEAS_FULL === "1";
const host = () => `Host: ${portalSocket().name}\r\n`;
const inside = "GET /desk/hidden HTTP/1.1\r\nHost: x\r\n\r\n";

/** What is said, and which statuses may come back; none: the connection just ends. */
const shapes = (): [string, string, number[]][] => [
  [
    "two lengths",
    `POST /find/send HTTP/1.1\r\n${host()}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`,
    [400],
  ],
  [
    "a length and chunks",
    `POST /find/send HTTP/1.1\r\n${host()}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inside}`,
    [400],
  ],
  [
    "chunks and a length",
    `POST /find/send HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n${inside}\r\n0\r\n\r\n`,
    [400],
  ],
  [
    "chunks twice",
    `POST /find/send HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
    [400],
  ],
  [
    "chunks under another name",
    `POST /find/send HTTP/1.1\r\n${host()}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    [400],
  ],
  [
    "chunks with a tab",
    `POST /find/send HTTP/1.1\r\n${host()}Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n\r\nabc`,
    [400],
  ],
  [
    "a name with a space before its colon",
    `POST /find/send HTTP/1.1\r\n${host()}Content-Length : 5\r\n\r\nhello`,
    [400],
  ],
  ["a length with a plus", `POST /find/send HTTP/1.1\r\n${host()}Content-Length: +5\r\n\r\nhello`, [400]],
  ["a negative length", `POST /find/send HTTP/1.1\r\n${host()}Content-Length: -1\r\n\r\n`, [400]],
  [
    "a chunk of no size",
    `POST /find/send HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n`,
    [400, 403, 503],
  ],
  [
    "a chunk too large for any number",
    `POST /find/send HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx\r\n`,
    [400, 403, 503],
  ],
  [
    "chunks that talk too much",
    `POST /find/send HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\n1;${"a".repeat(30_000)}\r\nx\r\n0\r\n\r\n`,
    [400, 403, 413, 503],
  ],
  ["a folded header", `GET / HTTP/1.1\r\n${host()}X-A: b\r\n c\r\n\r\n`, [200, 400]],
  ["a NUL in a header", `GET / HTTP/1.1\r\n${host()}X-A: b\u0000c\r\n\r\n`, [400]],
  ["a lone CR in a header", `GET / HTTP/1.1\r\n${host()}X-A: b\rX-B: c\r\n\r\n`, [400]],
  ["lines that end with LF", `GET / HTTP/1.1\nHost: ${portalSocket().name}\n\n`, [200, 400]],
  ["a header of a megabyte", `GET / HTTP/1.1\r\n${host()}X-A: ${"a".repeat(1_048_576)}\r\n\r\n`, [431]],
  [
    "ten thousand headers",
    `GET / HTTP/1.1\r\n${host()}${Array.from({ length: 10_000 }, (_, at) => `X-${at}: 1\r\n`).join("")}\r\n`,
    [431],
  ],
  ["an address of 100 kB", `GET /${"a".repeat(100_000)} HTTP/1.1\r\n${host()}\r\n`, [414, 431]],
  ["an address of 10 kB", `GET /${"a".repeat(10_000)} HTTP/1.1\r\n${host()}\r\n`, [414]],
  ["a whole address", `GET http://evil.example/desk HTTP/1.1\r\n${host()}\r\n`, [400]],
  ["another host", "GET /ask/who HTTP/1.1\r\nHost: evil.example\r\n\r\n", [421]],
  ["no host", "GET /ask/who HTTP/1.1\r\n\r\n", [400]],
  ["two hosts", `GET /ask/who HTTP/1.1\r\n${host()}Host: evil.example\r\n\r\n`, [200, 307, 400]],
  ["HTTP/0.9", "GET /\r\n", []],
  ["HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
  ["HTTP/3.7", `GET / HTTP/3.7\r\n${host()}\r\n`, [400, 505]],
  ["no HTTP at all", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", [400]],
  ["a method nobody knows", `HACK / HTTP/1.1\r\n${host()}\r\n`, [400]],
  ["TRACE", `TRACE / HTTP/1.1\r\n${host()}Cookie: a=b\r\n\r\n`, [405]],
  ["OPTIONS *", `OPTIONS * HTTP/1.1\r\n${host()}\r\n`, [400, 405]],
  ["CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", []],
  [
    "another protocol",
    `GET /desk HTTP/1.1\r\n${host()}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    [307],
  ],
  [
    "h2c",
    `GET / HTTP/1.1\r\n${host()}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n`,
    [200],
  ],
  ["an address that is no text", `GET /%ff%fe HTTP/1.1\r\n${host()}\r\n`, [400]],
  ["CR and LF in an address", `GET /a%0d%0aSet-Cookie:%20x=1 HTTP/1.1\r\n${host()}\r\n`, [400]],
  [
    "an expectation",
    `POST /find/send HTTP/1.1\r\n${host()}Expect: 200-ok\r\nContent-Length: 0\r\n\r\n`,
    [400, 403, 417],
  ],
  [
    "a range of many parts",
    `GET /icon.svg HTTP/1.1\r\n${host()}Range: bytes=${Array.from({ length: 500 }, (_, at) => `${at}-`).join(",")}\r\n\r\n`,
    [200, 206, 416],
  ],
  [
    "cookies of 12 kB",
    `GET /ask/who HTTP/1.1\r\n${host()}Cookie: ${"a=b; ".repeat(2_400)}\r\n\r\n`,
    [200, 307],
  ],
];

test("TM-45 malformed HTTP is refused, with every header, and never answered by a 500 or by two answers", async () => {
  test.setTimeout(120_000);
  const seen: string[] = [];
  const one = async ([name, said, allowed]: [string, string, number[]]) => {
    const closing = said.replace(/\r\n\r\n/, "\r\nConnection: close\r\n\r\n");
    const heard = await say(/host|HTTP\/0|PRI|LF|no HTTP/i.test(name) ? said : closing);
    const statuses = statusesIn(heard);
    seen.push(`${name}: ${statuses.join(" ")}`);
    expect(statuses.length, `${name}: ${heard.slice(0, 300)}`).toBeLessThanOrEqual(1);
    for (const status of statuses) expect(allowed, `${name}: ${heard.slice(0, 300)}`).toContain(status);
    if (allowed.length > 0) expect(statuses, name).toHaveLength(1);
    if (statuses.length === 0) return;
    const headers = headersIn(heard);
    for (const header of [
      "x-content-type-options",
      "content-security-policy",
      "x-frame-options",
      "permissions-policy",
    ])
      expect([name, header, headers.has(header)]).toEqual([name, header, true]);
    expect(heard, name).not.toMatch(/^\s+at |node_modules|HPE_|Set-Cookie: x=1|evil\.example/im);
  };
  for (const shape of shapes()) await one(shape);
  expect((await get("/api/health")).status).toBe(200);
});

test("requests behind each other are answered in their order, each by itself", async () => {
  const three = ["/api/health", "/nothing-there", "/robots.txt"]
    .map((path) => `GET ${path} HTTP/1.1\r\n${host()}\r\n`)
    .join("");
  const heard = await say(`${three}GET /api/health HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`);
  expect(statusesIn(heard)).toEqual([200, 404, 200, 200]);
});

test("TM-45 two hundred connections that drip keep nobody else waiting, and end", async () => {
  test.setTimeout(full ? 120_000 : 40_000);
  const slow = await Promise.all(Array.from({ length: full ? 500 : 200 }, opened));
  let ended = 0;
  for (const socket of slow) {
    socket.on("close", () => {
      ended += 1;
    });
    socket.on("error", () => undefined);
    socket.write(`POST /find/send HTTP/1.1\r\n${host()}X-A: `);
  }
  const drip = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write("a");
  }, 1_000);
  try {
    for (let at = 0; at < 10; at += 1) {
      const begun = performance.now();
      expect((await get("/about")).status).toBe(200);
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
    // Twenty seconds for a head, looked at every thirty.
    if (full) await expect.poll(() => ended, { timeout: 70_000 }).toBe(slow.length);
  } finally {
    clearInterval(drip);
    for (const socket of slow) socket.destroy();
  }
});

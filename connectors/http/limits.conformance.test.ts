import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { WrittenCollection } from "#connectors/collection.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { type Asked, type Loopback, loopback, openAt, peopleAt } from "#connectors/conformance/loopback.ts";
import { drain, failureOfWork, located } from "#connectors/conformance/reading.ts";
import { usedUpFor, waitOf } from "./wait.ts";

let server: Loopback;
afterEach(() => server?.stop());

const mina = { id: "p-1", email: "mina@example.com" };
const email = { kind: "email", value: mina.email };
type Answer = (asked: Asked, response: Parameters<Parameters<typeof loopback>[0]>[1]) => unknown;

async function opened(answer: Answer, settings: object = {}, http: WrittenCollection["http"] = {}) {
  server = await loopback(answer);
  const people = peopleAt({ path: "/people", query: { email: "{match}" }, items: "/items", ...http });
  return openAt("http", { base_url: server.base, ...settings }, [people], { at: server });
}
async function ask(...how: Parameters<typeof opened>) {
  const session = await opened(...how);
  try {
    const { keys } = await located(session, email);
    return { keys: keys.length, lines: await drain(session, keys) };
  } finally {
    await session.close();
  }
}

describe("what headers say of limits", () => {
  const now = Date.parse("2026-11-22T08:00:00Z");
  test.each<[Record<string, string>, number | undefined]>([
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "30" }, 30],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + 12) }, 12],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now + 12_500) }, 13],
    [{ "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(now / 1000 - 5) }, 0],
    [{ "ratelimit-remaining": "0", "ratelimit-reset": "7" }, 7],
    [{ ratelimit: '"default";r=0;t=42' }, 42],
    [{ ratelimit: '"default";r=10;t=42' }, undefined],
    [{ "x-ratelimit-remaining": "3", "x-ratelimit-reset": "30" }, undefined],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon" }, undefined],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999" }, 86_400],
    [{}, undefined],
  ])("%j", (headers, seconds) => {
    expect(usedUpFor(headers, now)).toBe(seconds);
    expect(waitOf({ ...headers, "retry-after": "3" }, now)).toBe(3);
  });
});

describe("a system that asks for patience", () => {
  test("is asked at the agreed pace, however many requests wait at once", async () => {
    const answer: Answer = (_asked, response) => json(response, 200, { items: [mina] });
    const begun = performance.now();
    const settings = { requests_per_second: 10, concurrency: 8 };
    const session = await opened(answer, settings);
    await Promise.all(Array.from({ length: 6 }, () => located(session, email)));
    await session.close();
    expect(performance.now() - begun).toBeGreaterThan(490);
    expect(server.asked).toHaveLength(6);
  });

  test("is waited for as long as its allowance is used up", async () => {
    let free = 0;
    const answer: Answer = (_asked, response) => {
      if (Date.now() < free) return json(response, 429, {});
      free = Date.now() + 900;
      json(response, 200, { items: [mina] }, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" });
    };
    expect(await ask(answer)).toEqual({ keys: 1, lines: 1 });
    expect(server.asked).toHaveLength(2);
    await server.stop();
    free = 0;
    const failure = await failureOfWork(() => ask(answer, { wait_seconds: 0.5 }));
    expect([failure.code, failure.retryAfterSeconds]).toEqual(["rate_limited", 1]);
  });

  test("with 503 and Retry-After is asked again then", async () => {
    const answer: Answer = (_asked, response) =>
      server.asked.length === 1
        ? json(response, 503, {}, { "retry-after": "1" })
        : json(response, 200, { items: [mina] });
    const begun = performance.now();
    expect((await ask(answer)).keys).toBe(1);
    expect(performance.now() - begun).toBeGreaterThan(950);
    await server.stop();
    const failure = await failureOfWork(() => ask((_asked, response) => json(response, 500, {})));
    expect([failure.code, server.asked.length]).toEqual(["unreachable", 1]);
  });
});

describe("an answer without measure", () => {
  const piece = Buffer.from(`${JSON.stringify({ ...mina, text: "x".repeat(1000) })}\n`);
  /** Sends pieces until so many bytes are sent or the reader has gone. */
  const sending =
    (bytes: number, before = "", between: Buffer = piece): Answer =>
    async (_asked, response) => {
      response.writeHead(200).write(before);
      for (let sent = 0; sent < bytes && !response.destroyed; sent += between.length) {
        if (!response.write(between))
          await Promise.race([new Promise((done) => response.once("drain", done)), wait(2000)]);
      }
      response.end();
    };
  const peakOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = process.memoryUsage().rss;
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss - before);
    }, 20);
    await work();
    clearInterval(watch);
    return peak / 1024 / 1024;
  };

  test("of 1 GB is cut off where a page is read as a whole", async () => {
    const gigabyte = sending(1024 ** 3, '{"items": [', Buffer.from(`${" ".repeat(65_535)}\n`));
    const peak = await peakOf(async () => {
      const failure = await failureOfWork(() => ask(gigabyte, { page_bytes: 8 * 1024 * 1024 }));
      expect([failure.code, failure.message]).toEqual([
        "bad_answer",
        "The system's answer is larger than allowed.",
      ]);
    });
    expect(peak).toBeLessThan(200);
  });

  test("passes line by line in memory that does not grow", async () => {
    const keyless = peopleAt({ path: "/p/{match}", format: "ndjson" }, { key: [] });
    server = await loopback(sending(400 * 1024 * 1024));
    const session = await openAt("http", { base_url: server.base }, [keyless], { at: server });
    const keys = [{ collection: "people", key: "p-1", via: email }];
    let lines = 0;
    const peak = await peakOf(async () => {
      lines = await drain(session, keys);
    });
    await session.close();
    expect(lines).toBeGreaterThan(390_000);
    expect(peak).toBeLessThan(200);
  });

  test("with a record of 50 MB passes, or is refused by name where less is allowed", async () => {
    const record = JSON.stringify({ ...mina, text: "x".repeat(50 * 1024 * 1024) });
    const large: Answer = (_asked, response) => response.writeHead(200).end(`${record}\n`);
    const http = { path: "/p/{match}", query: {}, format: "ndjson" } as const;
    expect(await ask(large, {}, http)).toEqual({ keys: 1, lines: 1 });
    await server.stop();
    const failure = await failureOfWork(() => ask(large, { page_bytes: 1024 * 1024 }, http));
    expect([failure.code, failure.message]).toEqual([
      "bad_answer",
      "A record of people is larger than allowed.",
    ]);
  });

  test("that hangs ends in a timeout, before the headers and after", async () => {
    const settings = { silence_seconds: 0.5 };
    expect((await failureOfWork(() => ask(() => undefined, settings))).code).toBe("timeout");
    await server.stop();
    const half: Answer = (_asked, response) => response.writeHead(200).write('{"items": [');
    expect((await failureOfWork(() => ask(half, settings))).code).toBe("timeout");
  });

  test("that leads to an inside address is not followed", async () => {
    const inside = await loopback((_asked, response) => json(response, 200, { items: [mina] }));
    const away: Answer = (_asked, response) =>
      response.writeHead(307, { location: `${inside.base}/people` }).end();
    const failure = await failureOfWork(() => ask(away));
    expect(failure.code).toBe("misconfigured");
    expect(failure.message).not.toContain(inside.hostPort);
    expect(inside.asked).toEqual([]);
    await inside.stop();
  });
});

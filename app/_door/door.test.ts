import type { IncomingMessage } from "node:http";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { isOurs } from "./host.ts";
import { takeOut } from "./inbound.ts";
import { refusalOf } from "./refuse.ts";
import { countViolations } from "./violations.ts";

const told = vi.hoisted(() => ({ lines: [] as unknown[] }));
vi.mock("#lib/core/log.ts", () => ({ log: { warn: (line: unknown) => told.lines.push(line) } }));
vi.mock("#lib/map/brand/brands.ts", () => ({
  brandAt: (host: string) => (host === "northstar.example.org" ? { id: "northstar" } : null),
}));

beforeAll(() => {
  Object.assign(process.env, {
    HABEAS_DATABASE_URL: "postgres://h@localhost/h",
    HABEAS_ORIGIN: "https://privacy.example.com",
    HABEAS_MASTER_KEY: Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 89 + 7) % 256)).toString(
      "base64",
    ),
    HABEAS_MAP: "/nowhere.yaml",
    HABEAS_STORE: "/nowhere",
    HABEAS_HOSTS: "portal.internal:3000",
  });
});

const asked = (url: string, more: { method?: string; host?: string; from?: string } = {}) =>
  refusalOf({
    method: more.method ?? "GET",
    url,
    headers: { host: more.host ?? "privacy.example.com" },
    socket: { remoteAddress: more.from ?? "203.0.113.9" },
  } as unknown as IncomingMessage)?.status ?? 200;

describe("the door", () => {
  it("TM-50: knows its hosts and no other", () => {
    for (const host of [
      "privacy.example.com",
      "PRIVACY.example.com",
      "privacy.example.com:443",
      "northstar.example.org",
    ])
      expect([host, asked("/", { host })]).toEqual([host, 200]);
    expect(asked("/", { host: "portal.internal:3000" })).toBe(200);
    for (const host of [
      "evil.example",
      "privacy.example.com.evil.example",
      "privacy.example.com:8443",
      "",
      "localhost",
    ])
      expect([host, asked("/ask/who", { host })]).toEqual([host, 421]);
    // This machine may ask itself; whoever watches whether we live may use any name.
    expect(asked("/", { host: "localhost:3000", from: "127.0.0.1" })).toBe(200);
    expect(asked("/", { host: "evil.example", from: "::1" })).toBe(421);
    expect([
      asked("/api/health?ready", { host: "10.0.0.7" }),
      asked("/api/healthy", { host: "10.0.0.7" }),
      asked("/api/health/../../ask/who", { host: "10.0.0.7" }),
    ]).toEqual([200, 421, 421]);
    expect(isOurs(undefined, "/", true)).toBe(false);
  });

  it("knows the methods that it needs", () => {
    for (const method of ["GET", "HEAD", "POST"]) expect(asked("/", { method })).toBe(200);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X"])
      expect([method, asked("/", { method })]).toEqual([method, 405]);
  });

  it("ADV-31: hears acts of the framework at the desk alone", () => {
    const acting = (url: string) =>
      refusalOf({
        method: "POST",
        url,
        headers: { host: "privacy.example.com", "next-action": "4".repeat(42) },
        socket: {},
      } as unknown as IncomingMessage)?.status ?? 200;
    expect([acting("/desk"), acting("/desk/systems/new?x=1")]).toEqual([200, 200]);
    for (const url of ["/", "/ask/access", "/deskless", "/find?desk=/desk"])
      expect([url, acting(url)]).toEqual([url, 405]);
  });

  it("takes no address that cannot be read", () => {
    for (const url of [
      "/%ff",
      "/a%",
      "/a%00b",
      "/a%0d%0aSet-Cookie:x",
      "/a\\b",
      "/%5c",
      "*",
      "http://evil.example/",
      "",
      "/ä",
    ])
      expect([url, asked(url)]).toEqual([url, 400]);
    expect(asked(`/${"a".repeat(9_000)}`)).toBe(414);
    expect(asked("/desk?q=%D7%90%20state%3Aopen")).toBe(200);
  });

  it("ADV-33: takes out what only the framework says to itself", () => {
    const headers: Record<string, string> = {
      "x-middleware-subrequest": "proxy:proxy",
      "x-middleware-override-headers": "x",
      "x-nextjs-data": "1",
      "x-nonce": "mine",
      "content-security-policy": "script-src *",
      "x-forwarded-host": "evil.example",
      "x-forwarded-for": "198.51.100.1",
      "x-forwarded-proto": "http",
      "x-original-url": "/desk",
      "x-http-method-override": "DELETE",
      "x-matched-path": "/desk",
      "x-invoke-path": "/desk",
      accept: "text/html",
      cookie: "a=b",
      rsc: "1",
    };
    const plain = { ...headers };
    takeOut(plain, undefined);
    expect(Object.keys(plain)).toEqual(["accept", "cookie", "rsc"]);
    takeOut(headers, "x-forwarded-for");
    expect(Object.keys(headers)).toEqual(["x-forwarded-for", "accept", "cookie", "rsc"]);
  });

  it("counts what browsers report, and keeps nothing of it but the rule's name", () => {
    const report = { "document-uri": "https://privacy.example.com/r/LK-7K4-2QD", "script-sample": "Canaria" };
    countViolations({ "csp-report": { ...report, "effective-directive": "img-src" } }, 100_000);
    countViolations([{ body: { effectiveDirective: "script-src-elem", sample: "Canaria" } }], 200_000);
    for (const odd of [
      null,
      1,
      "x",
      [],
      [[]],
      {},
      { body: 5 },
      { body: { effectiveDirective: "Canaria" } },
      { __proto__: { body: report } },
    ])
      countViolations(odd, 300_000);
    expect(told.lines).toEqual([{ rules: { "img-src": 1 } }, { rules: { "script-src-elem": 1 } }]);
  });
});

import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { alwaysAt } from "#app/_door/headers.ts";
import config from "../../next.config.ts";
import { proxy, config as proxyConfig } from "../../proxy.ts";

type Rule = { source: string; headers: { key: string; value: string }[] };

/** The headers that the configuration gives an address, as the framework matches them: later rules win. */
async function headersOf(path: string): Promise<Map<string, string>> {
  const rules = (await config.headers?.()) as Rule[];
  const found = new Map<string, string>();
  for (const rule of rules) {
    // The framework matches these whatever the case.
    const pattern = new RegExp(`^${rule.source.replace("/:path*", "(?:/.*)?")}$`, "i");
    if (!pattern.test(path)) continue;
    for (const { key, value } of rule.headers) found.set(key.toLowerCase(), value);
  }
  return found;
}

function directives(policy: string | undefined | null): Map<string, string> {
  return new Map(
    (policy ?? "").split("; ").map((each) => {
      const [name = "", ...values] = each.split(" ");
      return [name, values.join(" ")];
    }),
  );
}

/** Pages that are the same for everybody, made beforehand: they say themselves how they may be kept. */
const still = ["/", "/about", "/about/proof", "/accessibility", "/check-file"];
const consumer = [
  "/ask/access",
  "/r/LK-7K4-2QD",
  "/task/abc",
  "/task/abc/answer",
  "/api/health",
  "/deskless",
  "/nope",
];

describe("headers on every response", () => {
  it.each([...still, ...consumer])("%s runs no script, and nothing of another house", async (path) => {
    const headers = await headersOf(path);
    const policy = directives(headers.get("content-security-policy"));
    expect(policy.get("default-src")).toBe("'none'");
    expect(policy.get("script-src")).toBe("'none'");
    expect(policy.get("style-src")).toBe("'self'");
    expect(policy.get("form-action")).toBe("'self'");
    expect(policy.get("base-uri")).toBe("'none'");
    expect(policy.get("frame-ancestors")).toBe("'none'");
    expect([...policy.values()].join(" ")).not.toMatch(/unsafe|\*|https?:/);
  });

  it.each([...consumer, "/desk", "/desk/requests/LK-7K4-2QD"])(
    "%s is closed and kept nowhere",
    async (path) => {
      const headers = await headersOf(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("cache-control")).toBe("private, no-store");
      expect(headers.has("strict-transport-security")).toBe(false);
    },
  );

  it("asks for encryption wherever the house is asked by it, whatever a proxy says", () => {
    const of = (origin: string) =>
      alwaysAt(origin).find(({ key }) => key === "Strict-Transport-Security")?.value;
    expect(of("https://privacy.example.com")).toBe("max-age=63072000; includeSubDomains");
    expect(of("http://localhost:4000")).toBeUndefined();
  });

  it("lets files of the build be kept, and leaves it to pages for everybody how they are", async () => {
    for (const path of [...still, "/look.css", "/look/brand.css"])
      expect([path, (await headersOf(path)).has("cache-control")]).toEqual([path, false]);
    expect((await headersOf("/look/faces/a.woff2")).get("cache-control")).toContain("immutable");
    expect((await headersOf("/_next/static/chunks/a.css")).has("cache-control")).toBe(false);
  });

  it("leaves the desk's policy to the proxy, and to the proxy only what takes no uploads", async () => {
    for (const path of ["/desk", "/desk/sign-in", "/desk/requests/LK-7K4-2QD/release"]) {
      expect((await headersOf(path)).has("content-security-policy")).toBe(false);
    }
    // A matched route loses what is past 10 MB of its body: the page that takes files must never match.
    const matched = (url: string) =>
      unstable_doesMiddlewareMatch({ config: proxyConfig, nextConfig: config, url });
    for (const path of [...consumer, "/check-file/check", "/about/figures"])
      expect([path, matched(path)]).toEqual([path, false]);
    for (const path of still) expect([path, matched(path)]).toEqual([path, true]);
    for (const path of ["/desk", "/desk/requests/LK-7K4-2QD", "/DESK", "/Desk/sign-in"]) {
      expect([path, matched(path)]).toEqual([path, true]);
    }
  });

  it("serves no pictures made smaller by the server", () => {
    expect(config.images?.unoptimized).toBe(true);
  });
});

describe("the desk's policy", () => {
  const ask = (headers: Record<string, string> = {}) =>
    proxy(new NextRequest("http://localhost:4000/desk", { headers }));

  it("has a nonce that is new each time, and no script without it", () => {
    const policies = Array.from({ length: 50 }, () => ask().headers.get("content-security-policy") ?? "");
    expect(new Set(policies).size).toBe(50);
    for (const policy of policies) {
      expect(directives(policy).get("script-src")).toMatch(/^'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/);
      expect(policy).not.toMatch(/unsafe|script-src[^;]*'self'/);
      expect(directives(policy).get("default-src")).toBe("'none'");
      expect(directives(policy).get("frame-ancestors")).toBe("'none'");
    }
  });

  it("believes no nonce, policy or inner header from outside", () => {
    const answer = ask({
      "x-nonce": "mine",
      "content-security-policy": "script-src 'nonce-mine'",
      "x-middleware-subrequest": "proxy:proxy",
      "x-nextjs-data": "1",
      accept: "text/html",
    });
    const passed = (answer.headers.get("x-middleware-override-headers") ?? "").split(",");
    expect(passed).toContain("accept");
    expect(passed.filter((name) => /^x-(nonce|middleware|nextjs)/.test(name))).toEqual([]);
    expect(answer.headers.get("content-security-policy")).not.toContain("mine");
    expect(answer.headers.get("x-middleware-request-content-security-policy")).toBe(
      answer.headers.get("content-security-policy"),
    );
  });
});

import { request as http } from "node:http";
import { expect, test } from "@playwright/test";
import { signIn } from "./stand/desk.ts";
import { at } from "./stand/person.ts";
import { cookiesOf } from "./stand/unchanged.ts";

type Headers = Map<string, string>;

function answered(
  path: string,
  method = "GET",
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; cookies: string[]; text: string }> {
  return new Promise((settle, fail) => {
    const sent = http(at(path), { method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => {
        const all = Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        settle({
          status: answer.statusCode ?? 0,
          headers: new Map(all),
          cookies: answer.headers["set-cookie"] ?? [],
          text,
        });
      });
    });
    sent.on("error", fail);
    sent.end();
  });
}

const rules = (policy: string): Map<string, string> =>
  new Map(
    policy.split(";").map((one) => {
      const [name = "", ...values] = one.trim().split(/\s+/);
      return [name, values.join(" ")];
    }),
  );

/**
 * The points of the MDN HTTP Observatory (its published scoring: a base of 100, what is taken off, and what is added where the
 * base stays at 90 or more), for what a house on one machine can show. Redirection, HSTS and its preload list are about
 * https and are judged by `app/_door/headers.ts` for an https origin.
 */
function points({ headers, cookies, text }: Awaited<ReturnType<typeof answered>>): Record<string, number> {
  const policy = rules(headers.get("content-security-policy") ?? "");
  const script = policy.get("script-src") ?? policy.get("default-src") ?? "";
  const unsafe = [...policy.values()].some((value) =>
    /unsafe-(inline|eval)|(^|\s)(data:|https?:|\*)/.test(value),
  );
  const none = policy.get("default-src") === "'none'";
  const loaded = [...text.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, src]) => src ?? "");
  return {
    // csp-implemented-with-no-unsafe-default-src-none
    csp: policy.size === 0 ? -25 : unsafe || script === "" ? -20 : none ? 10 : 5,
    // cookies-secure-with-httponly-sessions-and-samesite; secure is for https alone
    cookies:
      cookies.length === 0
        ? 0
        : cookies.every((one) => /httponly/i.test(one) && /samesite=(lax|strict)/i.test(one))
          ? 5
          : -40,
    // cross-origin-resource-sharing-not-implemented
    cors: headers.has("access-control-allow-origin") ? -50 : 0,
    // referrer-policy-private
    referrer: /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(
      headers.get("referrer-policy") ?? "",
    )
      ? 5
      : -5,
    // sri-not-implemented-but-all-scripts-loaded-from-secure-origin
    sri: loaded.every((src) => src.startsWith("/") && !src.startsWith("//")) ? 0 : -50,
    // x-content-type-options-nosniff
    sniffing: headers.get("x-content-type-options") === "nosniff" ? 0 : -5,
    // x-frame-options-implemented-via-csp
    frames:
      policy.get("frame-ancestors") === "'none'" ? 5 : headers.get("x-frame-options") === "DENY" ? 0 : -20,
    // cross-origin-resource-policy-implemented-with-same-origin
    resources: headers.get("cross-origin-resource-policy") === "same-origin" ? 10 : 0,
  };
}

const kinds: [string, string, string?][] = [
  ["a page for everybody", "/"],
  ["a page with a question behind it", "/about?x=1"],
  ["a form", "/ask/access"],
  ["a page that does not exist", "/nope"],
  ["a page of the framework that does not exist", "/_next/static/nope.js"],
  ["a reference that is none", "/r/LK-222-222"],
  ["the page that asks a device", "/sign-in/passkey"],
  ["a redirect", "/desk"],
  ["another spelling", "/DESK"],
  ["two slashes", "//about"],
  ["the desk's door", "/desk/sign-in"],
  ["an address that cannot be read", "/%ff"],
  ["a program's address", "/api/health"],
  ["a program's without its key", "/api/me"],
  ["a callback", "/api/callback/abcdefghijklmnopqrstuvwxyz", "POST"],
  ["a method that is not known", "/", "DELETE"],
  ["a method that this address has not", "/find/send"],
  ["a form from nowhere", "/find/send", "POST"],
  ["keys", "/.well-known/habeas-bundle-keys"],
  ["security.txt", "/.well-known/security.txt"],
  ["robots.txt", "/robots.txt"],
  ["a sheet", "/look.css"],
  ["a picture", "/icon.svg"],
  ["the sign-in's way back", "/api/auth/callback/company?error=x"],
];

for (const [name, path, method] of kinds)
  test(`${name} has every header and all points of the observatory (TM-15, ASVS 3.4, 4.1.1)`, async () => {
    const answer = await answered(path, method);
    const { headers } = answer;
    expect(points(answer)).toMatchObject({
      csp: 10,
      cors: 0,
      referrer: 5,
      sri: 0,
      sniffing: 0,
      frames: 5,
      resources: 10,
    });
    expect(points(answer).cookies).toBeGreaterThanOrEqual(0);
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("require-trusted-types-for 'script'");
    expect(headers.get("cache-control"), "every answer says how it may be kept").toBeTruthy();
    const type = headers.get("content-type") ?? "";
    if (/^text\/|xml|javascript/.test(type) && !type.startsWith("image/"))
      expect(type.toLowerCase()).toContain("charset=utf-8");
    for (const inner of [
      "x-powered-by",
      "server",
      "x-middleware-rewrite",
      "x-middleware-next",
      "x-nextjs-cache",
    ])
      expect([inner, headers.has(inner)]).toEqual([inner, false]);
  });

test("TM-50 a host that is not ours gets 421, whoever watches us is answered, and forwarded names are not believed", async () => {
  expect((await answered("/ask/who", "GET", { host: "evil.example" })).status).toBe(421);
  expect((await answered("/api/health", "GET", { host: "10.0.0.7" })).status).toBe(200);
  const answer = await answered("/desk", "GET", {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  });
  expect(answer.headers.get("location")).toBe("/desk/sign-in");
  expect(JSON.stringify([...answer.headers])).not.toContain("evil.example");
});

test("reports of browsers are taken, whatever they are, and a nonce is never one that came", async () => {
  for (const path of ["/desk/sign-in", "/desk"]) {
    const [one, two] = [
      await answered(path, "GET", {
        "x-nonce": "mine",
        "content-security-policy": "script-src 'nonce-mine'",
      }),
      await answered(path),
    ];
    const nonce = (answer: typeof one) =>
      /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "";
    expect(nonce(one)).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonce(one)).not.toBe(nonce(two));
    expect(one.headers.get("reporting-endpoints")).toBe('csp="/api/csp"');
  }
  expect((await answered("/api/csp", "POST")).status).toBe(204);
});

test("TM-37 TM-26 the desk lives under Trusted Types, and leaving it clears what a browser kept", async ({
  browser,
}) => {
  const page = await signIn(browser, "Alba");
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted|trusted/.test(message.text())) complaints.push(message.text());
  });
  for (const path of ["/desk", "/desk/triage", "/desk/systems", "/desk/policy", "/desk/audit"]) {
    await page.goto(at(path));
    await page.waitForLoadState("load");
  }
  expect(complaints).toEqual([]);
  const refusedBy = (act: string) =>
    page.evaluate(`(() => { try { ${act}; return "done"; } catch (error) { return error.name; } })()`);
  expect(await refusedBy(`document.body.innerHTML = "<img src=x onerror=alert(1)>"`)).toBe("TypeError");
  expect(await refusedBy(`document.createElement("script").src = "https://evil.example/x.js"`)).toBe(
    "TypeError",
  );
  expect(await refusedBy(`trustedTypes.createPolicy("another", {})`)).toBe("TypeError");
  const cookie = await cookiesOf(page);
  const left = await answered("/desk/sign-out", "POST", { cookie, origin: new URL(at("/")).origin });
  expect(left.headers.get("clear-site-data")).toBe('"cache", "storage"');
  await page.context().close();
});

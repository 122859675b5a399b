import { createHash, createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { json } from "#connectors/conformance/http-system.ts";
import { type Asked, type Loopback, loopback, openAt, peopleAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located } from "#connectors/conformance/reading.ts";

let server: Loopback;
afterEach(() => server.stop());

const people = peopleAt({ path: "/people", query: { email: "{match}" }, items: "/items" });
const mina = { id: "p-1", email: "mina@example.com" };

/** A system that lets in whom the test lets in. */
async function guardedBy(
  letsIn: (asked: Asked) => boolean,
  more: (asked: Asked) => object | number | undefined = () => undefined,
) {
  server = await loopback((asked, response) => {
    const own = more(asked);
    if (typeof own === "number") return json(response, own, { error: "invalid_client: word of the system" });
    if (own !== undefined) return json(response, 200, own);
    return letsIn(asked) ? json(response, 200, { items: [mina] }) : json(response, 401, { error: "no" });
  });
}
async function ask(auth: object, more: object = {}) {
  const settings = { base_url: server.base, auth, ...more };
  const session = await openAt("http", settings, [people], { at: server });
  try {
    return (await located(session, { kind: "email", value: mina.email })).keys.length;
  } finally {
    await session.close();
  }
}
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

describe("fixed credentials", () => {
  test.each<[string, object, object, string, string]>([
    [
      "bearer",
      { kind: "bearer", token: "tok-1" },
      { kind: "bearer", token: "tok-2" },
      "authorization",
      "Bearer tok-1",
    ],
    [
      "basic",
      { kind: "basic", username: "habeas", password: "pass: wörd" },
      { kind: "basic", username: "habeas", password: "pass" },
      "authorization",
      basic("habeas:pass: wörd"),
    ],
    [
      "header",
      { kind: "header", headers: { "X-Api-Key": "key-1" } },
      { kind: "header", headers: { "X-Api-Key": "key-2" } },
      "x-api-key",
      "key-1",
    ],
  ])("%s", async (_name, right, wrong, header, value) => {
    await guardedBy((asked) => asked.headers[header] === value && asked.headers["x-version"] === "7");
    const headers = { headers: { "X-Version": "7" } };
    expect(await ask(right, headers)).toBe(1);
    const failure = await failureOfWork(() => ask(wrong, headers));
    expect(failure.code).toBe("refused_credentials");
    for (const secret of ["tok-2", "key-2", "pass"]) expect(failure.message).not.toContain(secret);
  });

  test.each([
    ["a token with a line's end", { kind: "bearer", token: "tok\r\nX-Evil: 1" }],
    ["a header with a line's end", { kind: "header", headers: { "X-Key": "a\nb" } }],
    ["a header that says who is spoken to", { kind: "header", headers: { Host: "elsewhere.example.com" } }],
    ["a header whose name is none", { kind: "header", headers: { "X Key:": "a" } }],
    ["a part to sign that there is not", { kind: "hmac", secret: "12345678", sign: "{method}{secret}" }],
  ])("%s is refused before anything is sent", async (_name, auth) => {
    await guardedBy(() => true);
    await expect(ask(auth)).rejects.toThrow();
    expect(server.asked).toEqual([]);
  });
});

describe("OAuth 2", () => {
  const client = { client_id: "habeas", client_secret: "s e/c+r", token_url: "/token" };
  let live = new Set<string>();
  let forms: URLSearchParams[] = [];
  let senders: (string | undefined)[] = [];
  const provider = (answer: (form: URLSearchParams, issued: number) => object | number) => async () => {
    live = new Set();
    forms = [];
    senders = [];
    await guardedBy(
      (asked) => live.has(asked.headers.authorization ?? ""),
      (asked) => {
        if (asked.url.pathname !== "/token") return undefined;
        const form = new URLSearchParams(asked.body);
        forms.push(form);
        senders.push(asked.headers.authorization);
        const said = answer(form, forms.length);
        if (typeof said !== "number" && "access_token" in said) live.add(`Bearer ${said.access_token}`);
        return said;
      },
    );
  };
  const issuing = provider((_form, issued) => ({ access_token: `tok-${issued}`, expires_in: "3600" }));

  test("client credentials as Basic, with scope and audience", async () => {
    await issuing();
    const auth = { kind: "oauth2_client_credentials", scope: "read people", audience: "api", ...client };
    expect(await ask(auth)).toBe(1);
    expect(senders).toEqual([basic("habeas:s%20e%2Fc%2Br")]);
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: "client_credentials",
      scope: "read people",
      audience: "api",
    });
  });

  test("client credentials in the form", async () => {
    await issuing();
    expect(await ask({ kind: "oauth2_client_credentials", client_in: "body", ...client })).toBe(1);
    expect(senders).toEqual([undefined]);
    expect(forms[0]?.get("client_secret")).toBe("s e/c+r");
  });

  test("a refresh token, and the one that takes its place", async () => {
    let current = "refresh-1";
    await provider((form, issued) => {
      if (form.get("refresh_token") !== current) return 400;
      current = `refresh-${issued + 1}`;
      return { access_token: `tok-${issued}`, expires_in: 3600, refresh_token: current };
    })();
    const auth = { kind: "oauth2_refresh_token", refresh_token: "refresh-1", ...client };
    const session = await openAt("http", { base_url: server.base, auth }, [people], { at: server });
    expect((await located(session, { kind: "email", value: mina.email })).keys).toHaveLength(1);
    live.clear();
    expect((await located(session, { kind: "email", value: mina.email })).keys).toHaveLength(1);
    expect(forms.map((form) => form.get("refresh_token"))).toEqual(["refresh-1", "refresh-2"]);
    expect((await session.check()).find((step) => step.name === "sign_in")?.note).toContain("replaces");
    await session.close();
    const failure = await failureOfWork(() => ask(auth));
    expect(failure.code).toBe("refused_credentials");
    expect(failure.message).not.toMatch(/refresh-|word of the system/);
  });

  test("a token that is refused at once is not asked for again and again", async () => {
    await provider((_form, issued) => ({ token_type: "Bearer", access_token: `tok-${issued}` }))();
    const add = live.add.bind(live);
    live.add = () => live;
    expect((await failureOfWork(() => ask({ kind: "oauth2_client_credentials", ...client }))).code).toBe(
      "refused_credentials",
    );
    expect(forms).toHaveLength(2);
    live.add = add;
  });

  test.each<[string, object | number, string]>([
    ["a wrong client", 401, "refused_credentials"],
    ["a grant that ended", 400, "refused_credentials"],
    ["no token", { error: "secret of theirs" }, "bad_answer"],
    ["a token with a line's end", { access_token: "a\r\nb" }, "bad_answer"],
  ])("%s is said once", async (_name, answer, code) => {
    await provider(() => answer)();
    const failure = await failureOfWork(() => ask({ kind: "oauth2_client_credentials", ...client }));
    expect([failure.code, forms.length]).toEqual([code, 1]);
    expect(failure.message).not.toMatch(/s e\/c|secret of theirs/);
  });

  test("a token endpoint at an inside address is not asked", async () => {
    await issuing();
    const inside = await loopback((_asked, response) => json(response, 200, { access_token: "stolen" }));
    const auth = { kind: "oauth2_client_credentials", ...client, token_url: `${inside.base}/token` };
    expect((await failureOfWork(() => ask(auth))).code).toBe("misconfigured");
    expect(inside.asked).toEqual([]);
    await inside.stop();
  });
});

describe("requests that are signed one by one", () => {
  const secret = "secret of the signer";
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

  test("method, path, query, time and body", async () => {
    await guardedBy((asked) => {
      const stamp = asked.headers["x-timestamp"];
      const text = `GET\n/people\n${asked.url.search.slice(1)}\n${stamp}\n${sha256("")}`;
      const right = createHmac("sha256", secret).update(text).digest("hex");
      return asked.headers["x-signature"] === right && Math.abs(Number(stamp) - Date.now() / 1000) < 5;
    });
    expect(await ask({ kind: "hmac", secret })).toBe(1);
    const failure = await failureOfWork(() => ask({ kind: "hmac", secret: "another secret" }));
    expect(failure.code).toBe("refused_credentials");
    expect(failure.message).not.toContain("another");
  });

  test("another digest, template, clock and header", async () => {
    await guardedBy((asked) => {
      const [scheme, given] = (asked.headers.authorization ?? "").split(" ");
      const key = Buffer.from("0123456789abcdef", "hex");
      const text = `${asked.headers.date2}|${asked.headers.host}|GET|{method}`;
      return (
        scheme === "HMAC" &&
        asked.headers["key-id"] === "k1" &&
        given === createHmac("sha512", key).update(text.replace("{method}", "GET")).digest("base64")
      );
    });
    const auth = {
      kind: "hmac",
      secret: "0123456789abcdef",
      secret_is: "hex",
      algorithm: "sha512",
      encoding: "base64",
      sign: "{timestamp}|{host}|{method}|{method}",
      signature_header: "Authorization",
      signature_prefix: "HMAC ",
      timestamp_header: "Date2",
      timestamp: "iso",
      key_id: "k1",
      key_id_header: "Key-Id",
    };
    expect(await ask(auth)).toBe(1);
  });
});

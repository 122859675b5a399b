import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WrittenCollection } from "#connectors/collection.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { type Loopback, loopback, openAt, peopleAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";

let server: Loopback;
let items: (asked: { url: URL; body: string }) => object[] = () => [];
beforeEach(async () => {
  server = await loopback((asked, response) => json(response, 200, { items: items(asked) }));
});
afterEach(() => server.stop());

type Http = NonNullable<WrittenCollection["http"]>;
const open = (...collections: Parameters<typeof openAt>[2]) =>
  openAt("http", { base_url: `${server.base}/api/` }, collections, { at: server });
async function ask(http: Http, value: string, more: Partial<WrittenCollection> = {}) {
  const session = await open(peopleAt({ items: "/items", ...http }, more));
  try {
    return await located(session, { kind: "email", value });
  } finally {
    await session.close();
  }
}
const notes = (http: Http, more: Partial<WrittenCollection> = {}) =>
  described({
    name: "notes",
    belongs: [{ to: "people", on: { person: "id" } }],
    fields: fieldsOf("no"),
    http: { items: "/items", ...http },
    ...more,
  });
const people = () => peopleAt({ path: "/people", query: { email: "{match}" }, items: "/items" });

describe("a value stays a value", () => {
  const hostile = [
    '"}, "role": "admin", "x": "',
    "{match} {parent} {{match}}",
    "a&role=admin#x",
    "../../admin",
    "..%2fadmin",
    "a\r\nX-Evil: 1",
    "$ne",
    "\u2028",
  ];

  test.each(hostile)("%j in a body", async (value) => {
    const body = { filter: { op: "eq", value: "{match}" }, fields: ["id", "{match.email}"], size: 5 };
    await ask({ path: "/search", method: "POST", body }, value);
    expect(JSON.parse(server.asked[0]?.body ?? "")).toEqual({
      filter: { op: "eq", value },
      fields: ["id", value],
      size: 5,
    });
    expect(server.asked[0]?.headers["content-type"]).toBe("application/json");
  });

  test.each(hostile)("%j in a query", async (value) => {
    await ask({ path: "/people", query: { email: "{match}", kind: "person" } }, value);
    const query = server.asked[0]?.url.searchParams;
    expect([...(query ?? [])]).toEqual([
      ["email", value],
      ["kind", "person"],
    ]);
  });

  test.each(hostile)("%j in a path", async (value) => {
    await ask({ path: "/people/{match}/card" }, value);
    const path = server.asked[0]?.url.pathname ?? "";
    expect(path.split("/").slice(0, 3)).toEqual(["", "api", "people"]);
    expect(path.split("/")).toHaveLength(5);
    expect(decodeURIComponent(path.split("/")[3] ?? "")).toBe(value);
  });

  test.each(["..", ".", "%2e%2e", ".%2E"])("%j never becomes a step of a path", async (value) => {
    expect((await ask({ path: "/people/{match}/card" }, value)).keys).toEqual([]);
    expect(server.asked).toEqual([]);
    items = ({ url }) => (url.pathname === "/api/people" ? [{ id: value, email: "mina@example.com" }] : []);
    const session = await open(people(), notes({ path: "/people/{parent}/notes" }));
    const { keys } = await located(session, { kind: "email", value: "mina@example.com" });
    expect((await failureOfWork(() => readAll(session, keys))).code).toBe("bad_answer");
    await session.close();
  });

  test("a header carries a value of one line, and nobody has one of two", async () => {
    const http = { path: "/people", headers: { "X-Email": "{match}", "X-Kind": "person" } };
    await ask(http, "mina@example.com");
    expect(server.asked[0]?.headers).toMatchObject({ "x-email": "mina@example.com", "x-kind": "person" });
    for (const value of ["a\r\nX-Evil: 1", "a\nb", "\u00e9"])
      expect((await ask(http, value)).keys).toEqual([]);
    expect(server.asked).toHaveLength(1);
  });

  test("a parent's number stays a number in a body, to its last digit", async () => {
    const id = "12345678901234567890";
    items = ({ url }) => (url.pathname === "/api/people" ? [{ id: 7, email: "mina@example.com" }] : []);
    server = await swap(async (_asked, response, url) => {
      const body =
        url === "/api/notes" ? '{"items": []}' : `{"items": [{"id": ${id}, "email": "mina@example.com"}]}`;
      response.writeHead(200, { "content-type": "application/json" }).end(body);
    });
    const session = await open(
      people(),
      notes({ path: "/notes", method: "POST", body: { person: "{parent}" } }),
    );
    const { keys } = await located(session, { kind: "email", value: "mina@example.com" });
    await readAll(session, keys);
    await session.close();
    expect(server.asked.at(-1)?.body).toBe(`{"person":${id}}`);
  });
});

async function swap(
  answer: (asked: unknown, response: import("node:http").ServerResponse, path: string) => unknown,
) {
  await server.stop();
  return loopback((asked, response) => answer(asked, response, asked.url.pathname));
}

describe("a template that cannot be right is refused when the session opens", () => {
  test.each<[string, Http, RegExp]>([
    ["an unknown placeholder", { path: "/p", query: { a: "{match}", b: "{secret}" } }, /\{secret\}/],
    ["a parent where there is none", { path: "/p", query: { a: "{parent}" } }, /\{parent\}/],
    ["a kind that is not matched", { path: "/p", query: { a: "{match.phone}" } }, /\{match\.phone\}/],
    ["braces in braces", { path: "/p", query: { a: "{{match}}" } }, /braces/],
    [
      "a placeholder in a longer text of a body",
      { path: "/p", method: "POST", body: { q: "mail:{match}" } },
      /by itself/,
    ],
    ["a placeholder as a name", { path: "/p", method: "POST", body: { "{match}": 1 } }, /name/],
    ["a body that nothing carries", { path: "/p", body: { a: "{match}" } }, /POST/],
    ["nobody asked for", { path: "/p" }, /\{match\}/],
    ["an address for what is never asked", { path: "/p/{match}", by: { phone: { path: "/x" } } }, /phone/],
  ])("%s", async (_name, http, sentence) => {
    const failure = await failureOfWork(() => ask(http, "mina@example.com"));
    expect(failure.code).toBe("misconfigured");
    expect(failure.message).toMatch(sentence);
    expect(server.asked).toEqual([]);
  });

  test("GraphQL's own braces are no placeholders", async () => {
    const body = {
      query: "query ($e: String!) { people(email: $e) { id email } }",
      variables: { e: "{match}" },
    };
    await ask({ path: "/graphql", method: "POST", body }, "mina@example.com");
    expect(JSON.parse(server.asked[0]?.body ?? "")).toEqual({
      ...body,
      variables: { e: "mina@example.com" },
    });
  });
});

describe("who is asked where", () => {
  test("each kind at its own address, and only its own parameters", async () => {
    const http: Http = {
      path: "/people",
      query: { email: "{match.email}", phone: "{match.phone}", all: "1" },
      items: "/items",
      by: {
        cookie: { path: "/devices/{match}", items: "$.items[*].owner" },
      },
    };
    items = ({ url }) =>
      url.pathname.startsWith("/api/devices")
        ? [{ owner: { id: "p-1", email: "mina@example.com", cookies: ["c-1", "c-2"] } }]
        : [];
    const match = { email: "email", phone: "phone", cookie: "cookies[]" };
    const session = await open(
      peopleAt(http, { match, fields: fieldsOf("id", "email", "phone", "cookies") }),
    );
    const { keys } = await located(
      session,
      { kind: "email", value: "a@example.com" },
      { kind: "phone", value: "1" },
      { kind: "cookie", value: "c-2" },
    );
    await session.close();
    expect(server.asked.map(({ url }) => url.pathname + url.search)).toEqual([
      "/api/people?email=a%40example.com&all=1",
      "/api/people?phone=1&all=1",
      "/api/devices/c-2",
    ]);
    expect(keys).toEqual([{ collection: "people", key: "p-1", via: { kind: "cookie", value: "c-2" } }]);
  });

  test("records that are not flat: fields taken out of them, lists by JSONPath, numbers whole", async () => {
    await server.stop();
    server = await loopback((_asked, response) =>
      response.end(`{"data": [
        {"type": "person", "id": 90071992547409931, "attributes": {"mail": "MINA@example.com", "tags": [{"n": "a"}, {"n": "b"}]}},
        {"type": "link", "id": 2}]}`),
    );
    const http: Http = {
      path: "/search",
      query: { q: "mail:{match}" },
      items: "$.data[?@.type == 'person']",
      extract: { email: "$.attributes.mail", tags: "$.attributes.tags[*].n", none: "$.attributes.none" },
    };
    const fields = fieldsOf("id", "email", "tags", "none");
    const session = await open(peopleAt(http, { fields, yields: { person_id: "id" } }));
    const { keys, identifiers } = await located(session, { kind: "email", value: "mina@example.com" });
    const { rows } = await readAll(session, keys);
    await session.close();
    expect(rows.map((row) => row.line.split("\t")[1])).toEqual([
      '{"id":90071992547409931,"email":"MINA@example.com","tags":["a","b"]}',
    ]);
    expect(identifiers.map(({ kind, value }) => [kind, value])).toEqual([["person_id", "90071992547409931"]]);
  });

  test("a list that is gone is not an empty one", async () => {
    await expect(
      failureOfWork(() => ask({ path: "/p/{match}", items: "$.rows[*]" }, "a@example.com")),
    ).resolves.toMatchObject({
      code: "schema_changed",
    });
    expect(() => peopleAt({ path: "/p/{match}", items: "$..rows" })).toThrow(/say where the list is/);
    expect(() => peopleAt({ path: "/p/{match}", items: "$.rows[" })).toThrow(/JSONPath/);
  });
});

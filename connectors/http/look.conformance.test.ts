import { afterEach, expect, test } from "vitest";
import { json } from "#connectors/conformance/http-system.ts";
import { type Loopback, loopback, openAt, peopleAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";

let server: Loopback;
afterEach(() => server.stop());

const mina = { id: 7, email: "mina@example.com", vip: true, nick: null, tags: ["a"], home: { city: "Cork" } };

test("inspecting names the fields of what can be listed, and no value; explaining names no person", async () => {
  server = await loopback(({ url }, response) => {
    if (url.pathname === "/people") return json(response, 200, { items: [mina, { id: "8", email: null }] });
    if (url.pathname === "/closed") return json(response, 403, {});
    json(response, 404, {});
  });
  const below = (name: string, http: Parameters<typeof peopleAt>[0]) =>
    described({ name, belongs: [{ to: "people", on: { person: "id" } }], fields: fieldsOf("no"), http });
  const collections = [
    peopleAt({
      path: "/people",
      query: { email: "{match}" },
      items: "/items",
      extract: { city: "$.home.city" },
    }),
    below("closed", { path: "/closed", query: { person: "{parent}" } }),
    below("notes", { path: "/people/{parent}/notes" }),
    below("found", { path: "/found", method: "POST", body: { person: "{parent}" }, by: {} }),
    below("inner", { inside: "$.tags" }),
  ];
  const session = await openAt("http", { base_url: server.base }, collections, { at: server });
  const inspected = await session.inspect();
  expect(inspected.map((one) => [one.name, one.kind, one.rows])).toEqual([["people", "endpoint", null]]);
  expect(inspected[0]?.columns.map((one) => [one.name, one.type, one.nullable])).toEqual([
    ["id", "number or string", false],
    ["email", "string", true],
    ["vip", "boolean", true],
    ["nick", "null", true],
    ["tags", "array", true],
    ["home", "object", true],
    ["city", "string", true],
  ]);
  expect(JSON.stringify(inspected)).not.toMatch(/mina|Cork/);
  expect(await session.sample?.("people", ["email", "home", "city", "gone"], 1)).toEqual([
    ["mina@example.com", '{"city":"Cork"}', "Cork", null],
  ]);
  expect(await session.sample?.("notes", ["no"], 5)).toEqual([]);
  const asked = server.asked.length;
  expect((await session.explain()).map((step) => [step.purpose, step.text])).toEqual([
    ["locate", "GET /people?email={match}"],
    ["collect", "GET /closed?person={parent}"],
    ["collect", "GET /people/{parent}/notes"],
    ["collect", 'POST /found {"person":"{parent}"}'],
    ["collect", "inside people: $.tags"],
  ]);
  expect(server.asked).toHaveLength(asked);
  await session.close();
});

test("inspecting a system that is not there says so", async () => {
  server = await loopback((_asked, response) => response.destroy());
  const people = peopleAt({ path: "/people", query: { email: "{match}" } });
  const session = await openAt("http", { base_url: server.base }, [people], { at: server });
  expect((await failureOfWork(() => session.inspect())).code).toBe("unreachable");
  await session.close();
});

test("files are found by JSONPath, and a record without any has none", async () => {
  const files = {
    main: { url: "/files/1", bytes: 5 },
    more: [{ url: "/files/2" }, { url: "/files/3", hidden: true }],
  };
  server = await loopback(({ url }, response) => {
    if (url.pathname.startsWith("/files/")) {
      response.writeHead(200, {
        "content-type": "application/pdf; x=1",
        "content-disposition": "attachment; filename=../../x.exe",
      });
      return response.end("12345");
    }
    const { home, ...plain } = mina;
    json(response, 200, {
      items: url.searchParams.get("email") === mina.email ? [{ ...plain, files }] : [plain],
    });
  });
  const attachments = { items: "$.files.more[?!@.hidden]", url: "$.url", name: "$.url", bytes: "$.bytes" };
  const people = peopleAt({ path: "/people", query: { email: "{match}" }, items: "/items" }, { attachments });
  const session = await openAt("http", { base_url: server.base }, [people], { at: server });
  const { keys } = await located(session, { kind: "email", value: mina.email });
  const read = await readAll(session, keys);
  expect(read.files.map((one) => [one.fileName, one.via, one.bytes.toString()])).toEqual([
    ["people-1.pdf", "7", "12345"],
  ]);
  const other = await located(session, { kind: "email", value: "MINA@example.com" });
  expect((await readAll(session, other.keys)).files).toEqual([]);
  await session.close();
});

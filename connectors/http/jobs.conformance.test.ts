import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import type { WrittenCollection } from "#connectors/collection.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { type Asked, type Loopback, loopback, openAt, peopleAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { Session } from "#connectors/contract.ts";
import { http } from "./connector.ts";

let server: Loopback;
const sessions: Session[] = [];
afterEach(async () => {
  for (const one of sessions.splice(0)) await one.close();
  await server.stop();
});

const mina = {
  id: "p-1",
  email: "mina@example.com",
  orders: [
    { no: 1, total: 5 },
    { no: 2, total: 7 },
  ],
};
const email = { kind: "email", value: mina.email };
type Job = NonNullable<NonNullable<WrittenCollection["http"]>["job"]>;
const job: Job = {
  start: { path: "/exports", body: { email: "{match}", notify: "{callback_url}" }, id: "$.export.id" },
  poll: { path: "/exports/{job}", state: "$.state", nothing: ["nobody"], every_seconds: 1 },
  result: { path: "/exports/{job}/data" },
};
const orders = described({
  name: "orders",
  key: ["no"],
  belongs: [{ to: "people", on: { person: "id" } }],
  fields: fieldsOf("no", "total"),
  http: { inside: "$.orders" },
});
const collections = (change: Partial<Job> = {}) => [peopleAt({ job: { ...job, ...change } }), orders];

/** A system that exports. `state` says how far the numbered export is; `result` is what it gives. */
async function exporting(
  state: (number: number, asked: Asked) => string | number,
  result: () => string = () => `${JSON.stringify(mina)}\n`,
  pollHeaders: Record<string, string> = {},
) {
  server = await loopback((asked, response) => {
    if (asked.method === "POST") return json(response, 202, { export: { id: `x/${starts().length}` } });
    const [, number, rest] = /^\/exports\/x%2F([0-9]+)(\/data)?$/.exec(asked.url.pathname) ?? [];
    if (number === undefined) return json(response, 404, {});
    if (rest !== undefined) return response.writeHead(200).end(result());
    const said = state(Number(number), asked);
    if (typeof said === "number") return json(response, said, {}, pollHeaders);
    json(response, 200, { state: said, url: `/exports/x%2F${number}/data` }, pollHeaders);
  });
}
async function open(
  more: { memo?: string; callbackUrl?: string; settings?: object; change?: Partial<Job> } = {},
) {
  const { settings, change, ...context } = more;
  const all = { base_url: server.base, ...settings };
  const session = await openAt("http", all, collections(change), { at: server, ...context });
  sessions.push(session);
  return session;
}
async function begun(session: Session) {
  const answer = await session.locate([email]);
  if (answer.kind !== "in_progress") throw new Error(`in_progress was expected, not ${answer.kind}`);
  return answer;
}
const starts = () => server.asked.filter((asked) => asked.method === "POST");

describe("an export", () => {
  test("is begun once, asked after by the next session, read as a stream, and nested records belong", async () => {
    await exporting((_number) => (server.asked.length < 4 ? "running" : "done"));
    const first = await begun(await open({ callbackUrl: "https://habeas.example.com/api/callback/t" }));
    expect(JSON.parse(starts()[0]?.body ?? "")).toEqual({
      email: mina.email,
      notify: "https://habeas.example.com/api/callback/t",
    });
    expect(first.askAgainAt.getTime() - Date.now()).toBeLessThan(1100);
    expect(first.memo).not.toContain("mina");
    const second = await begun(await open({ memo: first.memo ?? "" }));
    await begun(await open({ memo: second.memo ?? "" }));
    const session = await open({ memo: second.memo ?? "" });
    const { keys } = await located(session, email);
    const { rows } = await readAll(session, keys);
    expect(rows.map((row) => [row.collection, row.via, row.record])).toEqual([
      ["people", "p-1", { id: "p-1", email: mina.email }],
      ["orders", "p-1", mina.orders[0]],
      ["orders", "p-1", mina.orders[1]],
    ]);
    expect(await session.count(keys)).toEqual(
      new Map([
        ["people", 1],
        ["orders", 2],
      ]),
    );
    expect(starts()).toHaveLength(1);
  });

  test("without a callback address the member is left out", async () => {
    await exporting(() => "running");
    await begun(await open());
    expect(JSON.parse(starts()[0]?.body ?? "")).toEqual({ email: mina.email });
  });

  test("is asked after when the system says", async () => {
    await exporting(() => "running", undefined, { "retry-after": "900" });
    const { memo } = await begun(await open());
    const { askAgainAt } = await begun(await open({ memo: memo ?? "" }));
    expect(askAgainAt.getTime() - Date.now()).toBeGreaterThan(890_000);
  });

  test("collecting in a later session without a memo begins one and waits a little", async () => {
    await exporting((_number) => (server.asked.length < 3 ? "running" : "done"));
    const session = await open();
    const keys = [{ collection: "people", key: "p-1", via: email }];
    expect((await readAll(session, keys)).rows).toHaveLength(3);
    await server.stop();
    await exporting(() => "running");
    const impatient = await open({ settings: { wait_seconds: 0 } });
    expect((await failureOfWork(() => readAll(impatient, keys))).code).toBe("timeout");
  });

  test("of nobody is nobody", async () => {
    await exporting(() => "nobody");
    const { memo } = await begun(await open());
    expect((await located(await open({ memo: memo ?? "" }), email)).keys).toEqual([]);
  });

  test("of somebody else is the wrong person", async () => {
    await exporting(
      () => "done",
      () => JSON.stringify({ ...mina, email: "jun@example.com" }),
    );
    const { memo } = await begun(await open());
    const session = await open({ memo: memo ?? "" });
    expect((await failureOfWork(() => located(session, email))).code).toBe("wrong_person");
  });

  test.each([["failed"], [404]])(
    "that ends as %s is begun again, and said after three times",
    async (how) => {
      await exporting((number) => (number < 3 ? how : "failed"));
      let { memo } = await begun(await open());
      for (const expected of [2, 3]) {
        ({ memo } = await begun(await open({ memo: memo ?? "" })));
        expect(starts()).toHaveLength(expected);
      }
      const session = await open({ memo: memo ?? "" });
      const failure = await failureOfWork(() => located(session, email));
      expect([failure.code, failure.retryAfterSeconds]).toEqual(["unreachable", 3600]);
      const anHourAgo = JSON.stringify(JSON.parse(memo ?? ""), (name, value) =>
        name === "begun" ? value - 3_700_000 : value,
      );
      await begun(await open({ memo: anHourAgo }));
      expect(starts()).toHaveLength(4);
    },
  );

  test("that says nothing of itself is a changed schema; a memo that cannot be read is begun anew", async () => {
    await exporting(() => 200);
    const { memo } = await begun(await open({ memo: "{broken" }));
    const session = await open({ memo: memo ?? "" });
    expect((await failureOfWork(() => located(session, email))).code).toBe("schema_changed");
  });

  test("may say by its status alone that it is ready, and name where it lies", async () => {
    await exporting(() => (server.asked.length < 3 ? 202 : "done"));
    const byStatus = { change: { poll: { path: "/exports/{job}" }, result: { url: "$.url" } } };
    const { memo } = await begun(await open(byStatus));
    await begun(await open({ memo: memo ?? "", ...byStatus }));
    expect((await located(await open({ memo: memo ?? "", ...byStatus }), email)).keys).toHaveLength(1);
  });

  test("that lies at an inside address is not read", async () => {
    const inside = await loopback((_asked, response) => response.end("[]"));
    await exporting(() => "done");
    const original = server;
    server = await loopback((asked, response) =>
      asked.method === "POST"
        ? json(response, 202, { export: { id: "1" } })
        : json(response, 200, { state: "done", url: `${inside.base}/latest/meta-data` }),
    );
    const { memo } = await begun(await open());
    const session = await open({ memo: memo ?? "", change: { result: { url: "$.url" } } });
    expect((await failureOfWork(() => located(session, email))).code).toBe("misconfigured");
    expect(inside.asked).toEqual([]);
    await inside.stop();
    await original.stop();
  });
});

describe("the result", () => {
  const done = async (text: string, result: Job["result"]) => {
    await exporting(
      () => "done",
      () => text,
    );
    const { memo } = await begun(await open({ change: { result } }));
    return located(await open({ memo: memo ?? "", change: { result } }), email);
  };
  const asJson = { path: "/exports/{job}/data", format: "json", items: "/data/people" } as const;
  const person = JSON.stringify(mina);

  test("may be a list in a JSON document", async () => {
    const text = `{"about": ["data", {"people": 1}], "data": {"x": [[], "]"], "people": [${person}]}}`;
    expect((await done(text, asJson)).keys).toHaveLength(1);
  });

  test.each([
    ["broken off", `{"data": {"people": [${person}`, "bad_answer"],
    ["broken off after a record", `{"data": {"people": [${person}]`, "bad_answer"],
    ["without the list", `{"data": {"persons": [${person}]}}`, "schema_changed"],
    ["with two of it", `{"data": {"people": [], "people": [${person}]}}`, "bad_answer"],
    ["followed by more", `{"data": {"people": [${person}]}} {}`, "bad_answer"],
    ["of numbers", `{"data": {"people": [1]}}`, "bad_answer"],
    ["a page", "<html>mina@example.com</html>", "bad_answer"],
  ])("%s is an error", async (_name, text, code) => {
    const failure = await failureOfWork(() => done(text, asJson));
    expect(failure.code).toBe(code);
    expect(failure.message).not.toContain("mina");
  });

  test("half a line is an error, blank lines are not", async () => {
    const { path } = asJson;
    expect((await done(`\n${person}\r\n \n`, { path })).keys).toHaveLength(1);
    await server.stop();
    expect((await failureOfWork(() => done(`${person}\n{"id": "p-`, { path }))).code).toBe("bad_answer");
  });
});

describe("a call that says that it is ready", () => {
  const secret = "secret of the exporter";
  const settings = (callback: object) => http.settings.parse({ base_url: "https://x.example.com", callback });
  const body = Buffer.from('{"a": 1}');
  const signed = (text: string, digest: "hex" | "base64" = "base64") =>
    createHmac("sha256", secret).update(text).digest(digest);

  test("is known by its signature alone", () => {
    const headers = {
      "webhook-id": "m1",
      "webhook-timestamp": "1790000000",
      "webhook-signature": `v1a,x v1,${signed(`m1.1790000000.${body}`)}`,
    };
    const at = (change: object, secrets = ["some other secret of it", secret]) =>
      http.callSignedAt?.(settings({ secrets }), { headers: { ...headers, ...change }, body });
    expect(at({})).toEqual(new Date(1_790_000_000_000));
    for (const change of [
      { "webhook-id": "m2" },
      { "webhook-timestamp": "1790000001" },
      { "webhook-timestamp": "" },
      { "webhook-signature": "v1," },
      { "webhook-signature": signed(`m1.1790000000.${body}`) },
    ])
      expect(at(change)).toBeNull();
    expect(at({}, ["some other secret of it"])).toBeNull();
    expect(
      http.callSignedAt?.(http.settings.parse({ base_url: "https://x.example.com" }), { headers, body }),
    ).toBeNull();
  });

  test("may be signed in another system's way", () => {
    const stamp = "2026-11-22T08:00:00Z";
    const callback = {
      secrets: [secret],
      sign: "v0:{timestamp}:{body}",
      encoding: "hex",
      signature_header: "X-Signature",
      signature_prefix: "v0=",
      timestamp_header: "X-Timestamp",
    };
    const headers = { "x-timestamp": stamp, "x-signature": `v0=${signed(`v0:${stamp}:${body}`, "hex")}` };
    expect(http.callSignedAt?.(settings(callback), { headers, body })).toEqual(new Date(stamp));
    expect(() => settings({ ...callback, sign: "{body}" })).toThrow(/time and the body/);
  });
});

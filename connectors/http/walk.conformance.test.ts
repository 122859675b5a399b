import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { Collection, WrittenCollection } from "#connectors/collection.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { type Asked, type Loopback, loopback, openAt, peopleAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";

let server: Loopback;
afterEach(() => server.stop());

const mina = { id: "p-1", email: "mina@example.com", group: null };
const jun = { id: "p-2", email: "jun@example.com", group: 4 };
const messages = [
  { no: 1, sender: "p-1", recipient: "p-2", to_name: "Jun", note: "of the sender", reply_to: null },
  { no: 2, sender: "p-2", recipient: "p-1", to_name: "Mina", note: "of the sender", reply_to: 1 },
  { no: 3, sender: "p-1", recipient: "p-1", to_name: "Mina", note: "of the sender", reply_to: 2 },
  { no: 4, sender: "p-2", recipient: "p-2", to_name: "Jun", note: "of the sender", reply_to: 3, spam: true },
];

const field = (label: string, ...roles: string[]) => ({ label, ...(roles.length > 0 ? { roles } : {}) });
const people = peopleAt(
  { path: "/people", query: { email: "{match}" }, items: "/items" },
  { fields: fieldsOf("id", "email", "group") },
);
const child = (
  one: Omit<WrittenCollection, keyof ReturnType<typeof described>> & Partial<WrittenCollection>,
) => described(one as Parameters<typeof described>[0]);
const letters = child({
  name: "messages",
  key: ["no"],
  belongs: [
    { to: "people", on: { sender: "id" }, role: "sender" },
    { to: "people", on: { recipient: "id" }, role: "recipient" },
  ],
  fields: { no: field("No"), to_name: field("To", "recipient"), note: field("Note", "sender") },
  http: {
    path: "/messages",
    query: { sender: "{parent.sender}", recipient: "{parent.recipient}" },
    items: "/items",
  },
});

const byQuery = (rows: readonly object[]) => (asked: Asked) => ({
  items: rows.filter((row) =>
    [...asked.url.searchParams].every(
      ([name, value]) => String((row as Record<string, unknown>)[name]) === value,
    ),
  ),
});
async function read(
  collections: Collection[],
  answers: Record<string, (asked: Asked) => unknown>,
  settings = {},
) {
  const all: typeof answers = { "/people": byQuery([mina, jun]), ...answers };
  server = await loopback(async (asked, response) => {
    const answer = all[asked.url.pathname];
    if (answer === undefined) return json(response, 404, {});
    json(response, 200, await answer(asked));
  });
  const session = await openAt("http", { base_url: server.base, ...settings }, collections, { at: server });
  try {
    const { keys } = await located(session, { kind: "email", value: mina.email });
    return (await readAll(session, keys)).rows;
  } finally {
    await session.close();
  }
}
const of = (rows: Awaited<ReturnType<typeof read>>, name: string) =>
  rows.filter((row) => row.collection === name).map((row) => row.record);

describe("belonging in several ways", () => {
  test("each record once, with what the person's roles in it may see", async () => {
    const rows = await read([people, letters], { "/messages": byQuery(messages) });
    expect(of(rows, "messages")).toEqual([
      { no: 1, note: "of the sender" },
      { no: 3, to_name: "Mina", note: "of the sender" },
      { no: 2, to_name: "Mina" },
    ]);
    expect(server.asked.map(({ url }) => url.search).slice(-2)).toEqual(["?sender=p-1", "?recipient=p-1"]);
  });

  test("at an address of its own for a role", async () => {
    const own = {
      ...letters,
      http: child({
        ...messagesShape,
        http: {
          path: "/sent",
          query: { sender: "{parent}" },
          items: "/items",
          by: { recipient: { path: "/inbox/{parent}", items: "$.mail[*]" } },
        },
      }).http,
    };
    const rows = await read([people, own], {
      "/sent": byQuery(messages),
      "/inbox/p-1": () => ({ mail: messages.filter((one) => one.recipient === "p-1") }),
    });
    expect(of(rows, "messages").map((one) => one.no)).toEqual([1, 3, 2]);
  });

  test("to records of its own kind, down to the last, and not for ever", async () => {
    const thread = child({
      name: "messages",
      key: ["no"],
      where: { spam: { not: true } },
      belongs: [
        { to: "people", on: { sender: "id" } },
        { to: "messages", on: { reply_to: "no" }, role: "reply" },
      ],
      fields: fieldsOf("no"),
      http: {
        path: "/messages",
        query: { sender: "{parent}" },
        items: "/items",
        by: { reply: { path: "/replies", query: { reply_to: "{parent}" }, items: "/items" } },
      },
    });
    const circle = [...messages, { no: 1, sender: "p-1", reply_to: 3 }];
    const rows = await read([people, thread], {
      "/messages": byQuery(messages),
      "/replies": byQuery(circle),
    });
    expect(of(rows, "messages").map((one) => one.no)).toEqual([1, 3, 2]);
  });

  test("a condition on the edge, and a parent without a value", async () => {
    const spamless = child({
      name: "groups",
      belongs: [{ to: "people", on: { id: "group" } }],
      fields: fieldsOf("id"),
      http: { path: "/groups/{parent}" },
    });
    const rows = await read([people, spamless], {});
    expect(of(rows, "groups")).toEqual([]);
    expect(server.asked.every(({ url }) => url.pathname === "/people")).toBe(true);
  });
});

const messagesShape = {
  name: "messages",
  key: ["no"],
  belongs: [
    { to: "people", on: { sender: "id" }, role: "sender" },
    { to: "people", on: { recipient: "id" }, role: "recipient" },
  ],
  fields: fieldsOf("no"),
};

describe("levels", () => {
  const orders = child({
    name: "orders",
    key: ["no"],
    belongs: [{ to: "people", on: { person: "id" } }],
    fields: fieldsOf("no"),
    http: { path: "/orders", query: { person: "{parent}" }, items: "/items" },
  });
  const lines = child({
    name: "lines",
    key: ["order", "position"],
    belongs: [{ to: "orders", on: { order: "no" } }],
    fields: fieldsOf("order", "position", "discounts"),
    yields: { voucher: "discounts[]->code" },
    http: { inside: "$.lines[*]", extract: { discounts: "$.price.discounts" } },
  });
  const parcels = child({
    name: "parcels",
    belongs: [{ to: "orders", on: { "meta->order": "no" } }],
    fields: fieldsOf("track"),
    http: { path: "/parcels", query: { order: "{parent}" }, items: "/items" },
  });
  const order = (no: number) => ({
    no,
    person: "p-1",
    lines: [
      { position: 1, price: { discounts: [{ code: `v-${no}` }] } },
      { position: 2, price: { discounts: [] } },
    ],
  });
  const numbers = Array.from({ length: 12 }, (_, at) => at + 1);

  test("inside and below, several at a time and in order", async () => {
    let now = 0;
    let most = 0;
    const slow = async (asked: Asked) => {
      now += 1;
      most = Math.max(most, now);
      const no = Number(asked.url.searchParams.get("order"));
      await wait(no % 2 === 0 ? 5 : 30);
      now -= 1;
      return { items: [{ track: `t-${no}`, meta: { order: no } }] };
    };
    const answers = { "/orders": byQuery(numbers.map(order)), "/parcels": slow };
    const rows = await read([people, orders, lines, parcels], answers, { concurrency: 4 });
    expect(of(rows, "parcels").map((one) => one.track)).toEqual(numbers.map((no) => `t-${no}`));
    expect(most).toBe(4);
    expect(of(rows, "lines")).toHaveLength(24);
    expect(of(rows, "lines")[2]).toEqual({ order: "2", position: 1, discounts: [{ code: "v-2" }] });
    await server.stop();
    most = 0;
    await read([people, orders, parcels], answers);
    expect(most).toBe(1);
  });

  test("a failure among several at a time is said, and ends the others", async () => {
    const answers = {
      "/orders": byQuery(numbers.map(order)),
      "/parcels": (asked: Asked) => ({ items: asked.url.search === "?order=5" ? "none" : [] }),
    };
    const failure = await failureOfWork(() => read([people, orders, parcels], answers, { concurrency: 3 }));
    expect(failure.code).toBe("bad_answer");
  });

  test("records inside others that are gone are a changed schema", async () => {
    const without = { "/orders": () => ({ items: [{ no: 1, person: "p-1", rows: [] }] }) };
    expect((await failureOfWork(() => read([people, orders, lines], without))).code).toBe("schema_changed");
    await server.stop();
    const none = { "/orders": () => ({ items: [{ no: 1, person: "p-1", lines: null }] }) };
    expect(of(await read([people, orders, lines], none), "lines")).toEqual([]);
  });
});

describe("what cannot be walked over http is said when the session opens", () => {
  const path = { path: "/x/{parent}" };
  test.each<[string, Collection[], RegExp]>([
    ["a parent that comes later", [letters, people], /before it/],
    ["a parent that is not there", [letters], /does not describe/],
    [
      "several ties",
      [
        people,
        child({ ...messagesShape, belongs: [{ to: "people", on: { a: "id", b: "email" } }], http: path }),
      ],
      /exactly one/,
    ],
    [
      "a search below a root",
      [people, child({ ...messagesShape, match: { email: "m" }, http: path })],
      /only in a root/,
    ],
    [
      "a search by several fields",
      [peopleAt({ path: "/x/{match}" }, { match: { name: { fields: ["a", "b"] } } })],
      /several fields/,
    ],
    ["no address", [people, child(messagesShape)], /no http address/],
  ])("%s", async (_name, collections, sentence) => {
    const failure = await failureOfWork(() => read(collections, {}));
    expect([failure.code, sentence.test(failure.message)]).toEqual(["misconfigured", true]);
    expect(server.asked).toEqual([]);
  });
});

test("what a person shares with others, or is only mentioned in, makes nobody known", async () => {
  const deals = child({
    name: "deals",
    key: ["no"],
    belongs: [{ to: "people", on: { buyer: "id" }, as: "shared" }],
    yields: { email: "seller_email" },
    fields: fieldsOf("no", "buyer", "seller_email"),
    http: { path: "/deals", query: { buyer: "{parent}" }, items: "/items" },
  });
  const orders = child({
    name: "orders",
    key: ["no"],
    belongs: [{ to: "people", on: { buyer: "id" } }],
    yields: { order: "no" },
    fields: fieldsOf("no", "buyer"),
    http: { path: "/orders", query: { buyer: "{parent}" }, items: "/items" },
  });
  server = await loopback(async ({ url }, response) =>
    json(response, 200, {
      items:
        url.pathname === "/people"
          ? [mina].filter((one) => one.email === url.searchParams.get("email"))
          : url.pathname === "/orders"
            ? [{ no: "o-1", buyer: "p-1" }]
            : [{ no: "d-1", buyer: "p-1", seller_email: "jun@example.com" }],
    }),
  );
  const session = await openAt("http", { base_url: server.base }, [people, deals, orders], { at: server });
  try {
    const { keys, identifiers } = await located(session, { kind: "email", value: mina.email });
    expect(identifiers.map(({ kind, value }) => [kind, value])).toEqual([["order", "o-1"]]);
    expect((await readAll(session, keys)).rows.map((row) => row.collection)).toEqual([
      "people",
      "deals",
      "orders",
    ]);
  } finally {
    await session.close();
  }
});

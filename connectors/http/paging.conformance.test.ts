import { afterEach, describe, expect, test } from "vitest";
import type { WrittenCollection } from "#connectors/collection.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { type Asked, type Loopback, loopback, openAt, peopleAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";

let server: Loopback;
afterEach(() => server.stop());

const mina = { id: "p-1", email: "mina@example.com" };
const notes = Array.from({ length: 7 }, (_, at) => ({
  no: at + 1,
  person: "p-1",
  at: { sent: `2026-01-0${at + 1}` },
}));
type Page = { items: object[]; document?: object; headers?: Record<string, string> };

/** A system with a person and notes, whose pages of notes are as the test says. */
async function read(
  http: NonNullable<WrittenCollection["http"]>,
  page: (asked: Asked) => Page | string,
  more: Partial<WrittenCollection> = {},
) {
  server = await loopback((asked, response) => {
    if (asked.url.pathname === "/people") return json(response, 200, { items: [mina] });
    const said = page(asked);
    if (typeof said === "string") return response.writeHead(200).end(said);
    json(response, 200, said.document ?? { items: said.items }, said.headers ?? {});
  });
  const collections = [
    peopleAt({ path: "/people", query: { email: "{match}" }, items: "/items" }),
    described({
      name: "notes",
      key: ["no"],
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf("no"),
      http,
      ...more,
    }),
  ];
  const session = await openAt("http", { base_url: server.base }, collections, { at: server });
  try {
    const { keys } = await located(session, { kind: "email", value: mina.email });
    const { rows } = await readAll(session, keys);
    return rows.filter((row) => row.collection === "notes").map((row) => row.record.no);
  } finally {
    await session.close();
  }
}
const all = notes.map((note) => note.no);
const get = { path: "/notes", query: { person: "{parent}" }, items: "/items" } as const;
const post = { path: "/notes", method: "POST", body: { person: "{parent}" }, items: "/items" } as const;
const slice = (from: number, size = 3) => ({ items: notes.slice(from, from + size) });
const bodyOf = (asked: Asked) => JSON.parse(asked.body) as Record<string, unknown>;

describe("pages to the end", () => {
  test("by offset, with what came and not with what was asked for", async () => {
    const paging = { kind: "offset", param: "skip", size_param: "take", size: 50 } as const;
    const found = await read({ ...get, paging }, ({ url }) => slice(Number(url.searchParams.get("skip"))));
    expect(found).toEqual(all);
    expect(server.asked.at(-1)?.url.searchParams.get("take")).toBe("50");
  });

  test("by number from zero, in the body", async () => {
    const paging = {
      kind: "page",
      param: "page",
      first: 0,
      size: 3,
      size_param: "limit",
      in: "body",
    } as const;
    const found = await read({ ...post, paging }, (asked) => slice(Number(bodyOf(asked).page) * 3));
    expect(found).toEqual(all);
    expect(bodyOf(server.asked.at(-1) as Asked)).toEqual({ person: "p-1", page: 3, limit: 3 });
  });

  test("by cursor in the body, which keeps its type", async () => {
    const paging = {
      kind: "cursor",
      param: "after",
      next: "$.page.next",
      more: "$.page.more",
      in: "body",
    } as const;
    const found = await read({ ...post, paging }, (asked) => {
      const after = bodyOf(asked).after;
      expect(typeof after === "number" || after === undefined).toBe(true);
      const from = Number(after ?? 0);
      const page = { next: from + 3, more: from + 3 < notes.length };
      return { items: [], document: { ...slice(from), page } };
    });
    expect(found).toEqual(all);
  });

  test("by the header Link among others", async () => {
    const found = await read({ ...get, paging: { kind: "link" } }, ({ url }) => {
      const from = Number(url.searchParams.get("from") ?? 0);
      const next = `</notes?person=p-1&from=${from + 3}>; title="a, b"; rel="last next"`;
      const link = from + 3 < notes.length ? `<https://example.com/>; rel=prev, ${next}` : "<x>; rel=prev";
      return { ...slice(from), headers: { link } };
    });
    expect(found).toEqual(all);
  });

  test("by an address in the answer", async () => {
    const found = await read(
      { ...get, paging: { kind: "link", next: "$['@odata.nextLink']" } },
      ({ url }) => {
        const from = Number(url.searchParams.get("from") ?? 0);
        const next =
          from + 3 < notes.length ? { "@odata.nextLink": `${server.base}/notes?from=${from + 3}` } : {};
        return { items: [], document: { ...slice(from), ...next } };
      },
    );
    expect(found).toEqual(all);
  });

  test("by the last record's field", async () => {
    const paging = { kind: "keyset", param: "since", field: "at->sent" } as const;
    const found = await read({ ...get, paging }, ({ url }) => {
      const since = url.searchParams.get("since") ?? "";
      return { items: notes.filter((note) => note.at.sent > since).slice(0, 3) };
    });
    expect(found).toEqual(all);
  });

  test("line by line, with pages", async () => {
    const paging = { kind: "keyset", param: "since", field: "no" } as const;
    const found = await read({ ...get, format: "ndjson", paging }, ({ url }) => {
      const from = Number(url.searchParams.get("since") ?? 0);
      return `${notes
        .slice(from, from + 3)
        .map((note) => JSON.stringify(note))
        .join("\r\n")}\n`;
    });
    expect(found).toEqual(all);
  });

  test("records without a key that are alike are all kept on one page, and once when pages overlap", async () => {
    const twin = { no: 1, person: "p-1" };
    const keyless = { key: [] as string[] };
    expect(await read(get, () => ({ items: [twin, twin] }), keyless)).toEqual([1, 1]);
    await server.stop();
    const paging = { kind: "page", param: "page", size: 2 } as const;
    const found = await read(
      { ...get, paging },
      ({ url }) => {
        const from = [0, 1, 3, 7][Number(url.searchParams.get("page")) - 1] ?? 7;
        return slice(from, 4);
      },
      keyless,
    );
    expect(found).toEqual(all);
  });
});

describe("pages that never end are an error", () => {
  const endless = () => ({ items: notes.slice(0, 2), headers: { link: "</notes?again=1>; rel=next" } });
  test.each<[string, NonNullable<WrittenCollection["http"]>, (asked: Asked) => Page]>([
    ["offset", { ...get, paging: { kind: "offset", param: "skip" } }, endless],
    ["link", { ...get, paging: { kind: "link" } }, endless],
    ["keyset", { ...get, paging: { kind: "keyset", param: "since", field: "no" } }, endless],
    [
      "a cursor that is always new",
      { ...get, paging: { kind: "cursor", param: "after", next: "/next" } },
      () => ({ items: [], document: { items: notes.slice(0, 2), next: `c${server.asked.length}` } }),
    ],
  ])("%s", async (_name, http, page) => {
    const failure = await failureOfWork(() => read(http, page));
    expect(failure.code).toBe("bad_answer");
    expect(server.asked.length).toBeLessThan(12);
  });

  test("a field that goes between two pages is a changed schema, not the end", async () => {
    const paging = { kind: "offset", param: "skip" } as const;
    const page = ({ url }: Asked) => {
      const from = Number(url.searchParams.get("skip"));
      const { items } = slice(from);
      return { items: from === 0 ? items : items.map(({ person, ...rest }) => ({ ...rest, owner: person })) };
    };
    expect((await failureOfWork(() => read({ ...get, paging }, page))).code).toBe("schema_changed");
  });

  test("more is said to come, but not where", async () => {
    const paging = { kind: "cursor", param: "after", next: "/next", more: "/more" } as const;
    const page = () => ({ items: [], document: { items: notes, more: true } });
    expect((await failureOfWork(() => read({ ...get, paging }, page))).code).toBe("bad_answer");
  });

  test("the next page at another origin is not followed", async () => {
    const other = await loopback((_asked, response) => json(response, 200, { items: [] }));
    const page = () => ({ ...slice(0), headers: { link: `<${other.base}/notes>; rel=next` } });
    const failure = await failureOfWork(() => read({ ...get, paging: { kind: "link" } }, page));
    expect(failure.code).toBe("bad_answer");
    expect(other.asked).toEqual([]);
    await other.stop();
  });
});

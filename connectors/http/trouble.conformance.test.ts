import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type HttpSystem, httpSystem, json } from "#connectors/conformance/http-system.ts";
import { failureOfWork, located, openOn, readAll } from "#connectors/conformance/reading.ts";
import { jun, mina, type Rig, twoCollections } from "#connectors/conformance/world.ts";
import { httpReach } from "#connectors/language/http.ts";
import { connectorOf } from "#connectors/registry.ts";

let system: HttpSystem;
beforeEach(async () => {
  system = await httpSystem(
    [{ ...mina, notes: Array.from({ length: 7 }, (_, n) => `note ${n}`) }, jun],
    "habeas",
    "word",
  );
});
afterEach(() => system.stop());

function rig(
  more: { paging?: "cursor" | "page" | "none"; attachments?: boolean; internal?: string[] } = {},
): Rig {
  const [root, notes] = twoCollections();
  if (root === undefined || notes === undefined) throw new Error("the world has two collections");
  const paging = {
    none: { kind: "none" },
    cursor: { kind: "cursor", param: "after", next: "/next" },
    page: { kind: "page", param: "page", size_param: "size", size: 3 },
  } as const;
  return {
    settings: {
      base_url: system.base,
      auth: {
        kind: "oauth2_client_credentials",
        token_url: "/token",
        client_id: "habeas",
        client_secret: "word",
      },
      silence_seconds: 1,
    },
    collections: [
      {
        ...root,
        http: httpReach.parse({
          path: "/people",
          query: { email: "{match.email}", phone: "{match.phone}" },
          items: "/data/items",
          paging: paging.none,
        }),
      },
      {
        ...notes,
        http: httpReach.parse({
          path: "/people/{parent}/notes",
          items: "/items",
          paging: paging[more.paging ?? "cursor"],
        }),
        ...(more.attachments
          ? { attachments: { items: "/files", url: "/url", name: "/name", bytes: "/size" } }
          : {}),
      },
    ],
    internalHosts: more.internal ?? [system.hostPort],
    secrets: [],
    troubles: {},
    dropField: async () => {},
    addNotes: async () => {},
    stop: async () => {},
  };
}

async function read(one: Rig = rig()) {
  const session = await openOn(await connectorOf("http"), one);
  try {
    const { keys } = await located(session, { kind: "email", value: mina.email });
    return await readAll(session, keys);
  } finally {
    await session.close();
  }
}
const notesIn = (all: Awaited<ReturnType<typeof read>>) =>
  all.rows.filter((row) => row.collection === "notes").length;
const notes = (url: string | undefined) => /\/notes/.test(url ?? "");
const html = "<html><body>Sign in, mina@example.com</body></html>";

describe("pages", () => {
  test.each(["cursor", "page"] as const)("%s paging reads to the end", async (paging) => {
    expect(notesIn(await read(rig({ paging })))).toBe(7);
  });

  test("a page shorter than asked for is not taken for the last one", async () => {
    system.meddle = (request, response) => {
      const url = new URL(request.url ?? "", system.base);
      if (url.searchParams.get("page") !== "1") return false;
      json(response, 200, { items: system.notes.filter((one) => one.person === mina.id).slice(0, 2) });
      return true;
    };
    expect(notesIn(await read(rig({ paging: "page" })))).toBe(6);
  });

  test("a page delivered twice gives each record once", async () => {
    let twice = false;
    system.meddle = (request, response) => {
      const url = new URL(request.url ?? "", system.base);
      if (url.searchParams.get("after") !== "3" || twice) return false;
      twice = true;
      const own = system.notes.filter((one) => one.person === mina.id);
      json(response, 200, { items: own.slice(0, 3), next: "3 " });
      return true;
    };
    expect(notesIn(await read())).toBe(7);
  });

  test.each(["cursor", "page"] as const)(
    "%s paging that goes in a circle ends in an error",
    async (paging) => {
      system.meddle = (request, response) => {
        if (!notes(request.url)) return false;
        json(response, 200, { items: system.notes.slice(0, 1), next: "again" });
        return true;
      };
      expect((await failureOfWork(() => read(rig({ paging })))).code).toBe("bad_answer");
    },
  );
});

describe("answers", () => {
  const statuses: [number, string][] = [
    [204, "bad_answer"],
    [206, "bad_answer"],
    [301, "misconfigured"],
    [302, "misconfigured"],
    [400, "bad_answer"],
    [401, "refused_credentials"],
    [403, "forbidden"],
    [404, "schema_changed"],
    [408, "timeout"],
    [409, "bad_answer"],
    [422, "bad_answer"],
    [500, "unreachable"],
    [502, "unreachable"],
    [503, "unreachable"],
    [504, "timeout"],
  ];
  test.each(statuses)("status %i means %s, never nothing held", async (status, code) => {
    system.meddle = (request, response) => {
      if (!notes(request.url)) return false;
      response.writeHead(status, { location: `${system.base}/people?email=${mina.email}` }).end();
      return true;
    };
    expect((await failureOfWork(() => read())).code).toBe(code);
    expect(system.asked.filter((url) => url.startsWith("/people?"))).toHaveLength(3);
  });

  test.each([
    ["HTML for JSON", html],
    ["half an answer", '{"items": [{"no": 1, "per'],
    ["an error with status 200", '{"error": "no"}'],
    ["no list", '{"items": "none"}'],
    ["a list of something else", '{"items": [1, null]}'],
    ["nothing", ""],
    ["bad UTF-8", Buffer.from([0x22, 0xff, 0x22])],
    [
      "JSON without a bottom",
      `{"items": [{"no": 1, "person": "p-1", "text": ${"[".repeat(200_000)}${"]".repeat(200_000)}}]}`,
    ],
  ])("%s is a bad answer", async (_name, body) => {
    system.meddle = (request, response) => {
      if (!notes(request.url)) return false;
      response.writeHead(200, { "content-type": "application/json" }).end(body);
      return true;
    };
    const failure = await failureOfWork(() => read());
    expect(["bad_answer", "schema_changed"]).toContain(failure.code);
    expect(failure.message).not.toContain("mina");
  });

  test("an answer that breaks off is an error", async () => {
    system.meddle = (request, response) => {
      if (!notes(request.url)) return false;
      response.writeHead(200, { "content-length": "1000" }).write('{"items": []}');
      setTimeout(() => response.destroy(), 50);
      return true;
    };
    expect(["unreachable", "bad_answer"]).toContain((await failureOfWork(() => read())).code);
  });

  test("silence ends in a timeout", async () => {
    system.meddle = (request) => notes(request.url);
    expect((await failureOfWork(() => read())).code).toBe("timeout");
  });

  test("a small answer that unfolds without end is stopped", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, " "));
    system.meddle = (request, response) => {
      if (!notes(request.url)) return false;
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
      return true;
    };
    expect((await failureOfWork(() => read())).code).toBe("bad_answer");
  });

  test("somebody else's record is the wrong person, at the root and below it", async () => {
    system.meddle = (request, response) => {
      if (!request.url?.startsWith("/people?")) return false;
      json(response, 200, { data: { items: [mina, jun] } });
      return true;
    };
    expect((await failureOfWork(() => read())).code).toBe("wrong_person");
    system.meddle = (request, response) => {
      if (!notes(request.url)) return false;
      json(response, 200, { items: [{ no: 1, person: jun.id, text: "not hers" }], next: null });
      return true;
    };
    expect((await failureOfWork(() => read())).code).toBe("wrong_person");
  });
});

describe("limits and sign-in", () => {
  const busy = (header: string, times: number) => {
    let left = times;
    system.meddle = (request, response) => {
      if (!notes(request.url) || left === 0) return false;
      left -= 1;
      json(response, 429, { error: "later" }, header === "" ? {} : { "retry-after": header });
      return true;
    };
  };

  test("a short wait is waited for, a long one is handed up", async () => {
    busy("1", 2);
    const begun = performance.now();
    expect(notesIn(await read())).toBe(7);
    expect(performance.now() - begun).toBeGreaterThan(1900);
    busy("120", 1);
    const failure = await failureOfWork(() => read());
    expect([failure.code, failure.retryAfterSeconds]).toEqual(["rate_limited", 120]);
    busy(new Date(Date.now() + 90_000).toUTCString(), 1);
    expect((await failureOfWork(() => read())).retryAfterSeconds).toBeGreaterThan(80);
    busy("soon", 1);
    const vague = await failureOfWork(() => read());
    expect([vague.code, vague.retryAfterSeconds]).toEqual(["rate_limited", undefined]);
  });

  test("a token that ran out is renewed once", async () => {
    let forgotten = false;
    system.meddle = (request) => {
      if (notes(request.url) && !forgotten) {
        forgotten = true;
        system.forgetTokens();
      }
      return false;
    };
    expect(notesIn(await read())).toBe(7);
    expect(system.tokensIssued).toBe(2);
  });

  test("an address that is not public is refused before anything is sent", async () => {
    const failure = await failureOfWork(() => read(rig({ internal: [] })));
    expect(failure.code).toBe("misconfigured");
    expect(system.asked).toEqual([]);
  });
});

describe("attached files", () => {
  const path = "/files/1";
  test("come as files under made names, and their size is checked", async () => {
    const [note] = system.notes;
    if (note === undefined) throw new Error("there are notes");
    note.files = [{ url: `${system.base}${path}`, size: `bytes of ${path}`.length }];
    const { files } = await read(rig({ attachments: true }));
    expect(files.map((one) => [one.fileName, one.via, one.bytes.toString()])).toEqual([
      ["notes-1.txt", mina.id, `bytes of ${path}`],
    ]);
    note.files = [{ url: path, size: 3 }];
    expect((await failureOfWork(() => read(rig({ attachments: true })))).code).toBe("bad_answer");
  });

  test("credentials stay with the system, and other inside addresses are not reached", async () => {
    const other = await httpSystem([], "x", "y");
    let sent: string | undefined = "none";
    other.meddle = (request, response) => {
      sent = request.headers.authorization;
      response.end("from elsewhere");
      return true;
    };
    const [note] = system.notes;
    if (note === undefined) throw new Error("there are notes");
    note.files = [{ url: `${other.base}/file`, size: 14 }];
    expect((await failureOfWork(() => read(rig({ attachments: true })))).code).toBe("misconfigured");
    expect(sent).toBe("none");
    const both = rig({ attachments: true, internal: [system.hostPort, other.hostPort] });
    expect((await read(both)).files).toHaveLength(1);
    expect(sent).toBeUndefined();
    await other.stop();
  });
});

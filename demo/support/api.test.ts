import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { person } from "#demo/people.ts";
import { datasetOf, ordinarySeed } from "#demo/seed/dataset.ts";
import { seedSqlite } from "#demo/seed/load-sqlite.ts";
import { supportApi } from "./api.ts";
import { openRecords, type Records } from "./records.ts";
import { readTrouble, type SupportTrouble, writeTrouble } from "./trouble.ts";

const folder = mkdtempSync(join(tmpdir(), "larkspur-support-"));
const troubleFile = join(folder, "trouble");
let server: Server;
let records: Records;
let origin = "";
let clock = Date.UTC(2026, 2, 3);

beforeAll(async () => {
  const file = join(folder, "support.sqlite");
  const dataset = datasetOf({ ...ordinarySeed, people: 60 });
  seedSqlite(file, new URL("./schema.sql", import.meta.url), dataset.support);
  records = openRecords(file, "http://support.invalid");
  const api = supportApi({
    records,
    clientId: "habeas",
    clientSecret: "s3cret:with colon",
    requestsPerSecond: 5,
    trouble: () => readTrouble(troubleFile),
    now: () => clock,
  });
  server = createServer(api);
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  records.close();
  rmSync(folder, { recursive: true });
});

// A new second for each test, so that one test's calls do not count against the next one's limit.
beforeEach(() => {
  clock += 2_000;
  writeTrouble(troubleFile, "none");
});

async function signIn(secret = "s3cret:with colon"): Promise<Response> {
  const basic = Buffer.from(`habeas:${encodeURIComponent(secret)}`).toString("base64");
  return fetch(`${origin}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
}

async function token(): Promise<string> {
  return ((await (await signIn()).json()) as { access_token: string }).access_token;
}

type Answer = { items: Record<string, unknown>[]; next: string | null; total: number };

async function get(path: string, bearer: string): Promise<Answer> {
  clock += 300;
  const answer = await fetch(origin + path, { headers: { authorization: `Bearer ${bearer}` } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

const minaAt = "mina.receipts@example.org";

describe("signing in", () => {
  it("gives a token that ends after a minute", async () => {
    const answer = (await (await signIn()).json()) as Record<string, unknown>;
    expect(answer).toMatchObject({ token_type: "Bearer", expires_in: 60 });
    const bearer = String(answer.access_token);
    const ask = () =>
      fetch(`${origin}/contacts?email=${minaAt}`, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await ask()).status).toBe(200);
    clock += 60_000;
    const late = await ask();
    expect(late.status).toBe(401);
    expect(late.headers.get("www-authenticate")).toContain("invalid_token");
  });

  it("takes id and secret in the form too, and refuses wrong ones", async () => {
    const form = {
      grant_type: "client_credentials",
      client_id: "habeas",
      client_secret: "s3cret:with colon",
    };
    const inForm = await fetch(`${origin}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
    expect(inForm.status).toBe(200);
    expect((await signIn("wrong")).status).toBe(401);
    expect((await fetch(`${origin}/contacts?email=${minaAt}`)).status).toBe(401);
  });
});

describe("paging", () => {
  it("gives all of Mina's 37 records by cursor and by page, none twice", async () => {
    const bearer = await token();
    const contacts = (await get(`/contacts?email=${minaAt.toUpperCase()}`, bearer)).items;
    expect(contacts).toHaveLength(1);
    const tickets: Record<string, unknown>[] = [];
    let cursor: string | null = "";
    let calls = 0;
    while (cursor !== null) {
      const page: Answer = await get(
        `/tickets?contact=${contacts[0]?.id}${cursor && `&cursor=${cursor}`}`,
        bearer,
      );
      tickets.push(...page.items);
      cursor = page.next;
      calls += 1;
    }
    expect(calls).toBe(3);
    const messages: unknown[] = [];
    for (const ticket of tickets) {
      for (let page = 1, total = 1; (page - 1) * 2 < total; page++) {
        const answer = await get(`/tickets/${ticket.id}/messages?page=${page}&per_page=2`, bearer);
        total = answer.total;
        messages.push(...answer.items.map((one) => one.id));
      }
    }
    expect([contacts.length, tickets.length, new Set(messages).size, messages.length]).toEqual([
      1, 6, 30, 30,
    ]);
  });

  it("answers with nothing for an unknown address and 404 for an unknown ticket", async () => {
    const bearer = await token();
    expect((await get("/contacts?email=nora.quist@example.org", bearer)).items).toEqual([]);
    const headers = { authorization: `Bearer ${bearer}` };
    expect((await fetch(`${origin}/tickets/tk_999999/messages`, { headers })).status).toBe(404);
    expect((await fetch(`${origin}/tickets/tk_999999/messages?page=x`, { headers })).status).toBe(400);
  });

  it("lets attached files be fetched with a token, as many bytes as it said", async () => {
    const bearer = await token();
    const contact = (await get(`/contacts?email=${minaAt}`, bearer)).items[0];
    const ticket = (await get(`/tickets?contact=${contact?.id}`, bearer)).items[0];
    const first = (await get(`/tickets/${ticket?.id}/messages`, bearer)).items[0];
    const attached = first?.attachments as { url: string; name: string; bytes: number }[];
    expect(attached.map((one) => one.name)).toEqual(["note.txt", "seam.png"]);
    const path = new URL(attached[0]?.url ?? "").pathname;
    expect((await fetch(origin + path)).status).toBe(401);
    clock += 1_500;
    const file = await fetch(origin + path, { headers: { authorization: `Bearer ${bearer}` } });
    const text = await file.text();
    expect(text).toContain(person("mina").canary);
    expect(Buffer.byteLength(text)).toBe(attached[0]?.bytes);
  });
});

describe("trouble", () => {
  it("refuses the sixth call within a second and says how long to wait", async () => {
    const bearer = await token();
    const headers = { authorization: `Bearer ${bearer}` };
    const ask = () => fetch(`${origin}/contacts?email=${minaAt}`, { headers });
    const first = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(first.map((one) => one.status)).toEqual([200, 200, 200, 200]);
    const refused = await ask();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    clock += 1_000;
    expect((await ask()).status).toBe(200);
  });

  it("is busy, talks nonsense, and is right again", async () => {
    const headers = { authorization: `Bearer ${await token()}` };
    const set = (trouble: SupportTrouble) => writeTrouble(troubleFile, trouble);
    set("busy");
    const busy = await fetch(`${origin}/contacts?email=${minaAt}`, { headers });
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([429, "5"]);
    set("garbage");
    const nonsense = await fetch(`${origin}/contacts?email=${minaAt}`, { headers });
    expect(nonsense.status).toBe(200);
    await expect(nonsense.json()).rejects.toThrow();
    set("none");
    expect((await fetch(`${origin}/contacts?email=${minaAt}`, { headers })).status).toBe(200);
  });
});

describe("one record", () => {
  const ask = async (path: string, method = "GET", body?: unknown, headers: Record<string, string> = {}) => {
    clock += 1_000;
    return fetch(origin + path, {
      method,
      headers: { authorization: `Bearer ${await token()}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const contactOf = async (email: string): Promise<string> => {
    const { items } = await get(`/contacts?email=${email}`, await token());
    return String(items[0]?.id);
  };

  it("is read with a tag, changed while it has that tag, and refused otherwise", async () => {
    const path = `/contacts/${await contactOf(minaAt)}`;
    const first = await ask(path);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const changed = await ask(path, "PATCH", { name: "Mina B", note: null }, { "if-match": etag });
    expect([changed.status, await changed.json()]).toEqual([
      200,
      expect.objectContaining({ name: "Mina B", note: null, email: minaAt }),
    ]);
    const late = await ask(path, "PATCH", { name: "Mina C" }, { "if-match": etag });
    expect(late.status).toBe(412);
    for (const [body, status] of [
      [{ email: "no address" }, 422],
      [{ name: " " }, 422],
      [{ locale: "english" }, 422],
      [{ id: "ct_9" }, 400],
      [{ name: 7 }, 400],
      [["name"], 400],
    ] as const)
      expect([body, (await ask(path, "PATCH", body)).status]).toEqual([body, status]);
    expect(await (await ask(path)).json()).toMatchObject({ name: "Mina B", email: minaAt });
    expect((await fetch(origin + path, { method: "DELETE" })).status).toBe(401);
  });

  it("goes once nothing hangs on it any more, a message with its files", async () => {
    const contact = await contactOf(minaAt);
    expect((await ask(`/contacts/${contact}`, "DELETE")).status).toBe(409);
    const bearer = await token();
    const attached: string[] = [];
    for (let page: Answer | undefined; page === undefined || page.items.length > 0; ) {
      page = await get(`/tickets?contact=${contact}`, bearer);
      for (const { id } of page.items) {
        const { items } = await get(`/tickets/${id}/messages?per_page=100`, bearer);
        expect((await ask(`/tickets/${id}`, "DELETE")).status).toBe(409);
        for (const message of items) {
          for (const { url } of message.attachments as { url: string }[])
            attached.push(new URL(url).pathname);
          expect((await ask(`/messages/${message.id}`, "DELETE")).status).toBe(204);
        }
        expect((await ask(`/tickets/${id}`, "DELETE")).status).toBe(204);
        expect((await ask(`/tickets/${id}`)).status).toBe(404);
      }
    }
    expect((await ask(`/contacts/${contact}`, "DELETE")).status).toBe(204);
    expect((await ask(`/contacts/${contact}`, "DELETE")).status).toBe(404);
    expect(attached.length).toBeGreaterThan(1);
    for (const path of attached) expect((await ask(path)).status).toBe(404);
    expect((await ask(`/tickets/tk_1`, "POST", {})).status).not.toBe(200);
  });
});

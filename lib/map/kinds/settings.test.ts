import { describe, expect, test } from "vitest";
import { connectors } from "#connectors/registry.ts";
import { knownKinds, settingFields } from "./fields.ts";
import { askedOf, fitsForm, settingsFrom, type Typed, typedFrom } from "./settings.ts";

const none = new Set<string>();

async function read(kind: string, typed: Typed, kept: ReadonlySet<string> = none) {
  return settingsFrom(kind, await settingFields(kind), typed, kept);
}

test("every kind can be chosen, and is asked for something in words of its own", async () => {
  const kinds = await knownKinds();
  expect(kinds.map((one) => one.id)).toEqual([...connectors.keys()]);
  for (const { id } of kinds) {
    const fields = await settingFields(id);
    const names = fields.map((one) => one.name);
    expect(names.length, id).toBeGreaterThan(0);
    expect(new Set(names).size, `${id}: no question twice`).toBe(names.length);
    expect(
      fields.filter((one) => one.required && one.more),
      `${id}: what is needed is not hidden`,
    ).toEqual([]);
  }
});

describe("a database", () => {
  const typed = {
    "url.host": "db.example.com",
    "url.port": "5433",
    "url.database": "shop",
    "url.user": "reader",
    "url.password": "p@ss/word",
  };

  test("its address is sealed as a whole, with what would not fit into an address written as it must be", async () => {
    const { settings, secrets, errors } = await read("postgres", { ...typed, schema: "sales" });
    expect(errors).toEqual({});
    expect(settings).toEqual({ url: "secret:url", schema: "sales" });
    expect([...secrets]).toEqual([["url", "postgresql://reader:p%40ss%2Fword@db.example.com:5433/shop"]]);
    expect(JSON.stringify(settings)).not.toContain("p@ss");
  });

  test("what is missing or no server is said beside its question, without what was typed", async () => {
    const { errors } = await read("postgres", { ...typed, "url.host": "db example", "url.user": "" });
    expect(Object.keys(errors).sort()).toEqual(["url.host", "url.user"]);
    expect(Object.values(errors).join()).not.toContain("db example");
  });

  test("what is set stays where nothing is typed, and never with half a new address", async () => {
    const kept = new Set(["url"]);
    const same = await read("postgres", {}, kept);
    expect(same.errors).toEqual({});
    expect(same.settings).toEqual({ url: "secret:url" });
    expect(same.secrets.size).toBe(0);
    const half = await read(
      "postgres",
      { ...typed, "url.host": "other.example.com", "url.password": "" },
      kept,
    );
    expect(Object.keys(half.errors)).toEqual(["url.password"]);
  });
});

describe("an HTTP API", () => {
  const base = { base_url: "https://api.example.com" };

  test("only the questions of the chosen way to sign in count", async () => {
    const fields = await settingFields("http");
    const asked = (kind: string) => askedOf(fields, { "auth.kind": kind }).map((one) => one.name);
    expect(asked("bearer")).toContain("auth.token");
    expect(asked("")).not.toContain("auth.token");
    expect(asked("oauth2_refresh_token")).toContain("auth.client_id");
    const { settings, errors } = await read("http", { ...base, "auth.token": "left-over" });
    expect(errors).toEqual({});
    expect(settings).toEqual({ ...base, auth: { kind: "none" } });
  });

  test("secrets become references, a header's value too", async () => {
    const bearer = await read("http", { ...base, "auth.kind": "bearer", "auth.token": "abc" });
    expect(bearer.settings).toEqual({ ...base, auth: { kind: "bearer", token: "secret:auth_token" } });
    const header = await read("http", {
      ...base,
      "auth.kind": "header",
      "auth.headers.name": "X-Key",
      "auth.headers.value": "abc",
    });
    expect(header.errors).toEqual({});
    expect(header.settings).toEqual({
      ...base,
      auth: { kind: "header", headers: { "X-Key": "secret:auth_headers_value" } },
    });
    expect([...header.secrets.values()]).toEqual(["abc"]);
  });

  test("what the form wrote fits into the form again; what was written otherwise does not", async () => {
    const fields = await settingFields("http");
    const { settings } = await read("http", { ...base, "auth.kind": "bearer", "auth.token": "abc" });
    expect(fitsForm("http", fields, settings)).toBe(true);
    expect(typedFrom(fields, settings)).toEqual({ ...base, "auth.kind": "bearer" });
    const other = { ...base, auth: { kind: "bearer", token: "secret:elsewhere" } };
    expect(fitsForm("http", fields, other)).toBe(false);
  });
});

test("two ways at once are refused beside a question", async () => {
  const { errors } = await read("files", { folder: "exports", "bucket.name": "exports" });
  expect(Object.keys(errors).length).toBeGreaterThan(0);
  expect((await read("files", { folder: "exports" })).settings).toEqual({ folder: "exports" });
});

test("a shared secret of the webhook is kept as a list of one", async () => {
  const typed = { url: "https://hook.example.com", secrets: "a-secret-of-more-than-24-letters" };
  const { settings, errors } = await read("webhook", typed);
  expect(errors).toEqual({});
  expect(settings).toEqual({ url: "https://hook.example.com", secrets: ["secret:secrets"] });
  expect((await read("webhook", { ...typed, secrets: "short" })).errors.secrets).toMatch(/not right/);
});

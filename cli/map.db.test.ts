import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { systems } from "#lib/worker/fixture/systems.ts";
import { asProcess, inHere, type Said } from "./fixture/shell.ts";

const said: string[] = [];
let house: House;

type More = { env?: Record<string, string | undefined>; input?: string };

/** In this process, and as one of its own where its settings are others. */
async function habeas(args: string[], { env, input }: More = {}): Promise<Said> {
  const ended = await (env
    ? asProcess(args, { env: { ...process.env, HABEAS_LOG: "debug", ...env } })
    : inHere(args, input));
  said.push(ended.out, ended.err);
  return ended;
}

async function json<T>(args: string[], more: More = {}): Promise<T> {
  const { code, out, err } = await habeas(["--json", ...args], more);
  expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out) as T;
}

/** A file with the shop of the test company, some of its text changed. */
function written(change: (text: string) => string = (same) => same): string {
  const file = join(house.folder, "shop.yaml");
  const yaml = stringify({
    systems: [{ ...systems.shop, id: "desk_shop", settings: { url: "secret:url" } }],
  });
  writeFileSync(file, change(yaml));
  return file;
}

const lineIn = (file: string, part: string) =>
  readFileSync(file, "utf8")
    .split("\n")
    .findIndex((line) => line.includes(part)) + 1;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
});
afterAll(() => house.close());

describe("systems from the command line", { timeout: 120_000 }, () => {
  it("are applied from a file, given their secret, enabled, stopped and told of", async () => {
    const file = written();
    const shown = await habeas(["systems", "apply", "-f", file]);
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining("desk_shop: new, version 1") });
    expect(shown.out).toContain("Nothing was changed.");
    const listed = async () =>
      new Map(
        (await json<{ id: string; state: string; version: number }[]>(["systems", "list"])).map((one) => [
          one.id,
          `${one.state} ${one.version}`,
        ]),
      );
    expect((await listed()).has("desk_shop")).toBe(false);
    await json(["systems", "apply", "-f", file, "--yes"]);
    expect((await listed()).get("desk_shop")).toBe("draft 1");
    expect((await habeas(["systems", "enable", "desk_shop", "--reason", "Go."])).code).toBe(4);
    expect((await habeas(["systems", "check", "desk_shop"])).code).toBe(6);
    await json(["systems", "secret", "desk_shop", "url"], { input: `${house.shopUrl}\n` });
    await json(["systems", "check", "desk_shop"]);
    await json(["systems", "enable", "desk_shop", "--reason", "Go."]);
    expect(
      await json(["systems", "test", "desk_shop", "--kind", "email"], { input: "mina.okafor@example.com" }),
    ).toMatchObject({
      kind: "found",
      counts: [{ rows: 1 }, { rows: 300 }],
    });
    const changed = written((yaml) => yaml.replace("Your orders", "What you ordered"));
    const diff = await habeas(["systems", "apply", "-f", changed]);
    expect(diff.out).toContain('  ~ collections.orders.label: "Your orders" -> "What you ordered"');
    await json(["systems", "apply", "-f", changed, "--yes"]);
    expect((await listed()).get("desk_shop")).toBe("enabled 2");
    const exported = join(house.folder, "exported.yaml");
    await json(["systems", "export", "--out", exported]);
    expect((await habeas(["systems", "apply", "-f", exported])).out).toContain(
      "desk_shop: as it stands, version 2",
    );
    await json(["systems", "pause", "desk_shop", "--reason", "Moving."]);
    await json(["systems", "resume", "desk_shop", "--reason", "Moved."]);
    await json(["systems", "kill", "newsletter", "--reason", "Wrong company."]);
    expect((await habeas(["systems"])).code).toBe(6);
    await json(["systems", "resume", "newsletter", "--reason", "Mended."]);
    expect((await habeas(["systems"])).code).toBe(0);
    const history = await json<{ versions: unknown[]; events: { kind: string }[] }>([
      "systems",
      "history",
      "desk_shop",
    ]);
    expect(history.versions).toHaveLength(2);
    expect(history.events.map((one) => one.kind)).toContain("system_tested");
    expect((await habeas(["systems", "grant", "desk_shop"])).out).toContain('grant select ("id", ');
  });

  it.each<[string, string[], number]>([
    ["a system that is none", ["systems", "pause", "nowhere", "--reason", "x"], 3],
    ["no reason", ["systems", "pause", "newsletter"], 2],
    ["an empty reason", ["systems", "pause", "newsletter", "--reason", " "], 5],
    ["a file that is not there", ["systems", "apply", "-f", "/nowhere/map.yaml"], 6],
    ["what the file keeps", ["systems", "retire", "newsletter", "--reason", "x"], 4],
    ["a system that the map does not have", ["map", "check", "--system", "nowhere"], 3],
    ["a version that is none", ["systems", "grant", "newsletter", "--version", "x"], 2],
  ])("end with their code and one sentence for %s", async (_what, args, code) => {
    const ended = await habeas(args);
    expect(ended).toMatchObject({ code, out: "" });
    if (code !== 2) expect(ended.err.trim().split("\n")).toHaveLength(1);
  });
});

describe("the map from the command line", { timeout: 120_000 }, () => {
  // As in the repository of a company: no house, no master key, only the systems themselves.
  const bare = (): More => ({
    env: { HABEAS_DATABASE_URL: undefined, HABEAS_MASTER_KEY: undefined, HABEAS_MAP: undefined },
  });
  const inGit = (change: (text: string) => string = (same) => same) =>
    written((yaml) => change(yaml.replace("secret:url", "env:TEST_SHOP_URL")));

  it("is checked against the live systems, with line and mend", async () => {
    const whole = await json<{ systems: { id: string; asked: string }[] }>(["map", "check"]);
    expect(whole.systems.map((one) => `${one.id} ${one.asked}`)).toEqual(
      expect.arrayContaining(["shop live", "newsletter live"]),
    );
    const file = inGit((yaml) => yaml.replace("note:\n", "notes:\n"));
    const found = await habeas(["map", "check", "-f", file], bare());
    expect(found.code).toBe(5);
    const line = lineIn(file, "notes:");
    expect(found.out).toContain(
      `shop.yaml:${line}:11 systems.desk_shop.collections.orders.fields.notes: there is no column in orders notes; did you mean note?`,
    );
    const offline = await habeas(["map", "check", "-f", file, "--offline"], bare());
    expect(offline).toMatchObject({ code: 0, out: expect.stringContaining("The map has no mistakes.") });
    const away = await habeas(["map", "check", "-f", inGit()], {
      env: { ...bare().env, TEST_SHOP_URL: "postgres://u:canary-password@127.0.0.1:9/none" },
    });
    expect(away).toMatchObject({ code: 6, out: expect.stringContaining("trouble  desk_shop") });
  });

  it("of the desk leads to no address inside the house from here either", async () => {
    const args = ["map", "check", "--system", "desk_shop"];
    expect((await habeas(args)).out).not.toContain("trouble");
    const closed = await habeas(args, { env: { HABEAS_INTERNAL_HOSTS: "" } });
    expect(closed.out).toContain("not a public one");
  });

  it("is checked for columns that it does not explain, and fails where that is asked", async () => {
    const file = inGit();
    const client = new Client({ connectionString: house.shopUrl });
    await client.connect();
    expect(await json(["map", "coverage", "-f", file, "--fail-on-unexplained"], bare())).toMatchObject([
      {
        id: "desk_shop",
        tables: [
          { table: "customers", unexplained: [] },
          { table: "orders", unexplained: [] },
        ],
      },
    ]);
    await client.query("alter table orders add column ip_address inet");
    const gap = await habeas(["map", "coverage", "-f", file, "--fail-on-unexplained"], bare());
    expect(gap).toMatchObject({ code: 1, out: expect.stringContaining("  orders: ip_address") });
    expect((await habeas(["map", "coverage", "-f", file], bare())).code).toBe(0);
    const ignoring = inGit(
      (yaml) =>
        `${yaml}    ignored:\n      - { table: orders, columns: [ip_address], why: Of our own server }\n`,
    );
    expect((await habeas(["map", "coverage", "-f", ignoring, "--fail-on-unexplained"], bare())).code).toBe(0);
    await client.query("alter table orders drop column ip_address");
    await client.end();
  });

  it("is told in words and in the statements that are sent", async () => {
    const { code, out } = await habeas(["map", "explain", "--system", "shop", "--kinds", "email"]);
    expect(code).toBe(0);
    expect(out).toContain("found by email in email (as email)");
    expect(out).toContain("theirs: customer_id = customers.id");
    expect(out).toMatch(/-- collect orders\n\s+.*select/i);
    expect(out).toContain("orders by customers: deleted (the map does not say so)");
    expect(out).toContain("Corrections, fact by fact\n");
    expect(out).toMatch(/Choices, and where they can be marked\n {2}sale: marked /);
    const wrong = inGit((yaml) => yaml.replace("to: customers", "to: custmers"));
    expect((await habeas(["map", "explain", "-f", wrong], bare())).code).toBe(5);
  });
});

it("said nothing personal and no secret in all this", () => {
  const everything = said.join("\n").replaceAll("mina@example.com", "");
  for (const canary of ["Mina", "Okafor", "canary", "C-1001", house.shopUrl]) {
    expect(everything.includes(canary) ? canary : "").toBe("");
  }
});

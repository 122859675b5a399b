import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type DataMap, dataMap } from "#lib/map/schema.ts";
import { people, person, TILL_CANARY } from "./people.ts";
import { type Truth, truthOf } from "./truth.ts";
import { startWorld, type World } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "larkspur-world-"));
const begin = () => startWorld({ folder, portal: false, worker: false, stage: true, fast: true });
let world: World;

beforeAll(async () => {
  world = await begin();
}, 60_000);

afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const records = (truth: Truth): [string, number][] =>
  [...truth].filter(([name]) => name !== "support/attachments").map(([name, rows]) => [name, rows.length]);

async function rowsAs(url: string | undefined, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("what the systems hold", () => {
  it("is 10,951 records of Mina, spread as the story says", async () => {
    const found = new Map<string, number>();
    for (const [name, count] of records(await truthOf("mina", world.systems))) {
      const system = name.split("/")[0] ?? "";
      found.set(system, (found.get(system) ?? 0) + count);
    }
    expect(Object.fromEntries(found)).toEqual({
      shop: 1204,
      ledger: 212,
      support: 37,
      newsletter: 0,
      visits: 9410,
      loyalty: 88,
    });
  });

  it("carries each person's canary in every collection that knows them, and nobody else's", {
    timeout: 60_000,
  }, async () => {
    const marks = [...people.map((who) => who.canary), TILL_CANARY];
    for (const who of people) {
      for (const [name, rows] of await truthOf(who.key, world.systems)) {
        if (rows.length === 0) continue;
        const text = JSON.stringify(rows, (key, value) =>
          key === "content_hex" ? Buffer.from(value, "hex").toString("latin1") : value,
        );
        expect(
          marks.filter((mark) => text.includes(mark)),
          `${who.key} in ${name}`,
        ).toEqual([who.canary]);
      }
    }
  });

  it("knows nothing of Nora", async () => {
    const truth = await truthOf("nora", world.systems);
    expect(records(truth).filter(([, count]) => count > 0)).toEqual([]);
    expect(truth.size).toBe(28);
  });

  it("keeps father and son apart although name, street and phone are the same", async () => {
    const [senior, junior] = await Promise.all([
      truthOf("chris_senior", world.systems),
      truthOf("chris_junior", world.systems),
    ]);
    const [one, other] = [senior, junior].map((truth) => truth.get("shop/customers")?.[0]);
    expect(one?.full_name).toBe(other?.full_name);
    expect(one?.phone).toBe(other?.phone);
    expect(one?.email).not.toBe(other?.email);
    const street = (truth: Truth) => truth.get("shop/addresses")?.[0]?.line1;
    expect(street(senior)).toBe(street(junior));
  });
});

describe("the data map", () => {
  const map: DataMap = dataMap.parse(
    parse(readFileSync(fileURLToPath(new URL("larkspur.yaml", import.meta.url)), "utf8")),
  );
  const collectionsOf = (id: string) => map.systems.find((one) => one.id === id)?.collections ?? [];

  it.each(["shop", "ledger"] as const)("explains every column of the %s, and no other", async (id) => {
    const sql = `select table_name, column_name from information_schema.columns where table_schema = 'public'`;
    const live = (await rowsAs(world.urls.databases[id], sql)).map(
      (row) => `${row.table_name}.${row.column_name}`,
    );
    const mapped = collectionsOf(id).flatMap((one) =>
      Object.keys(one.fields).map((field) => `${one.name}.${field}`),
    );
    expect(mapped.sort()).toEqual(live.sort());
  });

  it("names exactly the fields that the other systems give", async () => {
    const truth = await truthOf("leila", world.systems);
    for (const id of ["support", "newsletter", "visits", "loyalty"]) {
      for (const one of collectionsOf(id)) {
        const given = Object.keys(truth.get(`${id}/${one.name}`)?.[0] ?? {});
        const extra = one.name === "messages" ? ["attachments"] : [];
        expect(Object.keys(one.fields).sort(), `${id}/${one.name}`).toEqual([...given, ...extra].sort());
      }
    }
  });
});

describe("the product's accounts", () => {
  it("read what they need and nothing more", async () => {
    const shop = world.env.LARKSPUR_SHOP_URL;
    expect(await rowsAs(shop, "select full_name from customers where number = 'C-100417'")).toHaveLength(1);
    await expect(rowsAs(shop, "select password_hash from customers")).rejects.toThrow(/permission denied/);
    await expect(rowsAs(shop, "delete from reviews")).rejects.toThrow(/read-only|permission denied/);
    // What erasing needs is granted, in a transaction that says that it writes; nothing else is.
    const writing = shop?.replace(/$/, "?options=-c%20default_transaction_read_only%3Doff");
    await expect(rowsAs(writing, "delete from reviews where false")).resolves.toEqual([]);
    await expect(rowsAs(writing, "delete from customers where false")).rejects.toThrow(/permission denied/);
    await expect(rowsAs(writing, "update customers set number = 'C-1' where false")).rejects.toThrow(
      /permission denied/,
    );
    const elsewhere = new URL(shop ?? "");
    elsewhere.pathname = "/habeas";
    await expect(rowsAs(elsewhere.href, "select 1")).rejects.toThrow(/permission denied/);
  });

  it("are locked out by a changed password and let in again when it is put right", async () => {
    const shop = world.env.LARKSPUR_SHOP_URL;
    await world.trouble.shopPassword("changed");
    await expect(rowsAs(shop, "select 1")).rejects.toThrow(/password authentication failed/);
    await world.trouble.putRight();
    expect(await rowsAs(shop, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("processes", () => {
  const alive = (): Promise<boolean> =>
    fetch(`${world.urls.support}/health`).then(
      (answer) => answer.ok,
      () => false,
    );

  it("stop, die and start again at the same address", async () => {
    await world.trouble.support("stopped");
    expect(await alive()).toBe(false);
    await world.trouble.support("none");
    expect(await alive()).toBe(true);
    await world.processes.support.kill9();
    expect(await alive()).toBe(false);
    await world.processes.support.start();
    expect(await alive()).toBe(true);
  });

  it("lose no row when Postgres is killed", async () => {
    const sql = "select count(*)::int as orders from orders";
    const before = await rowsAs(world.urls.databases.shop, sql);
    await world.processes.postgres.kill9();
    await expect(rowsAs(world.urls.databases.shop, sql)).rejects.toThrow();
    await world.processes.postgres.start();
    expect(await rowsAs(world.urls.databases.shop, sql)).toEqual(before);
  });
});

describe("the stage", () => {
  const post = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    fetch(world.urls.stage + path, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams(form),
      headers,
    });

  it("breaks things and puts them right, by plain forms", async () => {
    const broken = await post("/trouble/support/busy", { do: "wrong" });
    expect([broken.status, broken.headers.get("location")]).toEqual([303, "/trouble"]);
    expect(world.trouble.state()).toEqual({ support: "busy", shopPassword: "right" });
    expect(await (await fetch(`${world.urls.stage}/trouble`)).text()).toContain("in trouble now");
    await post("/trouble/support/busy", { do: "right" });
    expect(world.trouble.state().support).toBe("none");
    const foreign = await post("/trouble/support/busy", { do: "wrong" }, { "sec-fetch-site": "cross-site" });
    expect(foreign.status).toBe(403);
    expect(world.trouble.state().support).toBe("none");
  });

  it("signs staff in by one press, and shows Mina's records", async () => {
    const be = await post("/be/rosa");
    expect(be.headers.get("location")).toBe(`${world.urls.portal}/desk/sign-in`);
    expect(be.headers.getSetCookie().join()).toContain("larkspur_part=rosa");
    const look = await (await fetch(`${world.urls.stage}/look/mina`)).text();
    expect(look).toContain("10,951");
    expect(look).not.toContain("<script");
    const sheet = await (await fetch(`${world.urls.stage}/look/mina/loyalty.csv`)).text();
    expect(sheet.trim().split("\r\n")).toHaveLength(89);
    expect(sheet).toContain(person("mina").canary);
  });
});

describe("a second start", () => {
  it("refuses a folder that is in use, and resumes one that is not", { timeout: 60_000 }, async () => {
    await expect(begin()).rejects.toThrow(/running already/);
    await rowsAs(
      world.urls.databases.shop,
      "update customers set delivery_note = 'kept' where number = 'C-200000'",
    );
    await world.stop();
    const said: string[] = [];
    world = await startWorld({
      folder,
      portal: false,
      worker: false,
      fast: true,
      say: (line) => said.push(line),
    });
    expect(said).toContain("Larkspur's six systems are as you left them");
    const sql = "select delivery_note from customers where number = 'C-200000'";
    expect(await rowsAs(world.urls.databases.shop, sql)).toEqual([{ delivery_note: "kept" }]);
  });
});

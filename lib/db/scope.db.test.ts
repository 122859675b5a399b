import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { database, inTransaction, type Queryable } from "./database.ts";
import { listenTo } from "./listen.ts";
import { inScope, narrowTo, scopeEachRequest, scopeNow, type Within, wholeHouse } from "./scope.ts";

let house: House;
const nobody = "00000000-0000-4000-8000-000000000000";
const of = (brand: string): Within => ({ brands: [brand], places: null, staffId: nobody });

/** Which brands a count of the desk is seen of here, and as which role. */
async function seen(on: Queryable = database()): Promise<string> {
  const { rows } = await on.execute<{ me: string; brands: string }>(
    sql`select current_user as me, coalesce((select string_agg(brand, ' ' order by brand) from queue_tally), '') as brands`,
  );
  return `${rows[0]?.me}: ${rows[0]?.brands}`;
}

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  await house.query(
    "insert into queue_tally (kind, brand, place, requests) values ('open', 'north', 'DE', 1), ('open', 'south', 'FR-75', 1)",
  );
});
afterAll(() => house.close());

describe("a connection has the scope of who takes it (TM-54, I12)", () => {
  it("whoever had it before, among many at once", async () => {
    const asked = Array.from({ length: 60 }, async (_, n) => {
      if (n % 3 === 0) return [await seen(), "habeas_app: north south"];
      const brand = n % 3 === 1 ? "north" : "south";
      const work = () => (n % 2 === 0 ? seen() : inTransaction((tx) => seen(tx)));
      return [await inScope(of(brand), work), `habeas_limited: ${brand}`];
    });
    for (const [got, due] of await Promise.all(asked)) expect(got).toBe(due);
    const places = { brands: null, places: ["FR"], staffId: nobody };
    expect(await inScope(places, () => seen())).toBe("habeas_limited: south");
    expect(await inScope({ ...of(""), brands: [] }, () => seen())).toBe("habeas_limited: ");
    expect(await inScope(of("north"), () => wholeHouse(() => seen()))).toBe("habeas_app: north south");
  });

  it("after a statement that failed, and with words that are no words", async () => {
    const broken = inScope(of("north"), () => database().execute(sql`select 1 / 0`));
    await expect(broken).rejects.toThrow();
    expect(await seen()).toBe("habeas_app: north south");
    const odd = of("x'; set role habeas_app; select '");
    expect(await inScope(odd, () => seen())).toBe("habeas_limited: ");
  });

  it("changes nothing of another brand, whatever it writes", async () => {
    const { rowCount } = await inScope(of("north"), () =>
      database().execute(sql`update queue_tally set requests = 9`),
    );
    expect(rowCount).toBe(1);
    expect(await house.query("select brand from queue_tally where requests = 9")).toEqual([
      { brand: "north" },
    ]);
  });

  it("is told by who listens, not by who opened the connection", async () => {
    const told: (string | null)[] = [];
    const stops = [
      await inScope(of("north"), () => listenTo("probe", () => told.push(scopeNow()?.brands?.[0] ?? null))),
      await listenTo("probe", () => told.push(scopeNow()?.brands?.[0] ?? null)),
    ];
    await house.query("notify probe");
    for (let left = 50; told.length < 2 && left > 0; left--) await wait(50);
    expect(told).toEqual(["north", null]);
    for (const stop of stops) await stop();
  });
});

it("each request of the portal narrows its own scope and no other's, and where there is none nothing is shown", async () => {
  expect(() => narrowTo(of("north"))).toThrow("cannot be limited");
  scopeEachRequest();
  const server = createServer(async (request, response) => {
    const brand = new URL(request.url ?? "/", "http://x").pathname.slice(1);
    if (brand !== "") narrowTo(of(brand));
    await wait(20);
    response.end(await seen());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}/${path}`)).text();
  const answers = await Promise.all(["north", "", "south", "north", "", "south"].map(ask));
  server.close();
  expect(answers).toEqual([
    "habeas_limited: north",
    "habeas_app: north south",
    "habeas_limited: south",
    "habeas_limited: north",
    "habeas_app: north south",
    "habeas_limited: south",
  ]);
});

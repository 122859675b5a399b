import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { database, inTransaction } from "./database.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

it("a connection that is lost between two statements of a transaction fails it, and nothing else", async () => {
  // What nobody listens for ends a process: the worker would be gone with everything it has in hand.
  const unheard = vi.fn();
  process.on("uncaughtException", unheard);
  const broken = inTransaction(async (tx) => {
    const own = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await house.query("select pg_terminate_backend($1)", [own.rows[0]?.pid]);
    await wait(200);
    await tx.execute(sql`select 1`);
  });
  await expect(broken).rejects.toThrow();
  process.off("uncaughtException", unheard);
  expect(unheard).not.toHaveBeenCalled();
  expect((await database().execute<{ one: number }>(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
});

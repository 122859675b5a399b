import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { runTask } from "./run-task.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["club", "archive", "visits"]);
});
afterAll(() => house.close());

/** Fifty systems are asked side by side by one database: what a task says to it is what they cost together. */
it("a system that found somebody is asked and written down in few statements", async () => {
  const said: string[] = [];
  const { requestId } = await way.fileAndProve();
  const tasks = await house.query<{ id: string; system_id: string }>(
    "select id, system_id from task where request_id = $1 order by position",
    [requestId],
  );
  // Another one brings connections up.
  await runTask(tasks[2]?.id ?? "");
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...what: unknown[]) {
    const [first] = what;
    said.push(typeof first === "string" ? first : ((first as { text?: string })?.text ?? ""));
    return Reflect.apply(query, this, what);
  } as typeof query;
  await runTask(tasks[0]?.id ?? "");
  pg.Client.prototype.query = query;
  const [row] = await house.query("select state, outcome from task where id = $1", [tasks[0]?.id]);
  expect(row).toEqual({ state: "settled", outcome: "found" });
  expect(said.length).toBeLessThanOrEqual(33);
});

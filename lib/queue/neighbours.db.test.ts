import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { member } from "#lib/request/fixture/intake.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { neighboursOf } from "./neighbours.ts";
import { readQueue } from "./read.ts";

let house: House;
const alba = member("officer");

beforeAll(async () => {
  house = await openHouse(["shop"]);
  for (const name of ["Una Brady", "Ruth Keller", "Noor Haddad", "Sam Keller"])
    await way.fileAndProve({ name, email: `${name.split(" ")[0]?.toLowerCase()}@example.com` });
});
afterAll(() => house.close());

describe("the requests before and after one in a list", () => {
  it.each(["is:open sort:due", "is:open sort:-due", "is:open group:right", "is:open sort:-received"])(
    "%s: are those of the queue itself",
    async (query) => {
      const all = (await readQueue(alba, { query })).rows.map(({ reference }) => reference);
      expect(all.length).toBe(4);
      for (const [at, reference] of all.entries())
        expect(await neighboursOf(alba, query, reference)).toEqual({
          previous: all[at - 1] ?? null,
          next: all[at + 1] ?? null,
        });
    },
  );

  it("are found from a request that has left the list, and are none of a list that is empty", async () => {
    const [first = ""] = (await readQueue(alba, { query: "is:open sort:due" })).rows.map(
      (row) => row.reference,
    );
    expect(await neighboursOf(alba, "is:open right:erasure", first)).toEqual({ previous: null, next: null });
  });

  it("are for nobody who may not see the queue", async () => {
    const [first = ""] = (await readQueue(alba, { query: "is:open" })).rows.map((row) => row.reference);
    await expect(neighboursOf(member("owner"), "is:open", first)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(neighboursOf(way.newVisitor(), "is:open", first)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

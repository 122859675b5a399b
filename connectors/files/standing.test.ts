import { beforeEach, describe, expect, test } from "vitest";
import { failureOfWork, located } from "#connectors/conformance/reading.ts";
import { fieldsOf } from "#connectors/conformance/world.ts";
import { about, folderPerTest, type Written } from "./fixture/opened.ts";

const { open, put } = folderPerTest();

describe("how a person stands in a record of a file", () => {
  const people: Written = {
    name: "people",
    subject_key: "id",
    match: { email: "email" },
    fields: fieldsOf("id", "email"),
    files: { pattern: "people.csv" },
  };
  const field = (label: string, ...roles: string[]) => ({ label, ...(roles.length > 0 ? { roles } : {}) });
  const deals: Written = {
    name: "deals",
    key: ["no"],
    belongs: [
      { to: "people", on: { buyer: "id" }, role: "buyer", as: "shared" },
      { to: "people", on: { seller: "id" }, role: "seller", as: "shared" },
    ],
    match: { email: "reply_to" },
    yields: { email: "reply_to" },
    fields: {
      no: field("No"),
      buyer: field("Buyer", "buyer"),
      seller: field("Seller", "seller"),
      reply_to: field("Reply to", "seller"),
    },
    files: { pattern: "deals.csv" },
  };
  beforeEach(() => {
    put("people.csv", "id,email\np-1,mina@example.com\np-2,jun@example.com\n");
    put(
      "deals.csv",
      "no,buyer,seller,reply_to\n1,p-1,p-2,jun-shop@example.com\n2,p-1,p-1,mina-shop@example.com\n3,p-2,p-2,jun-shop@example.com\n",
    );
  });

  test("they see their own side only, and all of it where they stand on both", async () => {
    const { rows } = await about(await open(people, deals), "email", "mina@example.com");
    expect(rows.filter((row) => row.collection === "deals").map((row) => row.record)).toEqual([
      { no: "1", buyer: "p-1" },
      { no: "2", buyer: "p-1", seller: "p-1", reply_to: "mina-shop@example.com" },
    ]);
  });

  test("what they share with others makes nobody known, and nobody is found by it", async () => {
    const session = await open(people, deals);
    const { found } = await about(session, "email", "mina@example.com");
    expect(found.identifiers).toEqual([]);
    expect(found.shared).toEqual([]);
    const by = await located(session, { kind: "email", value: "jun-shop@example.com" });
    expect([by.keys, by.shared]).toEqual([[], []]);
  });

  test("a record of two keys is there under each", async () => {
    const session = await open(people, deals);
    const via = { kind: "email", value: "x@example.com" };
    const keys = ["p-1", "p-2"].map((key) => ({ collection: "people", key, via }));
    expect(await session.count(keys)).toEqual(
      new Map([
        ["people", 2],
        ["deals", 4],
      ]),
    );
  });

  test("a collection is where people are found, or belongs to another", async () => {
    const both: Written = { ...deals, subject_key: "no" };
    const failure = await failureOfWork(async () =>
      about(await open(people, both), "email", "a@example.com"),
    );
    expect(failure.code).toBe("misconfigured");
  });
});

import { expect, test } from "vitest";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { locateAlone } from "./shared-yields.ts";

const accounts = described({
  name: "accounts",
  subject_key: "no",
  match: { customer: "customer" },
  yields: { email: "receipts" },
  fields: fieldsOf("no", "customer", "receipts"),
});
const rows = [
  { no: "a", customer: "1", receipts: "till@example.com" },
  { no: "b", customer: "2", receipts: "till@example.com" },
  { no: "c", customer: "3", receipts: "own@example.com" },
];

// A system of three rows that is searched by whatever fields the map says.
async function locate(asked: readonly KnownIdentifier[], collections: readonly (typeof accounts)[]) {
  const match = collections[0]?.match ?? [];
  const leads = asked.map((via) => ({
    via,
    rows: rows.filter((row) =>
      match.some(
        ({ kind, fields: [field] }) =>
          kind === via.kind && row[field.column as keyof typeof row] === via.value,
      ),
    ),
  }));
  const own = leads.filter((one) => one.rows.length === 1);
  return {
    kind: "located" as const,
    keys: own.flatMap(({ via, rows: found }) =>
      found.map((row) => ({ collection: "accounts", key: row.no, via })),
    ),
    identifiers: own.flatMap(({ rows: found }) =>
      found.map((row) => ({ kind: "email", value: row.receipts, collection: "accounts", key: row.no })),
    ),
    shared: leads
      .filter((one) => one.rows.length > 1)
      .map(({ via, rows: found }) => ({ ...via, collection: "accounts", keys: found.map((row) => row.no) })),
  };
}
const ask = (value: string, searchYields: boolean) =>
  locateAlone(locate, [accounts], [{ kind: "customer", value }], { searchYields });

test("what is known of two people is shared, even where nobody can be looked up by it", async () => {
  const answer = await ask("1", true);
  expect(answer.keys.map((one) => one.key)).toEqual(["a"]);
  expect(answer.identifiers).toEqual([]);
  expect(answer.shared).toEqual([
    { kind: "email", value: "till@example.com", collection: "accounts", keys: ["a", "b"] },
  ]);
});

test("what is known of one person goes on", async () => {
  const answer = await ask("3", true);
  expect(answer.identifiers.map((one) => one.value)).toEqual(["own@example.com"]);
  expect(answer.shared).toEqual([]);
});

import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshEmptyDatabase, type TestDatabase } from "#workshop/database.ts";
import { dateOf, isDay } from "./birth-date.ts";
import { blocksOf } from "./block.ts";
import { type Benchmark, benchmarkOf, indexOf } from "./fixture/benchmark.ts";
import { countNames, fillPersonTable, recordOf, statementOf } from "./fixture/table.ts";
import { judge } from "./judge.ts";
import type { PersonRecord } from "./record.ts";

const rows = 50_000;
const people = 400;

/** As a column of type date holds it. */
function dated(record: PersonRecord): PersonRecord {
  const { birth_date, ...rest } = record;
  const date = dateOf(birth_date);
  if (!date || !isDay(date)) return rest;
  return { ...rest, birth_date: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` };
}

describe("a table of somebody else's system", () => {
  let database: TestDatabase;
  let client: pg.Client;
  let benchmark: Benchmark;

  beforeAll(async () => {
    database = await freshEmptyDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const made = benchmarkOf(people, 31);
    benchmark = { ...made, held: made.held.map((one) => ({ ...one, record: dated(one.record) })) };
    await fillPersonTable(
      client,
      rows,
      benchmark.held.map((one) => one.record),
    );
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it("is asked by the blocks of a person in one statement, and answers whom the blocks mean", async () => {
    const index = indexOf(benchmark.held);
    let found = 0;
    for (const { person, record } of benchmark.asked) {
      const { text, values } = statementOf(blocksOf(record));
      const answer = await client.query<Record<string, string>>(text, values);
      const ids = answer.rows.map((row) => -1 - Number(row.id)).filter((place) => place >= 0);
      const there = ids.map((place) => benchmark.held[place]?.person).toSorted();
      expect(there).toEqual(
        index
          .candidates(record)
          .map((one) => one.person)
          .toSorted(),
      );
      found += there.includes(person) ? 1 : 0;
    }
    expect(found).toBeGreaterThan(people * 0.75);
  });

  it("is answered from its indexes, never by reading every row", async () => {
    for (const { record } of benchmark.asked.slice(0, 20)) {
      const { text, values } = statementOf(blocksOf(record));
      const { rows: plan } = await client.query<{ "QUERY PLAN": string }>(`explain ${text}`, values);
      const lines = plan.map((line) => line["QUERY PLAN"]).join("\n");
      expect(lines).toMatch(/Index (Only )?Scan/);
      expect(lines).not.toMatch(/Seq Scan/);
    }
  });

  it("shows a person among fifty thousand strangers, and links none of the strangers", async () => {
    const frequency = await countNames(client, 100);
    const began = performance.now();
    let automatic = 0;
    let candidates = 0;
    const asked = benchmark.asked.slice(0, 100);
    for (const { person, record } of asked) {
      const { text, values } = statementOf(blocksOf(record));
      const answer = await client.query<Record<string, string | null>>(text, values);
      candidates += answer.rows.length;
      for (const row of answer.rows) {
        if (judge(record, recordOf(row), frequency).verdict !== "automatic") continue;
        expect(benchmark.held[-1 - Number(row.id)]?.person).toBe(person);
        automatic++;
      }
    }
    expect(automatic).toBeGreaterThan(60);
    expect(candidates).toBeGreaterThan(asked.length);
    expect((performance.now() - began) / asked.length).toBeLessThan(500);
  });
});

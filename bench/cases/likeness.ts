import pg from "pg";
import { blocksOf } from "#lib/identity/likeness/block.ts";
import { benchmarkOf } from "#lib/identity/likeness/fixture/benchmark.ts";
import { outcomeOf, printed } from "#lib/identity/likeness/fixture/curve.ts";
import { countNames, fillPersonTable, recordOf, statementOf } from "#lib/identity/likeness/fixture/table.ts";
import { judge } from "#lib/identity/likeness/judge.ts";
import { openHouse } from "../harness/house.ts";
import { compare, type Side } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const rows = 1_000_000;
/** People asked for in one run; the figures are for all of them together, the notes for one. */
const asked = 20;
const budget = 1000;

export const bench: Bench = {
  title:
    "one person among a million rows without a common key: blocks, candidates, judgements (budget 1 s a person)",
  async run(full) {
    // The curve of precision and recall, on more people than the test has time for.
    process.stdout.write(`${printed(outcomeOf(benchmarkOf(full ? 60_000 : 20_000, 88_301)))}\n`);
    const house = await openHouse();
    const client = new pg.Client({ connectionString: await house.database("somebody") });
    try {
      await client.connect();
      const people = benchmarkOf(2000, 31);
      await fillPersonTable(
        client,
        rows,
        people.held.map(({ record: { birth_date: _, ...record } }) => record),
      );
      const frequency = await countNames(client, 2);
      const persons = people.asked.filter((_, at) => at % 97 === 0).slice(0, asked);
      const candidatesOf = async (at: number) => {
        const { text, values } = statementOf(blocksOf(persons[at]?.record ?? {}));
        return (await client.query<Record<string, string | null>>(text, values)).rows;
      };
      const side =
        (judged: boolean): Side =>
        async () => {
          let found = 0;
          let slowest = 0;
          const began = performance.now();
          for (const [at, { record }] of persons.entries()) {
            const one = performance.now();
            const candidates = await candidatesOf(at);
            found += candidates.length;
            if (judged) for (const row of candidates) judge(record, recordOf(row), frequency);
            slowest = Math.max(slowest, performance.now() - one);
          }
          const ms = performance.now() - began;
          if (judged && slowest > budget) throw new Error(`one person took ${Math.round(slowest)} ms`);
          const note = {
            "ms a person": ms / asked,
            "slowest ms": slowest,
            "candidates a person": found / asked,
          };
          return { ms, made: `${found} candidates`, ...(judged ? { note } : {}) };
        };
      return { "blocks and judging / blocks": await compare(side(true), side(false)) };
    } finally {
      await client.end();
      await house.end();
    }
  },
};

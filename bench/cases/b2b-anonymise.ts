import pg from "pg";
import { fillOne, her, mapOfOne, own } from "../harness/one-person.ts";
import { type Comparison, compare } from "../harness/pairs.ts";
import { openYard } from "../harness/yard.ts";
import type { Bench } from "../run.ts";

const said = "removed";
const rule = {
  act: "anonymise",
  fields: { note: { constant: said }, amount: { constant: 0 }, at: { constant: "2000-01-01" } },
};
async function anonymised(rows: number, pairs: number): Promise<Record<string, Comparison>> {
  const yard = await openYard(fillOne(rows), mapOfOne(rule, ...Object.keys(rule.fields)));
  try {
    const peer = yard.side(async () => {
      const client = new pg.Client({ connectionString: yard.url });
      await client.connect();
      await client.query("begin");
      let changed = 0;
      for (const table of own) {
        const done = await client.query(
          `update ${table} set note = $1, amount = 0, at = timestamptz '2000-01-01 00:00+00' where person = 0`,
          [said],
        );
        changed += done.rowCount ?? 0;
      }
      await client.query("commit");
      await client.end();
      return { rows: changed };
    });
    const ours = yard.side(async () => {
      const reference = await yard.uncounted(() => yard.asks(her));
      const { note } = await yard.eraseOne(reference);
      return { rows: await yard.uncounted(() => changedIn(yard.url)), note };
    });
    return { [`${Math.round(rows / 1000)}k rows, three columns`]: await compare(ours, peer, pairs) };
  } finally {
    await yard.end();
  }
}

async function changedIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows = 0;
  for (const table of own) {
    const { rows: found } = await client.query<{ n: string }>(
      `select count(*) as n from ${table} where note = $1 and amount = 0 and person = 0`,
      [said],
    );
    rows += Number(found[0]?.n);
  }
  await client.end();
  return rows;
}

export const bench: Bench = {
  title:
    "anonymise three columns of one person's rows, whole erasure, against one UPDATE for each table (pass 1.20)",
  run: (full) => anonymised(full ? 1_000_000 : 100_000, full ? 3 : 5),
};

import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { beside, quantile, type Statement } from "../harness/beside.ts";
import { deletedByHand, fillOne, her, mapOfOne } from "../harness/one-person.ts";
import { type Comparison, compare, type Side } from "../harness/pairs.ts";
import { openYard } from "../harness/yard.ts";
import type { Bench } from "../run.ts";

const accounts = 100_000;
const clients = 8;

/** The tables of a bank as in TPC-B, at a tenth of its size for each branch. */
const bank = `
  create table branches (bid int primary key, balance int not null);
  create table tellers (tid int primary key, balance int not null);
  create table accounts (aid int primary key, balance int not null, filler text not null);
  create table history (aid int, delta int, at timestamptz);
  insert into branches select n, 0 from generate_series(0, 9) n;
  insert into tellers select n, 0 from generate_series(0, 99) n;
  insert into accounts select n, 0, repeat('x', 80) from generate_series(0, ${accounts - 1}) n;`;

const transaction: Statement[] = [
  { text: "update accounts set balance = balance + 1 where aid = $1", spread: accounts },
  { text: "select balance from accounts where aid = $1", spread: accounts },
  { text: "update tellers set balance = balance + 1 where tid = $1", spread: 100 },
  { text: "update branches set balance = balance + 1 where bid = $1", spread: 10 },
  { text: "insert into history values ($1, 1, now())", spread: accounts },
];

/** Half of what the server can do with these clients, measured just before. */
async function halfLoad(url: string): Promise<number> {
  const { waited } = await beside({ url, statements: transaction, perSecond: 5_000, clients }, () =>
    wait(3_000),
  );
  return Math.max(20, Math.floor(waited.length / (3 + (waited.at(-1) ?? 0) / 1000) / 2));
}

async function guest(rows: number, pairs: number): Promise<Record<string, Comparison>> {
  const yard = await openYard(async (client) => {
    await fillOne(rows)(client);
    await client.query(bank);
  }, mapOfOne());
  try {
    let rate = 0;
    let seconds = 10;
    const during =
      (name: string, work: () => Promise<unknown>, before: () => Promise<void> = async () => {}): Side =>
      async () => {
        const { note } = await yard.side(async () => {
          await before();
          if (rate === 0) rate = await halfLoad(yard.url);
          const began = performance.now();
          const { waited } = await beside(
            { url: yard.url, statements: transaction, perSecond: rate, clients },
            work,
          );
          seconds = Math.max(5, (performance.now() - began) / 1000);
          return { rows: 0, note: { ms: quantile(waited, 0.99), samples: waited.length } };
        })();
        return {
          ms: note?.ms ?? Number.NaN,
          made: "",
          note: {
            [`${name} p99 ms`]: note?.ms ?? 0,
            "rate per second": rate,
            [`${name} samples`]: note?.samples ?? 0,
          },
        };
      };
    let reference = "";
    const ours = during(
      "during an erasure",
      () => yard.eraseOne(reference),
      async () => {
        reference = await yard.asks(her);
      },
    );
    const byHand = during("during DELETEs by hand", async () => {
      const client = new pg.Client({ connectionString: yard.url });
      await client.connect();
      await deletedByHand(client);
      await client.end();
    });
    const alone = during("without us", () => wait(Math.min(seconds, 20) * 1000));
    const size = `${Math.round(rows / 1000)}k rows`;
    return {
      [`${size}, our erasure`]: await compare(ours, alone, pairs),
      [`${size}, DELETEs by hand`]: await compare(byHand, alone, pairs),
    };
  } finally {
    await yard.end();
  }
}

export const bench: Bench = {
  title:
    "p99 of a half-loaded bank on the same server while one person is erased, against without us (pass 1.50)",
  run: (full) => guest(full ? 1_000_000 : 100_000, 3),
};

import pg from "pg";
import { beside, quantile } from "../harness/beside.ts";
import { deletedByHand, fillOne, her, mapOfOne } from "../harness/one-person.ts";
import { type Comparison, compare } from "../harness/pairs.ts";
import { openYard } from "../harness/yard.ts";
import type { Bench } from "../run.ts";

/** One statement that touches a row that is being erased, at any moment: what waits for a lock waits for the commit. */
const touch = (rows: number) => ({
  statements: [{ text: "update orders set note = note where id = 2 * $1", spread: Math.floor(rows / 6) }],
  perSecond: 100,
  clients: 32,
});

async function blocked(rows: number, pairs: number): Promise<Record<string, Comparison>> {
  const yard = await openYard(fillOne(rows), mapOfOne());
  try {
    const longest = (waited: readonly number[]) => ({ ms: waited.at(-1) ?? Number.NaN });
    const load = { url: yard.url, ...touch(rows) };
    const ours = yard.side(async () => {
      const reference = await yard.uncounted(() => yard.asks(her));
      const { waited } = await beside(load, () => yard.eraseOne(reference));
      return { rows: 0, note: { "longest ms": longest(waited).ms, "p99 ms": quantile(waited, 0.99) } };
    });
    const peer = yard.side(async () => {
      const client = new pg.Client({ connectionString: yard.url });
      await client.connect();
      const { waited } = await beside(load, () => deletedByHand(client));
      await client.end();
      return { rows: 0, note: { "peer's longest ms": longest(waited).ms } };
    });
    // What is compared is the longest wait, not how long the work takes.
    const waits =
      (side: typeof ours, name: string): typeof ours =>
      async () => {
        const done = await side();
        return { ...done, ms: done.note?.[name] ?? Number.NaN };
      };
    return {
      [`${Math.round(rows / 1000)}k rows`]: await compare(
        waits(ours, "longest ms"),
        waits(peer, "peer's longest ms"),
        pairs,
      ),
    };
  } finally {
    await yard.end();
  }
}

export const bench: Bench = {
  title:
    "longest wait of somebody else's statement while one person is erased, against one transaction (pass 0.07, and 100 ms)",
  run: (full) => blocked(full ? 1_000_000 : 100_000, full ? 3 : 5),
};

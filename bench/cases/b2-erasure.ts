import pg from "pg";
import { collection } from "#connectors/collection.ts";
import type { ErasureStep, RowKey } from "#connectors/erase.ts";
import { postgres } from "#connectors/postgres/connector.ts";
import { peakMegabytes } from "../harness/machine.ts";
import { deletedByHand, fillOne, her, mapOfOne } from "../harness/one-person.ts";
import { type Comparison, compare } from "../harness/pairs.ts";
import { openYard } from "../harness/yard.ts";
import type { Bench } from "../run.ts";

const chunk = 5000;

/** Lists, deletes in chunks with a commit each, and asks again: what the connector alone costs. */
async function eraseByConnector(url: string): Promise<{ rows: number; note: Record<string, number> }> {
  const session = await postgres.open({
    settings: postgres.settings.parse({ url }),
    collections: mapOfOne().map((one) => collection.parse(one)),
    signal: new AbortController().signal,
    internalHosts: [],
  });
  const { eraser } = session;
  const found = await session.locate([{ kind: "email", value: her }]);
  if (eraser === undefined || found.kind !== "located") throw new Error("nobody was found");
  const steps = new Map((await eraser.steps()).map((step) => [step.no, step]));
  const began = performance.now();
  const chunks: { step: ErasureStep; rows: RowKey[] }[] = [];
  for await (const { step: no, row } of eraser.targets(found.keys)) {
    const last = chunks.at(-1);
    if (last !== undefined && last.step.no === no && last.rows.length < chunk) last.rows.push(row);
    else chunks.push({ step: steps.get(no) as ErasureStep, rows: [row] });
  }
  const planned = performance.now();
  let rows = 0;
  for (const one of chunks)
    rows += (await eraser.act(one.step, one.rows, Buffer.alloc(32), undefined, found.keys)).changed;
  const acted = performance.now();
  let left = 0;
  for (const one of chunks) left += await eraser.standing(one.step, one.rows);
  if (left > 0) throw new Error(`${left} rows are still there`);
  await session.close();
  const note = {
    "targets ms": planned - began,
    "act ms": acted - planned,
    "standing ms": performance.now() - acted,
  };
  return { rows, note };
}

async function erasureOf(rows: number, pairs: number): Promise<Record<string, Comparison>> {
  const yard = await openYard(fillOne(rows), mapOfOne());
  try {
    const peer = yard.side(async () => {
      const client = new pg.Client({ connectionString: yard.url });
      await client.connect();
      const gone = await deletedByHand(client);
      const { rowCount } = await client.query(
        "update people set email = 'gone@example.invalid' where id = 0",
      );
      await client.end();
      return { rows: gone + (rowCount ?? 0) };
    });
    const connector = yard.side(() => eraseByConnector(yard.url));
    const whole = yard.side(async () => {
      const reference = await yard.uncounted(() => yard.asks(her));
      const before = peakMegabytes();
      const { rows: changed, note } = await yard.eraseOne(reference);
      return { rows: changed, note: { ...note, "peak grew MB": peakMegabytes() - before } };
    });
    const size = `${Math.round(rows / 1000)}k rows`;
    return {
      [`${size}, whole erasure`]: await compare(whole, peer, pairs),
      [`${size}, connector alone`]: await compare(connector, peer, pairs),
    };
  } finally {
    await yard.end();
  }
}

export const bench: Bench = {
  title:
    "erasure of one person: plan, approvals, chunks, evidence, re-query, receipt, against six DELETEs in one transaction (pass 2.50)",
  run: (full) => erasureOf(full ? 1_000_000 : 100_000, full ? 3 : 5),
};

import pg from "pg";
import { collection } from "#connectors/collection.ts";
import type { ErasureStep, RowKey } from "#connectors/erase.ts";
import { postgres } from "#connectors/postgres/connector.ts";
import { openHouse } from "../harness/house.ts";
import { peakMegabytes } from "../harness/machine.ts";
import { compare, type Side } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const chunk = 5000;
const own = ["orders", "visits", "messages", "searches"];

/** Six tables: one person's `rows`, interleaved with as many of a thousand others. */
async function fill(url: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const each = Math.floor(rows / 6);
  await client.query(`create table people (id int primary key, email text not null unique);
    insert into people select n, 'p' || n || '@example.com' from generate_series(0, 1000) n;`);
  for (const table of own) {
    await client.query(`
      create table ${table} (id bigint primary key, person int not null references people, at timestamptz not null, amount numeric(12,2), note text not null);
      insert into ${table} select n, case when n % 2 = 0 then 0 else 1 + n % 1000 end, timestamptz '2024-01-01' + n * interval '37 seconds', n % 1000, 'Row ' || md5(n::text)
        from generate_series(0, ${each * 2 - 1}) n;
      create index on ${table} (person);`);
  }
  for (const [table, above] of [
    ["lines", "orders"],
    ["answers", "messages"],
  ]) {
    await client.query(`
      create table ${table} (id bigint primary key, of bigint not null references ${above}, words text not null);
      insert into ${table} select n, n, 'Words ' || md5(n::text) from generate_series(0, ${each * 2 - 1}) n;
      create index on ${table} (of);`);
  }
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  await client.end();
}

const words = {
  category: "commercial",
  purpose: "bench",
  legal_basis: "contract",
  source: "you",
  retention: "a year",
};
const fields = { id: { label: "Number" } };
const collections = [
  {
    ...words,
    name: "people",
    label: "People",
    key: ["id"],
    subject_key: "id",
    match: { email: "email" },
    fields,
    erasure: { act: "keep", ground: "bench" },
  },
  ...own.map((name) => ({
    ...words,
    name,
    label: name,
    key: ["id"],
    belongs: [{ to: "people", on: { person: "id" } }],
    erasure: { act: "delete" },
    fields,
  })),
  {
    ...words,
    name: "lines",
    label: "Lines",
    key: ["id"],
    belongs: [{ to: "orders", on: { of: "id" } }],
    fields,
  },
  {
    ...words,
    name: "answers",
    label: "Answers",
    key: ["id"],
    belongs: [{ to: "messages", on: { of: "id" } }],
    fields,
  },
].map((one) => collection.parse(one));

type Times = { targets: number; act: number; standing: number };

/** Plans, deletes in chunks with a commit each, and asks again. */
async function erase(url: string): Promise<{ rows: number; times: Times }> {
  const session = await postgres.open({
    settings: postgres.settings.parse({ url }),
    collections,
    signal: new AbortController().signal,
    internalHosts: [],
  });
  const { eraser } = session;
  const found = await session.locate([{ kind: "email", value: "p0@example.com" }]);
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
  for (const one of chunks) rows += (await eraser.act(one.step, one.rows, Buffer.alloc(32))).changed;
  const acted = performance.now();
  let left = 0;
  for (const one of chunks) if (one.step.act === "delete") left += await eraser.standing(one.step, one.rows);
  if (left > 0) throw new Error(`${left} rows are still there`);
  await session.close();
  return {
    rows,
    times: { targets: planned - began, act: acted - planned, standing: performance.now() - acted },
  };
}

/** The same by hand: six DELETEs in one transaction. */
async function deleted(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows = 0;
  await client.query("begin");
  for (const sql of [
    "delete from lines using orders where lines.of = orders.id and orders.person = 0",
    "delete from answers using messages where answers.of = messages.id and messages.person = 0",
    ...own.map((table) => `delete from ${table} where person = 0`),
  ]) {
    rows += (await client.query(sql)).rowCount ?? 0;
  }
  await client.query("commit");
  await client.end();
  return rows;
}

async function erasureOf(rows: number, pairs: number) {
  const house = await openHouse();
  try {
    const url = await house.database("filled");
    await fill(url, rows);
    let count = 0;
    // Each run has a database of its own, copied file by file before the clock starts.
    const fresh = async (): Promise<{ url: string; drop(): Promise<void> }> => {
      const name = `run_${++count}`;
      const admin = new URL(url);
      admin.pathname = "/postgres";
      const client = new pg.Client({ connectionString: admin.toString() });
      await client.connect();
      await client.query(`create database ${name} template filled strategy file_copy`);
      await client.query("checkpoint");
      const copy = new URL(url);
      copy.pathname = `/${name}`;
      return {
        url: copy.toString(),
        drop: async () => {
          await client.query(`drop database ${name} with (force)`);
          await client.end();
        },
      };
    };
    const timed =
      (work: (url: string) => Promise<{ rows: number; note: Record<string, number> }>): Side =>
      async () => {
        const copy = await fresh();
        const began = performance.now();
        const { rows: gone, note } = await work(copy.url);
        const ms = performance.now() - began;
        await copy.drop();
        return { ms, made: `${gone} rows`, note };
      };
    const ours = timed(async (at) => {
      const before = peakMegabytes();
      const { rows: gone, times } = await erase(at);
      const note = { "targets ms": times.targets, "act ms": times.act, "standing ms": times.standing };
      return { rows: gone, note: { ...note, "peak grew MB": peakMegabytes() - before } };
    });
    const peer = timed(async (at) => ({ rows: await deleted(at), note: {} }));
    return { [`${rows} rows in 6 tables`]: await compare(ours, peer, pairs) };
  } finally {
    await house.end();
  }
}

export const bench: Bench = {
  title:
    "erasure: one person's rows planned, deleted in chunks and asked for again, against six DELETEs (pass 2.50)",
  run: (full) => erasureOf(full ? 1_000_000 : 120_000, full ? 3 : 5),
};

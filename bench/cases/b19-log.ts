import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, statSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import pg from "pg";
import { openHouse } from "../harness/house.ts";
import { type Comparison, compare, type Side } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const small = 100_000;
const million = 1_000_000;
const appends = 500;
/** Events of one request, about as many as a request has in its life. */
const eventsEach = 20;

const verifier = fileURLToPath(new URL("../../verifier/main.ts", import.meta.url));

/** The floor of the verifier's work: each line of the file hashed three times, and nothing looked at. */
const floor = `
  import { hash } from "node:crypto";
  import { readFileSync } from "node:fs";
  const bytes = readFileSync(process.argv[1]);
  for (let at = 0, end = bytes.indexOf(10); end > at; at = end + 1, end = bytes.indexOf(10, at)) {
    const line = bytes.subarray(at, end);
    for (let time = 0; time < 3; time++) hash("sha256", line, "buffer");
  }`;

export const bench: Bench = {
  title:
    "the log: append with its chain over a plain INSERT of the same row (pass 1.67, great 1.18); all of it checked (budget 3 s a million)",
  async run(full) {
    const events = Number(process.env.HABEAS_BENCH_EVENTS ?? (full ? million : small));
    const house = await openHouse();
    await house.settle([]);
    const { closeDatabase } = await import("#lib/db/database.ts");
    const client = new pg.Client({ connectionString: await house.database("habeas") });
    try {
      await client.connect();
      const results: Record<string, Comparison> = {};
      results[`${appends} appended, each in a transaction`] = await appended(client, 1);
      results[`${appends} appended, ${eventsEach} in a transaction`] = await appended(client, eventsEach);
      results[`${events} checked, over their hashes alone`] = await checked(client, house.folder, events);
      return results;
    } finally {
      await client.end();
      await closeDatabase();
      await house.end();
    }
  },
};

/** The product's own append over an INSERT of such a row with the same driver, indexes and transactions. */
async function appended(client: pg.Client, together: number): Promise<Comparison> {
  const { audit } = await import("#lib/audit/append.ts");
  const { inTransaction } = await import("#lib/db/database.ts");
  const { randomUUID, randomBytes } = await import("node:crypto");
  await client.query("create table if not exists plain_event (like audit_event including all)");
  await client.query("grant all on plain_event to public");
  const event = { number: 1, system: "shop", outcome: "erased", changed: 4, gone: 0, kept: 2 };
  const receipt = randomBytes(32).toString("hex");
  const worker = { kind: "worker", requestId: randomUUID() } as const;
  const timed = async (one: Parameters<typeof inTransaction<void>>[0]) => {
    await client.query("checkpoint");
    const began = performance.now();
    for (let done = 0; done < appends; done += together) await inTransaction(one);
    return { ms: performance.now() - began, made: `${appends} events` };
  };
  const many = async (work: (n: number) => Promise<unknown>) => {
    for (let n = 0; n < together; n++) await work(n);
  };
  let chain = randomUUID();
  let length = 0;
  const ours: Side = () =>
    timed((tx) =>
      many(async () => {
        if (length++ % eventsEach === 0) chain = randomUUID();
        await audit(tx, chain, worker, { kind: "erasure_system_done", ...event, receipt });
      }),
    );
  const peer: Side = () =>
    timed((tx) =>
      many(async () => {
        if (length++ % eventsEach === 0) chain = randomUUID();
        const [data, hash] = [JSON.stringify({ ...event, receipt }), randomBytes(32)];
        await tx.execute(
          sql`insert into plain_event (chain, position, at, kind, actor, data, previous, hash)
              values (${chain}, ${length}, clock_timestamp(), 'erasure_system_done', 'worker', ${data}::jsonb, ${hash}, ${hash})`,
        );
      }),
    );
  return compare(ours, peer);
}

/** The verifier over an export, over hashing its lines and nothing else. */
async function checked(client: pg.Client, folder: string, events: number): Promise<Comparison> {
  const { logKeys } = await import("#lib/audit/log/checkpoint.ts");
  const { wholeLog } = await import("#lib/audit/log/export.ts");
  const { keepCheckpoint } = await import("#lib/audit/log/keeper.ts");
  await client.query(
    `select count(audit_append('request ' || (n / 400 * 20 + n % 20), 'erasure_system_done', 'worker',
        jsonb_build_object('number', 1, 'system', 'shop', 'changed', n, 'receipt', encode(sha256(n::text::bytea), 'hex'))))
       from generate_series(1, ${events}) n`,
  );
  await client.query("vacuum (analyze) audit_event");
  const placing = performance.now();
  await keepCheckpoint();
  const exporting = performance.now();
  const path = join(folder, "log.ndjson");
  const file = createWriteStream(path);
  for await (const piece of wholeLog()) if (!file.write(piece)) await once(file, "drain");
  file.end();
  await finished(file);
  const exported = performance.now();
  const run = (words: string[]) => {
    const began = performance.now();
    const ended = spawnSync(process.execPath, words, { encoding: "utf8" });
    if (ended.status !== 0) throw new Error(`${ended.stdout}${ended.stderr}`);
    return { ms: performance.now() - began, made: "whole" };
  };
  const ours: Side = async () => run([verifier, path, "--key", logKeys()[0] ?? ""]);
  const peer: Side = async () => run(["--input-type=module", "-e", floor, path]);
  const result = await compare(ours, peer, 5);
  Object.assign(result.notes, {
    "s a million": (result.ours.median / 1000) * (million / events),
    "MB of export": statSync(path).size / 1e6,
    "s to give places and sign": (exporting - placing) / 1000,
    "s to export": (exported - exporting) / 1000,
  });
  return result;
}

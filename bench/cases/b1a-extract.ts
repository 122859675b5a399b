import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import pg from "pg";
import { collection } from "#connectors/collection.ts";
import type { Session } from "#connectors/contract.ts";
import { postgres } from "#connectors/postgres/connector.ts";
import { openHouse } from "../harness/house.ts";
import { peakMegabytes } from "../harness/machine.ts";
import { compare, type Side } from "../harness/pairs.ts";
import { fillSources, harriet, schemas, systemsOver } from "../harness/sources.ts";
import type { Bench } from "../run.ts";

export type Source = { schema: string; url: string; open(): Promise<Session> };

/** The six systems, each opened by the connector with the bench's own data map. */
export function sourcesOf(url: string): Source[] {
  const systems = systemsOver(url) as { settings: object; collections: unknown[] }[];
  return systems.map(({ settings, collections }, no) => ({
    schema: schemas[no] ?? "",
    url,
    open: () =>
      postgres.open({
        settings: postgres.settings.parse(settings),
        collections: collections.map((one) => collection.parse(one)),
        signal: new AbortController().signal,
        internalHosts: [],
      }),
  }));
}

/** Everything of Harriet's, system after system; `sink` sees the bytes of her events. */
async function extract(sources: readonly Source[], sink: (bytes: Uint8Array) => void): Promise<void> {
  for (const source of sources) {
    const session = await source.open();
    const found = await session.locate([{ kind: "email", value: harriet }]);
    if (found.kind !== "located") throw new Error("Harriet was not found");
    for await (const part of session.collect(found.keys)) {
      if (part.kind === "records") for await (const chunk of part.lines) sink(chunk);
    }
    await session.close();
  }
}

const columns = "id, person, at, kind, amount, note";
const asLines = (table: string, list: string, where: string) =>
  `copy (select ${where} || E'\\t' || row_to_json(t)::text from (select ${list} from ${table} where ${where} = 'P0') t) to stdout with (format csv, quote E'\\x01', delimiter E'\\x02')`;
export const asCsv = (table: string, list: string, where: string) =>
  `copy (select ${list} from ${table} where ${where} = 'P0') to stdout with (format csv)`;

/** The same rows by `psql`, written by hand, one copy after the other. */
export async function copied(
  sources: readonly Source[],
  write: typeof asLines,
  sink: ((bytes: Uint8Array) => void) | null,
): Promise<void> {
  for (const { schema, url } of sources) {
    const copies = [
      write(`${schema}.people`, "number, email, name", "number"),
      write(`${schema}.events`, columns, "person"),
    ];
    const child = spawn("psql", ["-q", "-X", ...copies.flatMap((copy) => ["-c", copy]), url], {
      env: { ...process.env, PGTZ: "UTC" },
      stdio: ["ignore", sink === null ? "ignore" : "pipe", "inherit"],
    });
    child.stdout?.on("data", sink ?? (() => {}));
    const code = await new Promise((resolve) => child.once("close", resolve));
    if (code !== 0) throw new Error("psql failed");
  }
}

export const timed =
  (made: string, work: () => Promise<Record<string, number>>): Side =>
  async () => {
    const began = performance.now();
    const note = await work();
    return { ms: performance.now() - began, made, note };
  };

/** Statements that the connector sends for one extract. */
async function statements(sources: readonly Source[]): Promise<number> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, words);
  } as typeof query;
  await extract(sources, () => {});
  pg.Client.prototype.query = query;
  return count;
}

async function hashOf(work: (sink: (bytes: Uint8Array) => void) => Promise<void>): Promise<string> {
  const hash = createHash("sha256");
  await work((bytes) => hash.update(bytes));
  return hash.digest("hex");
}

/** `rows` of Harriet's in six systems, among as many of others. */
async function extractOf(rows: number, pairs: number) {
  const house = await openHouse();
  try {
    const [small, url] = [await house.database("small"), await house.database("source")];
    await fillSources(small, 60);
    await fillSources(url, rows);
    const sources = sourcesOf(url);
    const counts = [await statements(sourcesOf(small)), await statements(sources)];
    if (counts[0] !== counts[1]) throw new Error(`statements grow with the rows: ${counts.join(" and ")}`);
    const own = await hashOf((sink) => extract(sources, sink));
    const theirs = await hashOf((sink) => copied(sources, asLines, sink));
    if (own !== theirs) throw new Error("the connector and psql do not say the same");
    const before = peakMegabytes();
    const ours = timed(own, async () => {
      let bytes = 0;
      await extract(sources, (chunk) => {
        bytes += chunk.length;
      });
      return { MB: bytes / 1e6, statements: counts[1] ?? 0, "peak grew MB": peakMegabytes() - before };
    });
    const peer = (write: typeof asLines) =>
      timed(own, async () => {
        await copied(sources, write, null);
        return {};
      });
    return {
      [`${rows} rows, same bytes`]: await compare(ours, peer(asLines), pairs),
      [`${rows} rows, peer writes CSV`]: await compare(ours, peer(asCsv), pairs),
    };
  } finally {
    await house.end();
  }
}

export const bench: Bench = {
  title:
    "extract: rows through the Postgres connector to nowhere, against psql COPY of the same rows (pass 1.20)",
  run: (full) => extractOf(full ? 1_000_000 : 100_000, full ? 9 : 5),
};

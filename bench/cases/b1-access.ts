import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHouse } from "../harness/house.ts";
import { peakMegabytes } from "../harness/machine.ts";
import { compare, type Side } from "../harness/pairs.ts";
import { fillSources, harriet, schemas, systemsOver } from "../harness/sources.ts";
import type { Bench } from "../run.ts";

const columns = "id, person, at, kind, amount, note";

/** The script a company would write: per schema COPY as JSON lines and as CSV, then `zip -1` of it all. */
function script(url: string): Side {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), "habeas-bench-peer-"));
    const began = performance.now();
    for (const schema of schemas) {
      const events = `select ${columns} from ${schema}.events where person = 'P0'`;
      const people = `select number, email, name from ${schema}.people where number = 'P0'`;
      const copies = [
        `\\copy (select row_to_json(t) from (${events}) t) to '${folder}/${schema}-events.ndjson'`,
        `\\copy (${events}) to '${folder}/${schema}-events.csv' csv header force quote *`,
        `\\copy (select row_to_json(t) from (${people}) t) to '${folder}/${schema}-people.ndjson'`,
        `\\copy (${people}) to '${folder}/${schema}-people.csv' csv header force quote *`,
      ];
      execFileSync("psql", ["-q", "-X", ...copies.flatMap((copy) => ["-c", copy]), url]);
    }
    execFileSync("zip", ["-1", "-q", "-r", "bundle.zip", "."], { cwd: folder });
    const ms = performance.now() - began;
    const rows = readdirSync(folder)
      .filter((name) => name.endsWith(".ndjson"))
      .reduce((sum, name) => sum + readFileSync(join(folder, name)).filter((byte) => byte === 10).length, 0);
    const zipped = statSync(join(folder, "bundle.zip")).size;
    rmSync(folder, { recursive: true, force: true });
    return { ms, made: `${rows} records`, note: { "peer zip MB": zipped / 1e6 } };
  };
}

type Steps = {
  filed(email: string): Promise<{ id: string; reference: string }>;
  collect(id: string): Promise<void>;
  answer(id: string, reference: string): Promise<{ bytes: number; records: number }>;
};

/** Ours: from the proof to the finished bundle in the store, audit and encryption on, the real worker and queue. */
function ours(steps: Steps): Side {
  return async () => {
    const { id, reference } = await steps.filed(harriet);
    const began = performance.now();
    await steps.collect(id);
    const collected = performance.now();
    const { bytes, records } = await steps.answer(id, reference);
    const ended = performance.now();
    return {
      ms: ended - began,
      made: `${records} records`,
      note: {
        "collect ms": collected - began,
        "bundle ms": ended - collected,
        "our zip MB": bytes / 1e6,
        "our peak MB": peakMegabytes(),
      },
    };
  };
}

/** Compares one person's answer, `rows` large. */
export async function accessOf(rows: number, pairs: number) {
  const house = await openHouse();
  try {
    const url = await house.database("source");
    await fillSources(url, rows);
    await house.settle(systemsOver(url));
    const { filed, collect, answer } = await import("../harness/request.ts");
    const { startWorker } = await import("#lib/worker/worker.ts");
    const worker = await startWorker();
    try {
      return await compare(ours({ filed, collect, answer }), script(url), pairs);
    } finally {
      await worker.stop();
      await (await import("#lib/db/database.ts")).closeDatabase();
    }
  } finally {
    await house.end();
  }
}

export const bench: Bench = {
  title: "access, end to end: verified request to bundle, against psql COPY and zip -1",
  run: async (full) => {
    const rows = full ? 1_000_000 : 100_000;
    return { [`${rows} rows, 6 systems`]: await accessOf(rows, full ? 9 : 5) };
  },
};

import { execFileSync } from "node:child_process";
import { cpSync, createWriteStream, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { openHouse } from "../harness/house.ts";
import { peakMegabytes } from "../harness/machine.ts";
import { type Comparison, compare, type Side } from "../harness/pairs.ts";
import { fillSources, harriet, schemas, systemsOver } from "../harness/sources.ts";
import type { Bench } from "../run.ts";

const columns = "id, person, at, kind, amount, note";

/** Says which records lie below a folder, in whatever order and files. */
function fingerprint(folder: string): string {
  const program = fileURLToPath(new URL("../harness/fingerprint.ts", import.meta.url));
  return execFileSync(process.execPath, [program, folder]).toString();
}

/** Our bundle, opened as the person would open it; not part of the measured time. */
async function unpacked<T>(reference: string, look: (folder: string) => T): Promise<T> {
  const { openHandover } = await import("#lib/bundle/handover.ts");
  const folder = mkdtempSync(join(tmpdir(), "habeas-bench-ours-"));
  const opened = await openHandover({ kind: "operator" }, reference, 1);
  if (opened.kind !== "file") throw new Error("the bundle does not open");
  await pipeline(opened.open(), createWriteStream(join(folder, "bundle.zip")));
  execFileSync("unzip", ["-q", "bundle.zip", "-d", "."], { cwd: folder });
  rmSync(join(folder, "bundle.zip"));
  const seen = look(folder);
  rmSync(folder, { recursive: true, force: true });
  return seen;
}

/** Leaves of an unpacked bundle, in a folder to keep, all that the script does not make itself: not the records. */
function besideRecords(folder: string, kept: string): void {
  cpSync(folder, kept, { recursive: true });
  const { data } = records(kept);
  for (const name of data) rmSync(join(kept, name));
}

/** The records' two formats below a folder, and how many megabytes all files have that lie there. */
function records(folder: string): { data: string[]; megabytes: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
  const data = files.filter((path) => /\/data\/\d\d-[^/]+\/[^/]+\.(?:ndjson|csv)$/.test(path));
  return {
    data: data.map((path) => relative(folder, path)),
    megabytes: files.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6,
  };
}

/**
 * The script a company would write: per schema COPY as JSON lines and as CSV, then `zip -1` of it all. `beside`: a folder
 * of files that are packed with it, so that both pack the same bytes; that they are there costs it nothing.
 */
function script(url: string, beside: string | null): Side {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), "habeas-bench-peer-"));
    if (beside !== null) cpSync(beside, join(folder, "beside"), { recursive: true });
    // The same zone as ours, so that both write the same instants in the same words.
    const env = { ...process.env, PGTZ: "UTC" };
    const began = performance.now();
    for (const schema of schemas) {
      const events = `select ${columns} from ${schema}.events where person = 'P0'`;
      const people = `select number, email, name from ${schema}.people where number = 'P0'`;
      const copies = [
        `\\copy (select row_to_json(t) from (${events}) t) to '${folder}/${schema}-events.ndjson' csv quote E'\\x01' delimiter E'\\x02'`,
        `\\copy (${events}) to '${folder}/${schema}-events.csv' csv header force quote *`,
        `\\copy (select row_to_json(t) from (${people}) t) to '${folder}/${schema}-people.ndjson' csv quote E'\\x01' delimiter E'\\x02'`,
        `\\copy (${people}) to '${folder}/${schema}-people.csv' csv header force quote *`,
      ];
      execFileSync("psql", ["-q", "-X", ...copies.flatMap((copy) => ["-c", copy]), url], { env });
    }
    execFileSync("zip", ["-1", "-q", "-r", "bundle.zip", "."], { cwd: folder });
    const ms = performance.now() - began;
    const made = fingerprint(folder);
    const zipped = statSync(join(folder, "bundle.zip")).size;
    rmSync(join(folder, "bundle.zip"));
    const { megabytes } = records(folder);
    rmSync(folder, { recursive: true, force: true });
    return { ms, made, note: { "peer zip MB": zipped / 1e6, "peer packs MB": megabytes } };
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
    const { bytes } = await steps.answer(id, reference);
    const ended = performance.now();
    const { made, megabytes } = await unpacked(reference, (folder) => ({
      made: fingerprint(folder),
      megabytes: records(folder).megabytes,
    }));
    return {
      ms: ended - began,
      made,
      note: {
        "collect ms": collected - began,
        "bundle ms": ended - collected,
        "our zip MB": bytes / 1e6,
        "we pack MB": megabytes,
        "our peak MB": peakMegabytes(),
      },
    };
  };
}

/**
 * Compares one person's answer, `rows` large: with a script that packs the same bytes, the viewer's data and all pages
 * among them, and with one that packs the records alone, which is less work than ours.
 */
export async function accessOf(rows: number, pairs: number): Promise<Record<string, Comparison>> {
  const house = await openHouse();
  try {
    const url = await house.database("source");
    await fillSources(url, rows);
    // A map names secrets, it does not hold them.
    process.env.BENCH_SOURCE_URL = url;
    await house.settle(systemsOver("env:BENCH_SOURCE_URL"));
    const { filed, collect, answer } = await import("../harness/request.ts");
    const { startWorker } = await import("#lib/worker/worker.ts");
    const worker = await startWorker();
    try {
      const beside = join(house.folder, "beside");
      const one = await filed(harriet);
      await collect(one.id);
      await answer(one.id, one.reference);
      await unpacked(one.reference, (folder) => besideRecords(folder, beside));
      const mine = ours({ filed, collect, answer });
      return {
        [`${rows} rows, the same bytes`]: await compare(mine, script(url, beside), pairs),
        [`${rows} rows, records alone`]: await compare(mine, script(url, null), pairs),
      };
    } finally {
      await worker.stop();
      await (await import("#lib/db/database.ts")).closeDatabase();
    }
  } finally {
    await house.end();
  }
}

export const bench: Bench = {
  title: "access, end to end, 6 systems: verified request to bundle, against psql COPY and zip -1",
  run: async (full) => {
    const rows = full ? 1_000_000 : 100_000;
    return accessOf(rows, full ? 9 : 5);
  },
};

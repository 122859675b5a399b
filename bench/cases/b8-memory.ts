import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openHouse } from "../harness/house.ts";
import type { Comparison } from "../harness/pairs.ts";
import { fillSources, harriet, systemsOver } from "../harness/sources.ts";
import { interval, median, spread } from "../harness/statistics.ts";
import type { Bench } from "../run.ts";

const program = fileURLToPath(new URL("../harness/worker-run.ts", import.meta.url));

type Run = {
  bytes: number;
  records: number;
  seconds: number;
  startedMegabytes: number;
  collectedMegabytes: number;
  peakMegabytes: number;
};

/** A worker process of its own answers a request about so many records. */
async function answered(rows: number): Promise<Run> {
  const house = await openHouse();
  try {
    const url = await house.database("source");
    await fillSources(url, rows);
    process.env.BENCH_SOURCE_URL = url;
    await house.settle(systemsOver("env:BENCH_SOURCE_URL"));
    const { stdout } = await promisify(execFile)(process.execPath, [program, harriet]);
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Run;
  } finally {
    await house.end();
  }
}

const side = (samples: number[]) => ({ median: median(samples), spread: spread(samples), samples });

/** Peak memory of many records against that of few, each in fresh processes and in turn. */
async function grown(few: number, many: number, pairs: number): Promise<Comparison> {
  const [small, large]: [Run[], Run[]] = [[], []];
  for (let pair = 0; pair < pairs; pair++) {
    small.push(await answered(few));
    large.push(await answered(many));
  }
  const [ours, peer] = [large, small].map((runs) => runs.map((run) => run.peakMegabytes));
  if (!ours || !peer) throw new Error("there are both");
  const ratios = ours.map((peak, i) => peak / (peer[i] ?? Number.NaN));
  const moreBytes = (large[0]?.bytes ?? 0) - (small[0]?.bytes ?? 0);
  const moreMegabytes = median(ours) - median(peer);
  return {
    ratio: median(ratios),
    interval: interval(ratios),
    ours: side(ours),
    peer: side(peer),
    unit: "MB",
    noisy: 0,
    verdict: "measured",
    notes: {
      "MB more": moreMegabytes,
      "MB once started": median(large.map((run) => run.startedMegabytes)),
      "MB after collecting": median(large.map((run) => run.collectedMegabytes)),
      "slope (MB of memory a MB of bundle)": (moreMegabytes * 1e6) / moreBytes,
      "bundle MB": (large[0]?.bytes ?? 0) / 1e6,
      seconds: median(large.map((run) => run.seconds)),
      records: large[0]?.records ?? 0,
    },
  };
}

export const bench: Bench = {
  title: "peak memory of the worker that collects and packs, against itself at 10,000 records",
  run: async (full) => {
    const sizes = full ? [100_000, 1_000_000, 10_000_000] : [100_000, 1_000_000];
    const found: Record<string, Comparison> = {};
    for (const rows of sizes) found[`${rows} records`] = await grown(10_000, rows, rows > 100_000 ? 1 : 3);
    return found;
  },
};

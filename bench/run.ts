import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { machine } from "./harness/machine.ts";
import type { Comparison } from "./harness/pairs.ts";

/** One benchmark: a name, what is compared, and the comparisons it yields. */
export type Bench = { title: string; run(full: boolean): Promise<Record<string, Comparison>> };

const benches: Record<string, () => Promise<{ bench: Bench }>> = {
  controls: () => import("./cases/controls.ts"),
  B1: () => import("./cases/b1-access.ts"),
  B1a: () => import("./cases/b1a-extract.ts"),
  "B1a-mariadb": () => import("./cases/b1a-mariadb.ts"),
  "B1a-sqlite": () => import("./cases/b1a-sqlite.ts"),
  B1b: () => import("./cases/b1b-two-formats.ts"),
  B1d: () => import("./cases/b1d-small-person.ts"),
  B2: () => import("./cases/b2-erasure.ts"),
  B2b: () => import("./cases/b2b-anonymise.ts"),
  B2c: () => import("./cases/b2c-blocking.ts"),
  B3: () => import("./cases/b3-batch.ts"),
  B4: () => import("./cases/b4-fan-out.ts"),
  B6: () => import("./cases/b6-queue.ts"),
  B9: () => import("./cases/b9-bundler.ts"),
  B8: () => import("./cases/b8-memory.ts"),
  B10: () => import("./cases/b10-download.ts"),
  B11: () => import("./cases/b11-pages.ts"),
  B12: () => import("./cases/b12-cold-start.ts"),
  "B12-upgrade": () => import("./cases/b12-upgrade.ts"),
  B13: () => import("./cases/b13-weight.ts"),
  B15: () => import("./cases/b15-viewer.ts"),
  B16: () => import("./cases/b16-third-parties.ts"),
  B18: () => import("./cases/b18-deadlines.ts"),
  B19: () => import("./cases/b19-log.ts"),
  B20: () => import("./cases/b20-polite-guest.ts"),
  B23: () => import("./cases/b23-metrics.ts"),
  likeness: () => import("./cases/likeness.ts"),
};

// Names are known however they are written: b18 is B18.
const named = (word: string) =>
  Object.keys(benches).find((name) => name.toLowerCase() === word.toLowerCase());
const wanted = process.argv
  .slice(2)
  .filter((word) => !word.startsWith("--"))
  .map((word) => named(word) ?? word);
const full = process.argv.includes("--full");
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.\n`,
  );
  process.exit(2);
}

const [only, ...more] = wanted.length > 0 ? wanted : Object.keys(benches);
if (more.length > 0) {
  // A process each: settings, pools and peak memory of one benchmark must not reach the next.
  for (const name of [only ?? "", ...more]) {
    const script = fileURLToPath(import.meta.url);
    const args = [...process.execArgv, script, name, ...(full ? ["--full"] : [])];
    spawnSync(process.execPath, args, { stdio: "inherit" });
  }
  process.exit(0);
}

const name = only ?? "";
const { bench } = (await benches[name]?.()) ?? {};
if (!bench) process.exit(2);
process.stdout.write(`\n${name}  ${bench.title}\n`);
const comparisons = await bench.run(full);
for (const [what, one] of Object.entries(comparisons)) {
  const [low, high] = one.interval;
  process.stdout.write(
    `  ${what.padEnd(28)} ratio ${one.ratio.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]` +
      `  ours ${one.ours.median.toFixed(1)} ${one.unit ?? "ms"}  peer ${one.peer.median.toFixed(1)} ${one.unit ?? "ms"}  ${one.verdict}\n`,
  );
  const notes = Object.entries(one.notes).map(([key, value]) => `${key} ${Math.round(value * 100) / 100}`);
  if (notes.length > 0) process.stdout.write(`    ${notes.join(", ")}\n`);
}
mkdirSync(new URL("./results/", import.meta.url), { recursive: true });
const file = new URL(`./results/${name}-${Date.now()}.json`, import.meta.url);
writeFileSync(file, JSON.stringify({ machine: machine(), comparisons }, null, 2));
process.exit(0);

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { bare, ours, serving } from "../harness/download-server.ts";
import { openHouse } from "../harness/house.ts";
import { compare } from "../harness/pairs.ts";
import { systemsOver } from "../harness/sources.ts";
import { storedBundle } from "../harness/stored-bundle.ts";
import type { Bench } from "../run.ts";

setFlagsFromString("--expose-gc");

const slowReaders = fileURLToPath(new URL("../harness/slow-readers.ts", import.meta.url));
const readers = 200;

/** Milliseconds of one download by another process, which keeps nothing. */
async function timed(url: string): Promise<number> {
  const began = performance.now();
  const child = spawn("curl", ["-sS", "--fail", "-o", "/dev/null", url], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("the download failed");
  return performance.now() - began;
}

async function hashOf(url: string, ...ranges: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const range of ranges.length > 0 ? ranges : [null]) {
    const answer = await fetch(url, range === null ? {} : { headers: { Range: range } });
    if (answer.status !== (range === null ? 200 : 206) || !answer.body) throw new Error("no file came");
    for await (const chunk of answer.body) hash.update(chunk);
  }
  return hash.digest("hex");
}

const collect = runInNewContext("gc") as () => void;

/** What the process holds and cannot let go, in bytes. */
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Kilobytes that this process grows by for each of many readers who stop after their first bytes. */
async function kilobytesOfSlow(listener: RequestListener): Promise<number> {
  const { url, server } = await serving(listener);
  const before = held();
  const child = spawn(process.execPath, [slowReaders, url, String(readers)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  await wait(1000);
  const grown = held() - before;
  child.kill("SIGKILL");
  server.closeAllConnections();
  server.close();
  return Math.max(0, grown) / 1024 / readers;
}

async function downloads(megabytes: number, pairs: number) {
  const house = await openHouse();
  try {
    process.env.BENCH_SOURCE_URL = await house.database("source");
    await house.settle(systemsOver("env:BENCH_SOURCE_URL"));
    const { reference, sha256, bytes } = await storedBundle(megabytes);
    const mine = await serving(ours(reference));
    const copy = join(house.folder, "copy.zip");
    await pipeline((await fetch(mine.url)).body ?? [], createWriteStream(copy));
    const theirs = await serving(bare(copy));
    const half = Math.floor(bytes / 2);
    for (const hash of [
      await hashOf(theirs.url),
      await hashOf(mine.url),
      await hashOf(mine.url, `bytes=0-${half - 1}`, `bytes=${half}-`),
    ])
      if (hash !== sha256) throw new Error("not the file that was stored");
    const side = (url: string) => async () => ({ ms: await timed(url), made: String(bytes) });
    const found = await compare(side(mine.url), side(theirs.url), pairs);
    for (const { server } of [mine, theirs]) server.close();
    found.notes["ours, kB a slow reader"] = await kilobytesOfSlow(ours(reference));
    found.notes["peer, kB a slow reader"] = await kilobytesOfSlow(bare(copy));
    await (await import("#lib/db/database.ts")).closeDatabase();
    return found;
  } finally {
    await house.end();
  }
}

export const bench: Bench = {
  title: "download, judged, counted, in parts and decrypted, against createReadStream().pipe(res)",
  run: async (full) => {
    const megabytes = full ? 1024 : 128;
    return { [`${megabytes} MB, without the framework`]: await downloads(megabytes, full ? 9 : 7) };
  },
};

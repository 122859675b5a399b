import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Comparison, compare } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const ours = fileURLToPath(new URL("../harness/bundle-folder.ts", import.meta.url));
const smallFiles = 300;

/** Records as tables and JSON lines in large files, and small files beside them. The same numbers give the same bytes. */
function fill(folder: string, rows: number): void {
  const perFile = 50_000;
  for (let from = 0; from < rows; from += perFile) {
    const [csv, ndjson]: [string[], string[]] = [['"id","at","kind","note"\r\n'], []];
    for (let i = from; i < Math.min(rows, from + perFile); i += 1) {
      const at = new Date(1_704_067_200_000 + i * 37_000).toISOString();
      const kind = ["view", "order", "return", "click"][i % 4];
      const note = `Row ${i}, ${createHash("md5").update(String(i)).digest("hex")}`;
      csv.push(`"${i}","${at}","${kind}","${note}"\r\n`);
      ndjson.push(`${JSON.stringify({ id: i, at, kind, note })}\n`);
    }
    writeFileSync(join(folder, `${from}.csv`), csv.join(""));
    writeFileSync(join(folder, `${from}.ndjson`), ndjson.join(""));
  }
  for (let i = 0; i < smallFiles; i += 1) {
    writeFileSync(join(folder, `letter-${i}.txt`), `Letter ${i}. ${"We hold this about you. ".repeat(i)}`);
  }
}

/** SHA-256 over the names and bytes that another program takes out of the zip. */
function contents(zip: string): string {
  const out = mkdtempSync(join(tmpdir(), "habeas-bench-unzipped-"));
  execFileSync("unzip", ["-q", "-j", zip, "-d", out]);
  const hash = createHash("sha256");
  for (const name of readdirSync(out).sort()) hash.update(name).update(readFileSync(join(out, name)));
  rmSync(out, { recursive: true });
  return hash.digest("hex");
}

/** The same folder by both, pinned to so many cores where the machine can do that. */
async function bundlers(folder: string, cores: string, pairs: number): Promise<Comparison> {
  const work = mkdtempSync(join(tmpdir(), "habeas-bench-zip-"));
  const run = (program: string, args: string[], cwd: string) =>
    execFileSync("taskset", ["-c", cores, program, ...args], { cwd }).toString();
  const measured = (zip: string, ms: number, note: string) => {
    const done = { ms, made: contents(zip), note: { [note]: statSync(zip).size / 1e6 } };
    rmSync(zip);
    return done;
  };
  try {
    return await compare(
      async () => {
        const zip = join(work, "ours.zip");
        // Its own time: a bundle is made in a worker that runs already.
        return measured(zip, Number(run(process.execPath, [ours, folder, zip], process.cwd())), "our zip MB");
      },
      async () => {
        const zip = join(work, "peer.zip");
        const began = performance.now();
        run("zip", ["-1", "-q", "-r", zip, "."], folder);
        return measured(zip, performance.now() - began, "peer zip MB");
      },
      pairs,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export const bench: Bench = {
  title: "the bundler: files into a zip, with SHA-256 of each, against zip -1",
  run: async (full) => {
    const folder = mkdtempSync(join(tmpdir(), "habeas-bench-files-"));
    try {
      fill(folder, full ? 1_000_000 : 200_000);
      return {
        "one core": await bundlers(folder, "0", full ? 9 : 5),
        "two cores": await bundlers(folder, "0,1", full ? 9 : 5),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const program = fileURLToPath(new URL("./fixture/memory-run.ts", import.meta.url));
const mebibyte = 1024 * 1024;

/** Peak memory of a process of its own, with a heap far smaller than the data. */
async function peak(rows: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--max-old-space-size=64",
    program,
    String(rows),
  ]);
  return (JSON.parse(stdout) as { peakBytes: number }).peakBytes;
}

it("writes 120,000 records, 60 MB, in memory that does not grow with them", async () => {
  const [few, many] = [await peak(3_000), await peak(120_000)];
  // A writer that kept the JSON or the CSV of the 120,000 would need at least 120 MB more.
  expect(many - few).toBeLessThan(80 * mebibyte);
}, 120_000);

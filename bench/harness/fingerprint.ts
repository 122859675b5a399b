import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Run by itself, so that it takes no memory of what is measured: prints the SHA-256 over all records below a folder, in an
 * order of their own. The same data gives the same words.
 */
const [folder = ""] = process.argv.slice(2);
const lines = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ndjson"))
  .flatMap((name) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n"))
  .sort();
const hash = createHash("sha256");
for (const line of lines) hash.update(`${line}\n`);
process.stdout.write(`${lines.length} records ${hash.digest("hex")}`);

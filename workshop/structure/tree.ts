import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Path relative to the root, and text. */
export type SourceFile = { path: string; text: string };

const root = join(import.meta.dirname, "../..");
const leftOut = /^(node_modules|\.git|\.next.*|\.habeas|test-results|playwright-report|coverage)$/;
const readable = /\.(ts|tsx|mjs|cjs|js|css|json|md|yml|yaml|sql|html)$|^\.ci\/run$|^\.npmrc$|^LICENSE$/;

/** Every text file of the checkout, without what is installed, built or run there. */
export function sourceFiles(folder = ""): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (leftOut.test(entry.name) || path === "bench/results") return [];
    if (entry.isDirectory()) return sourceFiles(path);
    return entry.isFile() && readable.test(path)
      ? [{ path, text: readFileSync(join(root, path), "utf8") }]
      : [];
  });
}

/** Written by hand: no lock file, no generated migration state. */
export function isHandWritten(path: string): boolean {
  return path !== "package-lock.json" && path !== "next-env.d.ts" && !path.startsWith("drizzle/migrations/");
}

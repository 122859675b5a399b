import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { parseSync } from "@swc/core";

/** A pattern of the product, and where it stands first. */
export type Literal = { source: string; flags: string; file: string };

/** Every literal pattern of the product's code, each once. */
export function literals(root: string): Literal[] {
  const found = new Map<string, Literal>();
  const files = globSync("{app,lib,connectors,cli,drizzle/schema,verifier}/**/*.{ts,tsx}", {
    cwd: root,
  }).sort();
  for (const file of [...files, "proxy.ts"]) {
    if (/[.](test|spec)[.]tsx?$|\/fixture\//.test(file)) continue;
    const tree = parseSync(readFileSync(`${root}/${file}`, "utf8"), {
      syntax: "typescript",
      tsx: file.endsWith("x"),
    });
    walk(tree, (source, flags) => {
      const key = `/${source}/${flags}`;
      if (!found.has(key)) found.set(key, { source, flags, file });
    });
  }
  return [...found.values()];
}

function walk(node: unknown, see: (source: string, flags: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) walk(one, see);
    return;
  }
  const { type, pattern, flags } = node as { type?: string; pattern?: string; flags?: string };
  if (type === "RegExpLiteral") see(pattern ?? "", flags ?? "");
  for (const inner of Object.values(node)) walk(inner, see);
}

/** A name for a pattern that does not change with its place. */
export const markOf = ({ source, flags }: Pick<Literal, "source" | "flags">): string =>
  createHash("sha256").update(`${source}/${flags}`).digest("base64url").slice(0, 16);

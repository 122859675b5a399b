import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import { type Literal, literals, markOf } from "./regexes.ts";

/**
 * How a pattern behaves on the worst text: "safe" in linear time, "square" in the square of its length, "open" where the
 * checker did not get to an end; anything else is "slow" and must be written anew.
 */
export type Verdict = "safe" | "square" | "open" | "slow";

/** Judges one pattern, for at most `timeout` ms. */
export function judge({ source, flags }: Pick<Literal, "source" | "flags">, timeout: number): Verdict {
  const found = checkSync(source, flags, { timeout });
  if (found.status === "safe") return "safe";
  if (found.status === "unknown") return "open";
  return found.complexity.type === "polynomial" && found.complexity.degree === 2 ? "square" : "slow";
}

const file = join(import.meta.dirname, "regexes.json");

/** What was found before, by the marks of patterns. */
export function judged(): Map<string, Verdict> {
  const kept = JSON.parse(readFileSync(file, "utf8")) as Record<Verdict, string>;
  return new Map(
    Object.entries(kept).flatMap(([verdict, marks]) =>
      marks.split(" ").map((mark): [string, Verdict] => [mark, verdict as Verdict]),
    ),
  );
}

/** Judges every pattern of the product anew and keeps what was found. */
export function judgeAll(root: string, timeout: number): void {
  const found: Record<Verdict, string[]> = { safe: [], square: [], open: [], slow: [] };
  for (const one of literals(root)) {
    const verdict = judge(one, timeout);
    found[verdict].push(markOf(one));
    if (verdict !== "safe") console.log(`${verdict} ${one.file} /${one.source}/${one.flags}`);
  }
  const kept = Object.fromEntries(
    Object.entries(found).map(([verdict, marks]) => [verdict, marks.sort().join(" ")]),
  );
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}

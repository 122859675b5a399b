import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../world.ts";

/** Writes down what only the case itself could see go wrong; the checks read it with all else. */
export function flaw(world: World, invariant: string, what: string): void {
  appendFileSync(
    join(world.folder, "journal", "flaws.jsonl"),
    `${JSON.stringify({ invariant, what, at: Date.now() })}\n`,
  );
}

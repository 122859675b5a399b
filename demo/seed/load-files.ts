import { createWriteStream, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { csvOf } from "./loyalty.ts";
import type { Table } from "./table.ts";

/** Writes one log file a day, holding one day in memory at a time. */
export async function seedVisits(
  folder: string,
  days: Iterable<{ day: string; lines: string[] }>,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { day, lines } of days) {
    const chunks = function* (): Generator<string> {
      for (let at = 0; at < lines.length; at += 2000) yield `${lines.slice(at, at + 2000).join("\n")}\n`;
    };
    await pipeline(Readable.from(chunks()), createWriteStream(join(folder, `${day}.ndjson`)));
  }
}

/** Writes Hank's spreadsheet, as it lies on the share: all cards of all people in one file. */
export function seedLoyalty(file: string, sheet: Table): void {
  writeFileSync(file, csvOf(sheet));
}

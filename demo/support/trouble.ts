import { readFileSync, renameSync, writeFileSync } from "node:fs";

/** What is wrong with the support desk. `stopped` is done by whoever started it; the rest by itself. */
export type SupportTrouble = "none" | "slow" | "busy" | "garbage" | "stopped";

const known: readonly SupportTrouble[] = ["none", "slow", "busy", "garbage", "stopped"];

/** Read on each call, so that a switch works at once and survives a restart. */
export function readTrouble(file: string): SupportTrouble {
  try {
    const text = readFileSync(file, "utf8").trim();
    return known.find((one) => one === text) ?? "none";
  } catch {
    return "none";
  }
}

/** Written whole or not at all. */
export function writeTrouble(file: string, trouble: SupportTrouble): void {
  writeFileSync(`${file}.new`, trouble);
  renameSync(`${file}.new`, file);
}

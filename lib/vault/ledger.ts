import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { z } from "zod";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { headOf } from "./cipher.ts";

/** Whose key was destroyed: a request's, a person's on the list of choices, a list's of erasures, an undo's. */
const destroyed = z.strictObject({
  what: z.enum(["request", "choice_person", "erasure_batch", "erasure_undo"]),
  id: z.uuid(),
});
export type Destroyed = z.output<typeof destroyed>;

/**
 * Adds to the ledger, before it happens, whose keys are destroyed: random numbers only. The file lies outside of what a
 * backup puts back. Nothing where no ledger is set. Throws HabeasError `unavailable` where it cannot be written; then
 * nothing is destroyed, and it is tried again.
 */
export function noteDestroyed(rows: readonly Destroyed[]): void {
  const { HABEAS_LEDGER } = environment();
  if (HABEAS_LEDGER === undefined || rows.length === 0) return;
  // A line break first: a line that a crash cut short must not swallow the next.
  const text = rows.map((row) => `\n${JSON.stringify(row)}`).join("");
  try {
    const file = openSync(HABEAS_LEDGER, "a", 0o600);
    try {
      writeSync(file, `${text}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    throw new HabeasError("unavailable", "The ledger of what was destroyed cannot be written.");
  }
}

/** What a ledger says, each once, and how many lines of it cannot be read. */
export function readLedger(text: string): { rows: Destroyed[]; unreadable: number } {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const rows = new Map<string, Destroyed>();
  let unreadable = 0;
  for (const line of lines) {
    const row = destroyed.safeParse(parsed(line));
    if (row.success) rows.set(`${row.data.what} ${row.data.id}`, row.data);
    else unreadable += 1;
  }
  return { rows: [...rows.values()], unreadable };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * What the log keeps of a key that is destroyed: a hash of it as it lay there wrapped, by which whoever holds an old backup
 * can show which key it was, and the root key that it lay under. Nothing can be opened with it.
 */
export function commitmentOf(wrapped: Buffer): { commitment: string; key: string | null } {
  return { commitment: createHash("sha256").update(wrapped).digest("hex"), key: headOf(wrapped).keyId };
}

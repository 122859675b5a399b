import { sql } from "drizzle-orm";
import { log } from "#lib/core/log.ts";
import { database, type Transaction } from "#lib/db/database.ts";
import { lastCheckpoint, readCheckpoint, type Said } from "./checkpoint.ts";
import { MissingSubtree, rootAt, sizeOfLog } from "./nodes.ts";
import type { Held } from "./witness/contract.ts";
import { houseWitness } from "./witness/witness.ts";

/**
 * What a look at the witness showed. `agrees`: all that it has is in the database. `behind`: it has not taken the newest
 * checkpoint yet. `ahead`: it has what the database has not; the database was put back to an older state, or forged.
 * `silent`: it could not be asked. `none`: the house has no witness.
 */
export type WitnessState = "none" | "agrees" | "behind" | "ahead" | "silent";
/** `trouble`: what is wrong, for the operator. `newest`: the newest checkpoint that the witness has. */
export type Look = { state: WitnessState; trouble: string | null; newest: Said | null };

/** Compares the witness with the database. Reads the witness first: the database then has at least what was handed to it. */
export async function lookAtWitness(): Promise<Look> {
  const witness = houseWitness();
  if (!witness) return { state: "none", trouble: null, newest: null };
  let held: Held;
  try {
    held = await witness.held();
  } catch (error) {
    log.warn({ err: error }, "the witness of the log does not answer");
    return {
      state: "silent",
      trouble: "The witness does not answer, or does not say what it has.",
      newest: null,
    };
  }
  return database().transaction((tx) => compared(tx, held), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

async function compared(tx: Transaction, held: Held): Promise<Look> {
  const { said, unread } = notesOf(held.lines);
  const newest = said.reduce<Said | null>((most, one) => (most && most.size > one.size ? most : one), null);
  const refused = await contradiction(tx, said, newest);
  if (refused) return { state: "ahead", trouble: refused, newest };
  const last = await lastCheckpoint(tx);
  const state = (last?.size ?? 0) > (newest?.size ?? 0) ? "behind" : "agrees";
  return { state, trouble: unread ?? (await missing(tx, said, held.whole)), newest };
}

/**
 * The checkpoints since the log last went on from an older state, as somebody accepted. Such a note counts where it stands
 * behind what it goes on without: an old one that somebody adds once more accepts nothing.
 */
function notesOf(lines: readonly string[]): { said: Said[]; unread: string | null } {
  let said: Said[] = [];
  let unread: string | null = null;
  for (const [n, line] of lines.entries()) {
    const one = readCheckpoint(textOf(line));
    if (one?.restored && (said.length === 0 || said.some((before) => isSame(before, one.restored)))) {
      said = [];
      unread = null;
    }
    if (one) said.push(one);
    // A write that broke off is followed by the same line, whole.
    else if (!lines[n + 1]?.startsWith(line))
      unread =
        "The witness has a line that this house did not sign: it was changed, or signed with another key.";
  }
  return { said, unread };
}

const isSame = (one: { size: number; root: Buffer }, other: { size: number; root: Buffer } | null) =>
  other !== null && one.size === other.size && one.root.equals(other.root);

function textOf(line: string): string {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}

/** Why the database cannot be the one that the witness saw, or null. */
async function contradiction(
  tx: Transaction,
  said: readonly Said[],
  newest: Said | null,
): Promise<string | null> {
  if (!newest) return null;
  const size = await sizeOfLog(tx);
  if (newest.size > size)
    return `The database is older than its witness: the witness has a checkpoint over ${newest.size} events, the database has ${size}. A backup was put back, or events were taken away.`;
  const rows = await tx.execute<{ size: string; root: Buffer }>(
    sql`select size::text as size, root from audit_checkpoint
          where size = any(${sql.param(said.map((one) => one.size))}::bigint[])`,
  );
  const stored = new Map(rows.rows.map((row) => [Number(row.size), row.root]));
  for (const one of said) {
    if (one !== newest && stored.get(one.size)?.equals(one.root)) continue;
    if (one.size === 0 || (await rootOrNone(tx, one.size))?.equals(one.root)) continue;
    return `The log in the database is not the one that the witness saw: at ${one.size} events it has another root.`;
  }
  return null;
}

async function rootOrNone(tx: Transaction, size: number): Promise<Buffer | null> {
  try {
    return await rootAt(tx, size);
  } catch (error) {
    if (error instanceof MissingSubtree) return null;
    throw error;
  }
}

/** In words, that the witness no longer has what it had taken; null where it has. */
async function missing(tx: Transaction, said: readonly Said[], whole: boolean): Promise<string | null> {
  const first = said[0];
  if (!first && !whole) return null;
  const from = first && (first.restored || !whole) ? first.size : 0;
  const rows = await tx.execute<{ lost: string }>(
    sql`select count(*)::text as lost from audit_witnessed
          where size >= ${from} and not size = any(${sql.param(said.map((one) => one.size))}::bigint[])`,
  );
  const lost = Number(rows.rows[0]?.lost ?? 0);
  return lost === 0
    ? null
    : `The witness no longer has ${lost} of the checkpoints that it had taken: it was cut or changed.`;
}

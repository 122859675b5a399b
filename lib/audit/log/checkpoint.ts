import { sql } from "drizzle-orm";
import { environment } from "#lib/config/environment.ts";
import { database, inTransaction, type Queryable } from "#lib/db/database.ts";
import { derivedKey } from "#lib/vault/seal.ts";
import { ed25519Key } from "#lib/vault/sign.ts";
import { rootAt, sizeOfLog } from "./nodes.ts";
import { type NoteKey, noteKeyOf, openNote, publishedKey, readPublishedKey, signNote } from "./note.ts";

/** What a checkpoint says. `restored`: after which one the log goes on from an older state, as somebody accepted. */
export type Said = { size: number; root: Buffer; restored: { size: number; root: Buffer } | null };
/** A checkpoint as it is stored. */
export type Checkpoint = { size: number; root: Buffer; at: Date; note: string };

/** The name under which the log signs: the host of the portal, and `/log`. */
export function logName(): string {
  return `${new URL(environment().HABEAS_ORIGIN).host}/log`;
}

const secret = () => ed25519Key(derivedKey("checkpoint"));

/** The keys whose checkpoints are believed: the house's own, and those from before another name or master key. */
function believedKeys(): NoteKey[] {
  return [
    noteKeyOf(logName(), secret()),
    ...environment().HABEAS_LOG_OLD_KEYS.flatMap((one) => readPublishedKey(one) ?? []),
  ];
}

/** The keys to check the log with, as they are published (C2SP); the one that signs now is the first. */
export function logKeys(): string[] {
  return believedKeys().map(publishedKey);
}

/** What a note says if the house signed it; null for anything else. */
export function readCheckpoint(note: string): Said | null {
  const text = openNote(note, believedKeys());
  const [name, size, root, ...more] = text?.split("\n") ?? [];
  if (text === null || name === undefined || !believedKeys().some((key) => key.name === name)) return null;
  const said = sizeAndRoot(size, root);
  const [, before, beforeRoot] = /^restored (\d+) (\S+)$/.exec(more[0] ?? "") ?? [];
  return said && { ...said, restored: sizeAndRoot(before, beforeRoot) };
}

function sizeAndRoot(size: string | undefined, root: string | undefined) {
  const bytes = Buffer.from(root ?? "", "base64");
  return /^\d{1,15}$/.test(size ?? "") && bytes.length === 32 ? { size: Number(size), root: bytes } : null;
}

/** The newest checkpoint; null while there is none. */
export async function lastCheckpoint(db: Queryable = database()): Promise<Checkpoint | null> {
  return (await checkpoints(db, sql`order by audit_checkpoint.size desc limit 1`))[0] ?? null;
}

/** The newest checkpoints, the newest first. */
export function newestCheckpoints(limit: number): Promise<Checkpoint[]> {
  return checkpoints(database(), sql`order by audit_checkpoint.size desc limit ${limit}`);
}

/** The checkpoint of one size; null where there is none. */
export async function checkpointOf(size: number): Promise<Checkpoint | null> {
  return (await checkpoints(database(), sql`where audit_checkpoint.size = ${size}`))[0] ?? null;
}

async function checkpoints(db: Queryable, which: ReturnType<typeof sql>): Promise<Checkpoint[]> {
  const rows = await db.execute<{ size: string; root: Buffer; at: string; note: string }>(
    sql`select size::text as size, root, at::text as at, note from audit_checkpoint ${which}`,
  );
  return rows.rows.map(({ size, at, ...row }) => ({ ...row, size: Number(size), at: new Date(at) }));
}

/**
 * Signs the log as it stands and keeps that, if anything has been added since the last time. `restored`: what the witness
 * held when somebody accepted that the log goes on from before it. Null for a log without events.
 */
export function makeCheckpoint(
  restored: { size: number; root: Buffer } | null = null,
): Promise<Checkpoint | null> {
  return inTransaction(async (tx) => {
    const last = await lastCheckpoint(tx);
    const size = await sizeOfLog(tx);
    if (size === (last?.size ?? 0)) return last;
    const root = await rootAt(tx, size);
    const lines = [logName(), String(size), root.toString("base64")];
    if (restored) lines.push(`restored ${restored.size} ${restored.root.toString("base64")}`);
    const note = signNote(`${lines.join("\n")}\n`, logName(), secret());
    await tx.execute(
      sql`insert into audit_checkpoint (size, root, at, note) values (${size}, ${root}, now(), ${note})
            on conflict do nothing`,
    );
    return lastCheckpoint(tx);
  });
}

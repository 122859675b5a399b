import { createHash, type Hash, hash } from "node:crypto";
import { StringDecoder } from "node:string_decoder";
import { readSpool, writeSpool } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import type { PlannedTarget, PlannedTargets } from "./steps.ts";

const pieceBytes = 64 * 1024;

/** Rows of a step, and the last day until which one of them is kept. */
type StepCount = { rows: number; lastUntil: string | null };

/** What a stored list holds: how many rows, of which steps, and the SHA-256 of its text. */
export type StoredTargets = { rows: number; byStep: Map<number, StepCount>; sha256: Buffer };

/** Writes a target list to the spool, one JSON array a line, sealed under the request's key. Memory stays flat. */
export async function writeTargets(
  key: DataKey,
  storageKey: string,
  targets: PlannedTargets,
): Promise<StoredTargets> {
  const whole = createHash("sha256");
  const byStep = new Map<number, StepCount>();
  let rows = 0;
  const pieces = piecesOf(targets, whole, ({ step, until }) => {
    rows++;
    const count = byStep.get(step) ?? { rows: 0, lastUntil: null };
    count.rows++;
    if (until !== null && (count.lastUntil ?? "") < until) count.lastUntil = until;
    byStep.set(step, count);
  });
  await writeSpool(key, storageKey, pieces);
  return { rows, byStep, sha256: whole.digest() };
}

/** The SHA-256 that a list would have if it were written: what equals a stored one's is the same, row by row. */
export async function sha256OfTargets(targets: PlannedTargets): Promise<Buffer> {
  const whole = createHash("sha256");
  const pieces = piecesOf(targets, whole, () => {});
  while (!(await pieces.next()).done);
  return whole.digest();
}

/** The SHA-256 of a stored list's text, without reading its rows. */
export async function sha256OfStored(key: DataKey, storageKey: string): Promise<Buffer> {
  const whole = createHash("sha256");
  for await (const chunk of readSpool(key, storageKey)) whole.update(chunk);
  return whole.digest();
}

/** The text of a list in pieces of about the same length; each row is shown to `see` and every byte to `whole`. */
async function* piecesOf(
  targets: PlannedTargets,
  whole: Hash,
  see: (target: PlannedTarget) => void,
): AsyncGenerator<Uint8Array> {
  let held = "";
  for await (const some of targets) {
    for (const target of some) {
      const { step, via, until, row, unreached } = target;
      held += `${JSON.stringify(unreached ? [step, via, until, row, 1] : [step, via, until, row])}\n`;
      see(target);
    }
    if (held.length < pieceBytes) continue;
    const piece = Buffer.from(held);
    held = "";
    whole.update(piece);
    yield piece;
  }
  const last = Buffer.from(held);
  whole.update(last);
  if (last.length > 0) yield last;
}

/** A stored list, some rows at a time. Throws where a byte of it was changed; `sha256`: it must also be this very list. */
export async function* readTargets(
  key: DataKey,
  storageKey: string,
  sha256: Buffer | null = null,
): AsyncGenerator<PlannedTarget[]> {
  const whole = createHash("sha256");
  const decoder = new StringDecoder("utf8");
  let held = "";
  for await (const chunk of readSpool(key, storageKey)) {
    if (sha256) whole.update(chunk);
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    const lines = (held + text).split("\n");
    held = lines.pop() ?? "";
    if (lines.length > 0) yield lines.map(targetOf);
  }
  if (sha256 && !whole.digest().equals(sha256)) {
    throw new Error("a target list is not the one that was planned");
  }
}

type Line = [number, string, string | null, string[], 1?];

function targetOf(line: string): PlannedTarget {
  const [step, via, until, row, unreached] = JSON.parse(line) as Line;
  return { step, via, until, row, unreached: unreached === 1 };
}

/** A row with all that was approved of it. */
export const digestOfTarget = ({ step, via, until, row }: PlannedTarget): Buffer =>
  digest([step, via, until, row]);

/** A row and whose it is, whatever is done to it. */
export const digestOfRow = (collection: string, { via, row }: PlannedTarget): Buffer =>
  digest([collection, via, row]);

const digest = (value: unknown): Buffer => hash("sha256", JSON.stringify(value), "buffer").subarray(0, 16);

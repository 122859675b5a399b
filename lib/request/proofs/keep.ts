import { and, asc, eq } from "drizzle-orm";
import { proof } from "#drizzle/schema/identity.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type ProofHow, proofHow } from "#lib/core/proof.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { open, seal } from "#lib/vault/seal.ts";

export type ProofRow = typeof proof.$inferSelect;
export type ProofState = "asked" | "passed" | "failed" | "withdrawn";

/** What only staff read of a proof: why it was asked for, with which contact on file, what was checked. */
export type ProofWords = { why: string; contact: string; checked: string };

const context = (requestId: string, how: string) => `proof/${requestId}/${how}`;

/** Seals the words of a proof under its request's key. */
export const sealWords = (key: DataKey, row: { requestId: string; how: string }, words: ProofWords): Buffer =>
  seal(key, context(row.requestId, row.how), JSON.stringify(words));

/** The words of a proof; null where it has none. */
export function wordsOf(key: DataKey, row: ProofRow): ProofWords | null {
  return row.sealed === null
    ? null
    : (JSON.parse(open(key, context(row.requestId, row.how), row.sealed)) as ProofWords);
}

/** Every proof of a request, the oldest first. */
export async function proofsOf(db: Queryable, requestId: string): Promise<ProofRow[]> {
  return db.select().from(proof).where(eq(proof.requestId, requestId)).orderBy(asc(proof.askedAt));
}

/** The proof that is still asked for; null where nothing is. */
export async function openProof(db: Queryable, requestId: string): Promise<ProofRow | null> {
  const [row] = await db
    .select()
    .from(proof)
    .where(and(eq(proof.requestId, requestId), eq(proof.state, "asked")));
  return row ?? null;
}

/**
 * What still has to be shown before anything goes out or is deleted, in words for staff; empty where nothing does. The
 * database refuses both as well.
 */
export async function proofBlocks(db: Queryable, row: { id: string }): Promise<string[]> {
  return (await openProof(db, row.id))
    ? ["More proof was asked for and is not here yet. Wait for it, or take it back under “Who asks”."]
    : [];
}

/** Throws HabeasError `conflict` while more proof is asked for and not here. */
export async function mustBeShown(db: Queryable, row: { id: string }): Promise<void> {
  const [block] = await proofBlocks(db, row);
  if (block) throw new HabeasError("conflict", block);
}

/** Decides what was asked for, once. Throws HabeasError `conflict` where it is decided already. */
export async function decideProof(
  tx: Transaction,
  row: ProofRow,
  state: Exclude<ProofState, "asked">,
  by: { name: string; actor: Actor },
): Promise<void> {
  const [decided] = await tx
    .update(proof)
    .set({ state, decidedBy: by.name, decidedAt: new Date() })
    .where(and(eq(proof.id, row.id), eq(proof.state, "asked")))
    .returning();
  if (!decided) throw new HabeasError("conflict", "This check is over already.");
  await audit(tx, row.requestId, by.actor, { kind: "proof_decided", how: row.how, state });
}

/** A proof as the person sees it: all that we keep of it. */
export type KeptProof = { how: ProofHow; state: ProofState; at: Date };

/** Proofs as the person sees them. */
export const keptProofs = (rows: readonly ProofRow[]): KeptProof[] =>
  rows.map((row) => ({
    how: proofHow(row.how),
    state: row.state as ProofState,
    at: row.decidedAt ?? row.askedAt,
  }));

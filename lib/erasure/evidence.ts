import { asc, eq } from "drizzle-orm";
import { erasureChunk } from "#drizzle/schema/erasure.ts";
import { hashOfEntry, headOfChain } from "#lib/audit/chain.ts";
import type { Queryable } from "#lib/db/database.ts";

type Chunk = Omit<typeof erasureChunk.$inferSelect, "hash">;

/** SHA-256 over one chunk's evidence with the hash of the one before it. */
export function hashOfChunk(chunk: Chunk): Buffer {
  const { systemRow, number, step, firstRow, rows, changed, gone, ms, at, previous } = chunk;
  return hashOfEntry({ systemRow, number, step, firstRow, rows, changed, gone, ms, at, previous });
}

/** The last hash of a system's evidence, computed anew. Throws where an entry is missing or is not as it was written. */
export async function evidenceHead(tx: Queryable, systemRow: string): Promise<Buffer> {
  const chunks = await tx
    .select()
    .from(erasureChunk)
    .where(eq(erasureChunk.systemRow, systemRow))
    .orderBy(asc(erasureChunk.number));
  return headOfChain(chunks, hashOfChunk);
}

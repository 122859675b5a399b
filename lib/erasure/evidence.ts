import { asc, eq } from "drizzle-orm";
import { erasureChunk } from "#drizzle/schema/erasure.ts";
import type { Queryable } from "#lib/db/database.ts";
import { hashOfValue } from "./canonical.ts";

type Chunk = Omit<typeof erasureChunk.$inferSelect, "hash">;

/** SHA-256 over one chunk's evidence with the hash of the one before it. */
export function hashOfChunk(chunk: Chunk): Buffer {
  const { systemRow, number, step, firstRow, rows, changed, gone, ms, at } = chunk;
  const previous = chunk.previous.toString("hex");
  return hashOfValue({ systemRow, number, step, firstRow, rows, changed, gone, ms, at, previous });
}

/** The last hash of a system's evidence, computed anew. Throws where an entry is missing or is not as it was written. */
export async function evidenceHead(tx: Queryable, systemRow: string): Promise<Buffer> {
  const chunks = await tx
    .select()
    .from(erasureChunk)
    .where(eq(erasureChunk.systemRow, systemRow))
    .orderBy(asc(erasureChunk.number));
  let head: Buffer = Buffer.alloc(32);
  for (const [index, chunk] of chunks.entries()) {
    const hash = hashOfChunk(chunk);
    if (chunk.number !== index + 1 || !chunk.previous.equals(head) || !chunk.hash.equals(hash)) {
      throw new Error("the evidence of an erasure is not whole");
    }
    head = chunk.hash;
  }
  return head;
}

import { asc, eq } from "drizzle-orm";
import { rectificationEntry } from "#drizzle/schema/rectification.ts";
import { hashOfEntry as hashOf, headOfChain } from "#lib/audit/chain.ts";
import type { Queryable } from "#lib/db/database.ts";

type Entry = Omit<typeof rectificationEntry.$inferSelect, "hash">;

/** SHA-256 over one row's evidence with the hash of the one before it. */
export function hashOfEntry(entry: Entry): Buffer {
  const { systemRow, number, rowNo, outcome, fields, ms, at, previous } = entry;
  return hashOf({ systemRow, number, rowNo, outcome, fields, ms, at, previous });
}

/** The last hash of a system's evidence, computed anew. Throws where an entry is missing or is not as it was written. */
export async function evidenceHead(tx: Queryable, systemRow: string): Promise<Buffer> {
  const entries = await tx
    .select()
    .from(rectificationEntry)
    .where(eq(rectificationEntry.systemRow, systemRow))
    .orderBy(asc(rectificationEntry.number));
  return headOfChain(entries, hashOfEntry);
}

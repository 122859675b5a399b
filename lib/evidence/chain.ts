import { sql } from "drizzle-orm";
import { hashedAt } from "#lib/audit/log/entry.ts";
import type { Transaction } from "#lib/db/database.ts";

/** An entry of the log with exactly the texts that its hash is made of. */
export type ChainLine = {
  reference: string;
  chain: string;
  position: string;
  at: string;
  kind: string;
  actor: string;
  data: string;
  previous: string;
  hash: string;
};

/**
 * The chain of a request, and the head that the house keeps of it: who has both can compute it anew
 * (`lib/audit/verify.ts` does the same in the house).
 */
export async function chainOf(
  tx: Transaction,
  requestId: string,
  reference: string,
): Promise<{
  entries: ChainLine[];
  head: { reference: string; chain: string; length: number; head: string } | null;
}> {
  // In one statement: entries that are added meanwhile would stand after the head.
  const { rows } = await tx.execute<Omit<ChainLine, "reference"> & { length: string; head: string }>(
    sql`select e.chain, e.position::text as position, e.kind, e.actor, e.data::text as data,
          encode(e.previous, 'hex') as previous, encode(e.hash, 'hex') as hash,
          ${hashedAt} as at, c.length::text as length,
          encode(c.head, 'hex') as head
        from audit_chain c join audit_event e on e.chain = c.chain where c.chain = ${requestId} order by e.position`,
  );
  const [first] = rows;
  return {
    entries: rows.map(({ length: _length, head: _head, ...line }) => ({ reference, ...line })),
    head: first ? { reference, chain: first.chain, length: Number(first.length), head: first.head } : null,
  };
}

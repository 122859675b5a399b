import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#lib/db/database.ts";
import { type EventRow, entryOf, eventColumns } from "./log/entry.ts";
import { leafHash } from "./log/tree.ts";
import { treeFault } from "./log/whole.ts";

type Row = EventRow & { leaf: Buffer | null };

export type Verdict =
  | { whole: true; chains: number; events: number }
  | { whole: false; chain: string; position: number; fault: string };

const page = 5_000;

/**
 * Recomputes every chain in code of its own (the database's function made them) and compares with the stored
 * heads; then the tree over all chains, and compares it with every signed checkpoint. Names the first bad entry: an edit, a
 * gap, a swap, a cut tail, a head without events, a checkpoint that is of other events. Reads one snapshot, because events
 * are appended while it runs.
 */
export function verifyAudit(database: Database): Promise<Verdict> {
  return database.transaction(verified, { isolationLevel: "repeatable read", accessMode: "read only" });
}

async function verified(tx: Transaction): Promise<Verdict> {
  const heads = await tx.execute<{ chain: string; length: string; head: Buffer }>(
    sql`select chain, length::text as length, head from audit_chain order by chain`,
  );
  const known = new Map(heads.rows.map((row) => [row.chain, row]));
  const zero = Buffer.alloc(32);
  let previous: { chain: string; position: number; hash: Buffer } = { chain: "", position: 0, hash: zero };
  const ends = new Map<string, { position: number; hash: Buffer }>();
  let events = 0;
  let placed = 0;
  for (;;) {
    const rows = await tx.execute<Row>(
      sql`select ${eventColumns}, l.leaf from audit_event e
            left join audit_leaf l on l.chain = e.chain and l.position = e.position
           where (e.chain, e.position) > (${previous.chain}, ${previous.position})
           order by e.chain, e.position limit ${page}`,
    );
    for (const row of rows.rows) {
      const position = Number(row.position);
      const before = row.chain === previous.chain ? previous : { chain: row.chain, position: 0, hash: zero };
      const fault = faultOf(row, position, before);
      if (fault) return { whole: false, chain: row.chain, position, fault };
      previous = { chain: row.chain, position, hash: row.hash };
      ends.set(row.chain, previous);
      events++;
      if (row.leaf) placed++;
    }
    if (rows.rows.length < page) break;
  }
  for (const [chain, head] of known) {
    const end = ends.get(chain) ?? { position: 0, hash: zero };
    if (Number(head.length) !== end.position || !head.head.equals(end.hash)) {
      return { whole: false, chain, position: end.position + 1, fault: "the end of the chain is missing" };
    }
  }
  for (const [chain, end] of ends) {
    if (!known.has(chain))
      return { whole: false, chain, position: end.position, fault: "the chain has no head" };
  }
  const fault = await treeFault(tx, placed);
  if (fault) return { whole: false, ...fault };
  return { whole: true, chains: ends.size, events };
}

function faultOf(row: Row, position: number, before: { position: number; hash: Buffer }): string | null {
  if (position !== before.position + 1) return "an event is missing before this one";
  if (!row.previous.equals(before.hash)) return "it does not follow from the event before it";
  const lines = [
    row.previous.toString("hex"),
    row.chain,
    row.position,
    row.at,
    row.kind,
    row.actor,
    row.data,
  ];
  const hash = createHash("sha256").update(lines.join("\n")).digest();
  if (!hash.equals(row.hash)) return "its content was changed";
  const moved = row.leaf && !leafHash(entryOf(row)).equals(row.leaf);
  return moved ? "its place in the log over all chains is of another content" : null;
}

import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/database.ts";
import { lastCheckpoint } from "./checkpoint.ts";
import { type EventRow, entryOf, eventColumns } from "./entry.ts";
import { inclusionPath } from "./nodes.ts";

/** What shows that one event is in the log: checked by anybody with the log's key (docs/audit.md). */
export type LogProof = {
  /** The exact text of the entry. */
  entry: string;
  index: number;
  size: number;
  /** Hashes from the leaf up, hex. */
  path: string[];
  /** The signed checkpoint of that size. */
  checkpoint: string;
};

type Placed = EventRow & { index: string };

/** Which events of a chain are asked for: by kind, by number, or by a hash that they hold (hex). */
export type Wanted = { kinds: readonly string[] } | { position: number } | { holds: string };

/**
 * Proofs for events of one chain against the newest checkpoint, in the order of the chain. `waiting`: how many of them it
 * does not count yet.
 */
export async function proveEvents(
  db: Queryable,
  chain: string,
  wanted: Wanted,
): Promise<{ proofs: LogProof[]; waiting: number }> {
  const checkpoint = await lastCheckpoint(db);
  const rows = await db.execute<Placed>(
    sql`select ${eventColumns}, l.index::text as index from audit_event e
          left join audit_leaf l on l.chain = e.chain and l.position = e.position
         where e.chain = ${chain} and ${condition(wanted)} order by e.position`,
  );
  const placed = rows.rows.filter((row) => row.index !== null && Number(row.index) < (checkpoint?.size ?? 0));
  const proofs: LogProof[] = [];
  if (!checkpoint) return { proofs, waiting: rows.rows.length };
  const { size, note } = checkpoint;
  for (const { index: place, ...row } of placed) {
    const index = Number(place);
    const path = (await inclusionPath(db, index, size)).map((hash) => hash.toString("hex"));
    proofs.push({ entry: entryOf(row), index, size, path, checkpoint: note });
  }
  return { proofs, waiting: rows.rows.length - proofs.length };
}

function condition(wanted: Wanted) {
  if ("kinds" in wanted) return sql`e.kind = any(${sql.param([...wanted.kinds])}::text[])`;
  if ("position" in wanted) return sql`e.position = ${wanted.position}`;
  return sql`${wanted.holds} in (select value from jsonb_each_text(e.data))`;
}

import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/database.ts";
import {
  consistencyProof,
  consistencyRanges,
  inclusionProof,
  inclusionRanges,
  type NodeOf,
  rootOf,
  type Subtree,
  subtreesOf,
  subtreesOfRanges,
} from "./tree.ts";

/** How many events have their place in the log. */
export async function sizeOfLog(db: Queryable): Promise<number> {
  const rows = await db.execute<{ size: string }>(
    sql`select coalesce(max(index) + 1, 0)::text as size from audit_leaf`,
  );
  return Number(rows.rows[0]?.size ?? 0);
}

/** A subtree of the log that should be there is not: somebody took it away. */
export class MissingSubtree extends Error {
  override name = "MissingSubtree";
}

/** Reads the hashes of some full subtrees. What it gives throws `MissingSubtree` for one that is not there. */
export async function readNodes(db: Queryable, wanted: readonly Subtree[]): Promise<NodeOf> {
  const found = new Map<string, Buffer>();
  const leaves = wanted.filter(({ level }) => level === 0).map(({ index }) => index);
  const above = wanted.filter(({ level }) => level > 0);
  if (leaves.length > 0) {
    const rows = await db.execute<{ index: string; leaf: Buffer }>(
      sql`select index::text as index, leaf from audit_leaf where index = any(${sql.param(leaves)}::bigint[])`,
    );
    for (const { index, leaf } of rows.rows) found.set(`0/${index}`, leaf);
  }
  if (above.length > 0) {
    const rows = await db.execute<{ level: number; index: string; hash: Buffer }>(
      sql`select n.level, n.index::text as index, n.hash
            from unnest(${sql.param(above.map(({ level }) => level))}::smallint[],
                        ${sql.param(above.map(({ index }) => index))}::bigint[]) as w (level, index)
            join audit_node n on n.level = w.level and n.index = w.index`,
    );
    for (const { level, index, hash } of rows.rows) found.set(`${level}/${index}`, hash);
  }
  return (level, index) => {
    const hash = found.get(`${level}/${index}`);
    if (!hash) throw new MissingSubtree(`the log has no subtree ${level}/${index}`);
    return hash;
  };
}

/** The root of the log's first `size` leaves, which must be there. */
export async function rootAt(db: Queryable, size: number): Promise<Buffer> {
  return rootOf(size, await readNodes(db, subtreesOf(0, size)));
}

/** The audit path of a leaf in the log of `size` (RFC 6962, 2.1.1), from the leaf up; `index` is below `size`. */
export async function inclusionPath(db: Queryable, index: number, size: number): Promise<Buffer[]> {
  return inclusionProof(index, size, await readNodes(db, subtreesOfRanges(inclusionRanges(index, size))));
}

/** What proves that the log of `size` begins with the log of `before` (RFC 6962, 2.1.2); nothing where that was empty. */
export async function consistencyPath(db: Queryable, before: number, size: number): Promise<Buffer[]> {
  if (before === 0) return [];
  const nodeOf = await readNodes(db, subtreesOfRanges(consistencyRanges(before, size)));
  return consistencyProof(before, size, nodeOf);
}

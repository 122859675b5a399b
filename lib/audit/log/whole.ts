import { sql } from "drizzle-orm";
import type { Transaction } from "#lib/db/database.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { MissingSubtree, rootAt } from "./nodes.ts";
import { emptyRoot, nodeHash } from "./tree.ts";

/** What is wrong with the tree, at which event. */
export type TreeFault = { chain: string; position: number; fault: string };

const page = 10_000;

type Leaf = { index: string; chain: string; position: string; leaf: Buffer };

/**
 * Computes the tree anew from its leaves and compares it with every checkpoint and with the subtrees that are kept. `placed`:
 * how many events were found to have a leaf that is theirs. Null where all of it is whole.
 */
export async function treeFault(tx: Transaction, placed: number): Promise<TreeFault | null> {
  const notes = await tx.execute<{ size: string; root: Buffer; note: string }>(
    sql`select size::text as size, root, note from audit_checkpoint order by audit_checkpoint.size`,
  );
  const checkpoints = notes.rows.map(({ size, ...one }) => ({ ...one, size: Number(size) }));
  const edge: { level: number; hash: Buffer }[] = [];
  let size = 0;
  let last: Leaf | undefined;
  const at = (fault: string, one = last): TreeFault => {
    return { chain: one?.chain ?? "house", position: Number(one?.position ?? 0), fault };
  };
  for (;;) {
    const { rows } = await tx.execute<Leaf>(
      sql`select index::text as index, chain, position::text as position, leaf from audit_leaf
            where index >= ${size} order by audit_leaf.index limit ${page}`,
    );
    for (const leaf of rows) {
      if (Number(leaf.index) !== size) return at("a place in the log before it is missing", leaf);
      last = leaf;
      size++;
      push(edge, leaf.leaf);
      while (checkpoints[0]?.size === size) {
        const fault = faultOf(checkpoints.shift(), edge, size);
        if (fault) return at(fault);
      }
    }
    if (rows.length < page) break;
  }
  if (checkpoints[0]) return at("the log was signed with more events after it, and they are gone");
  if (placed < size) return (await gone(tx)) ?? at("an event that has its place in the log is gone");
  const kept = await rootAt(tx, size).catch((error: unknown) => {
    if (error instanceof MissingSubtree) return null;
    throw error;
  });
  return kept?.equals(rootOver(edge)) ? null : at("the subtrees that are kept are not those of the events");
}

function push(edge: { level: number; hash: Buffer }[], leaf: Buffer): void {
  let newest = { level: 0, hash: leaf };
  for (let left = edge.at(-1); left?.level === newest.level; left = edge.at(-1)) {
    edge.pop();
    newest = { level: left.level + 1, hash: nodeHash(left.hash, newest.hash) };
  }
  edge.push(newest);
}

function rootOver(edge: readonly { hash: Buffer }[]): Buffer {
  const [last, ...before] = edge.map(({ hash }) => hash).reverse();
  return before.reduce((right, left) => nodeHash(left, right), last ?? emptyRoot);
}

function faultOf(
  checkpoint: { size: number; root: Buffer; note: string } | undefined,
  edge: readonly { hash: Buffer }[],
  size: number,
): string | null {
  const said = checkpoint && readCheckpoint(checkpoint.note);
  if (!said) return `the checkpoint over ${size} events is not signed by this house`;
  const root = rootOver(edge);
  const same = said.size === size && said.root.equals(root) && checkpoint.root.equals(root);
  return same ? null : `the events up to it are not those of the checkpoint over ${size} events`;
}

/** The first place whose event is not there. */
async function gone(tx: Transaction): Promise<TreeFault | null> {
  const { rows } = await tx.execute<{ chain: string; position: string }>(
    sql`select l.chain, l.position::text as position from audit_leaf l
          where not exists (select 1 from audit_event e where e.chain = l.chain and e.position = l.position)
          order by l.index limit 1`,
  );
  const [row] = rows;
  return row
    ? {
        chain: row.chain,
        position: Number(row.position),
        fault: "the event that has its place in the log is gone",
      }
    : null;
}

import { asc, eq, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchChunk, erasureBatchRoot } from "#drizzle/schema/batch.ts";
import { headOfChain } from "#lib/audit/chain.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import type { Lease } from "#lib/jobs/lease.ts";
import { currentMap } from "#lib/map/current.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { hashOfText, signText } from "#lib/vault/sign.ts";
import { hashOfChunk } from "../evidence.ts";
import { rememberBatch } from "../sweep/remember-batch.ts";
import { batchKey } from "./key.ts";
import { readLines, readPeople } from "./people-file.ts";
import type { PersonCounts } from "./prove.ts";
import { treeOf } from "./tree.ts";
import { type BatchRow, type BatchSystemRow, batchSystems, commitBatch, note, peopleAt } from "./work.ts";

/**
 * Writes a receipt for everybody of a batch whose systems are all proven, and signs the root of the tree over them: one
 * signature, and each receipt can be checked by itself. Then the batch is done.
 */
export async function writeReceipts(lease: Lease, batch: BatchRow): Promise<void> {
  const systems = await batchSystems(database(), batch.id);
  const leaves = await leavesOf(batch, systems);
  const { root } = treeOf(leaves.map((one) => one.leaf));
  const body = canonical(await rootBody(batch, systems, root));
  await commitBatch(lease, batch.id, async (tx, locked) => {
    if (locked.status !== "acting") return;
    await tx.execute(sql`
      insert into erasure_batch_receipt (batch_id, place, token, leaf)
      select ${batch.id}::uuid, ordinality - 1, decode(token, 'hex'), leaf
        from unnest(${sql.param(leaves.map((one) => one.token))}::text[], ${sql.param(leaves.map((one) => one.leaf))}::text[])
          with ordinality as t(token, leaf)`);
    await tx.insert(erasureBatchRoot).values({ batchId: batch.id, body, ...signText(body) });
    await tx
      .update(erasureBatch)
      // Without the secret its keyed hashes are final.
      .set({ status: "done", state: "settled", endedAt: sql`now()`, sealedSecret: null })
      .where(eq(erasureBatch.id, batch.id));
    await rememberBatch(tx, batch, systems);
    const hashes = { hash: root.toString("hex"), receipt: hashOfText(body) };
    await note(tx, batch, null, { step: "done", people: leaves.length, ...hashes });
  });
}

type Leaf = { token: string; leaf: string };

/** What was done of each person, in the order of their places. It names them by keyed tokens of what the list says. */
async function leavesOf(batch: BatchRow, systems: readonly BatchSystemRow[]): Promise<Leaf[]> {
  const key = batchKey(batch);
  const counts = new Map<number, Record<string, PersonCounts[1]>>();
  for (const { systemId, countsKey } of systems) {
    if (countsKey === null) throw new Error("a system is done without its counts");
    for await (const [place, acts] of readLines<PersonCounts>(key, countsKey)) {
      const own = counts.get(place) ?? {};
      own[systemId] = acts;
      counts.set(place, own);
    }
  }
  const leaves: Leaf[] = [];
  for await (const { place, tokens } of readPeople(key, peopleAt(batch.id))) {
    const leaf = canonical({ batch: batch.id, place, person: tokens, records: counts.get(place) ?? {} });
    leaves.push({ token: tokens[0] ?? "", leaf });
  }
  return leaves;
}

/** What is true of all receipts of a batch: what was approved, what was done in each system, how it was found after. */
async function rootBody(batch: BatchRow, systems: readonly BatchSystemRow[], root: Buffer) {
  const titles = new Map(currentMap().systems.map((one) => [one.id, one.title]));
  return {
    format: "habeas-batch-root/1",
    controller: currentMap().company.legal_name,
    batch: batch.id,
    number: batch.number,
    plan: batch.hash?.toString("hex") ?? "",
    approved: [batch.firstAt, batch.secondAt].map((at) => at?.toISOString() ?? ""),
    begun: batch.startedAt?.toISOString() ?? "",
    people: batch.people,
    ...(batch.kind === "list" ? {} : { kind: batch.kind, as_of: batch.asOf }),
    root: root.toString("hex"),
    systems: await Promise.all(
      systems.map(async (row) => ({
        system: row.systemId,
        title: titles.get(row.systemId) ?? row.systemId,
        outcome: row.outcome,
        records: {
          ...{
            planned: row.rows,
            left_to_others: row.released,
            changed: row.changed,
            gone_already: row.gone,
          },
        },
        kept: row.kept ?? [],
        recheck: {
          ...{ at: row.provenAt?.toISOString() ?? "", standing: row.standing, returned: row.returned },
          ...{ mentions: row.mentions ?? [], accepted: row.accepted ?? [] },
        },
        evidence: { chunks: row.chunks, head: (await batchEvidenceHead(database(), row.id)).toString("hex") },
      })),
    ),
  };
}

/** The last hash of a system's evidence, computed anew. Throws where an entry is missing or not as it was written. */
export async function batchEvidenceHead(tx: Queryable, systemRow: string): Promise<Buffer> {
  const chunks = tx.select().from(erasureBatchChunk).where(eq(erasureBatchChunk.systemRow, systemRow));
  return headOfChain(await chunks.orderBy(asc(erasureBatchChunk.number)), hashOfChunk);
}

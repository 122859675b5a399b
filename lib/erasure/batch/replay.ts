import { and, asc, eq, gt, gte } from "drizzle-orm";
import { erasureBatch, erasureBatchReplay, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { hashOfText, signText } from "#lib/vault/sign.ts";
import { actAgain, type LookedAgain, lookedAgain, type Replayed, whyNot } from "../act-again.ts";
import { sameSteps } from "../steps.ts";
import { theirRows, whoseIn } from "./deed.ts";
import { batchIsHeld } from "./held.ts";
import { batchKey } from "./key.ts";
import { lookAtBatch } from "./prove.ts";
import { systemOfBatch } from "./system.ts";
import { type BatchListing, note } from "./work.ts";

type Found = Omit<BatchListing, "key" | "keys">;

/**
 * Runs every batch again that was proven since an instant, as `replayErasures` does for one person's erasures, while its
 * list is kept. Only rows that were approved then and are theirs now are written to. For the operator only.
 */
export async function replayBatches(
  actor: Actor,
  { since, system }: { since: Date; system?: string },
): Promise<Replayed[]> {
  if (actor.kind !== "operator") throw new HabeasError("forbidden", "Only the operator runs erasures again.");
  const found = await database()
    .select({ row: erasureBatchSystem, batch: erasureBatch })
    .from(erasureBatchSystem)
    .innerJoin(erasureBatch, eq(erasureBatchSystem.batchId, erasureBatch.id))
    .where(
      and(
        gte(erasureBatchSystem.provenAt, since),
        gt(erasureBatchSystem.actRows, 0),
        ...(system === undefined ? [] : [eq(erasureBatchSystem.systemId, system)]),
      ),
    )
    .orderBy(asc(erasureBatchSystem.provenAt));
  const results: Replayed[] = [];
  for (const one of found) results.push(await replayOne(actor, one));
  return results;
}

async function replayOne(actor: Actor, found: Found): Promise<Replayed> {
  const { batch, row } = found;
  const said = { reference: `Batch ${batch.number}`, number: batch.number, system: row.systemId, changed: 0 };
  try {
    const listing: BatchListing = { ...found, key: batchKey(batch) };
    if (await batchIsHeld(database(), batch.id)) {
      const note = "A legal hold or a restriction forbids it for somebody of the list.";
      return { ...said, result: "held", note };
    }
    return { ...said, ...(await inSystem(actor, listing)) };
  } catch (error) {
    return { ...said, ...whyNot(error) };
  }
}

async function inSystem(actor: Actor, listing: BatchListing): Promise<LookedAgain["said"]> {
  const { batch, row } = listing;
  const { system, only } = systemOfBatch(batch, row.systemId);
  const session = await openSession(system, new AbortController().signal, { kind: "erase" });
  try {
    const eraser = session.eraser && only(session.eraser);
    if (!eraser) return { result: "trouble", changed: 0, note: "It cannot be erased by machine." };
    if (!sameSteps(row.steps, await eraser.steps()))
      return { result: "steps_changed", changed: 0, note: "The system or its map is another one by now." };
    await inTransaction((tx) => note(tx, batch, actor, { step: "replay_begun", system: row.systemId }));
    const changed = await actAgain(listing, eraser, {
      theirs: theirRows(listing, eraser, row.steps),
      whose: whoseIn(listing),
    });
    const looked = lookedAgain(changed, await lookAtBatch(listing, eraser, system));
    await keep(actor, listing, looked);
    return looked.said;
  } finally {
    await session.close();
  }
}

async function keep(actor: Actor, { batch, row }: BatchListing, { said, clean, text }: LookedAgain) {
  const body = text({
    ...{ format: "habeas-batch-replay/1", batch: batch.id, number: batch.number },
    ...{ plan: batch.hash?.toString("hex") ?? "", system: row.systemId },
  });
  const { changed } = said;
  await inTransaction(async (tx) => {
    await tx
      .insert(erasureBatchReplay)
      .values({ systemRow: row.id, by: actorName(actor), changed, clean, body, ...signText(body) });
    const event = { step: "replayed", system: row.systemId, code: said.result, changing: changed } as const;
    await note(tx, batch, actor, { ...event, receipt: hashOfText(body) });
  });
}

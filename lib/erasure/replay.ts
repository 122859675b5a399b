import { and, asc, eq, gt, gte, isNotNull, notExists, sql } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { erasure, erasureReplay, erasureSystem } from "#drizzle/schema/erasure.ts";
import { request } from "#drizzle/schema/request.ts";
import { erasureUndo } from "#drizzle/schema/undo.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { isRestricted } from "#lib/request/restricted.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { hashOfText, signText } from "#lib/vault/sign.ts";
import { actAgain, type LookedAgain, lookedAgain, type Replayed, whyNot } from "./act-again.ts";
import { isHeld } from "./holds.ts";
import { listed } from "./list-system.ts";
import { proofOf } from "./prove.ts";
import { sameSteps } from "./steps.ts";
import type { Listing } from "./work.ts";

type Found = Omit<Listing, "key"> & { request: RequestRow };

/**
 * Runs every erasure again that was proven since an instant: for systems that were restored from a backup of before.
 * Only rows that were approved then and are the person's now are written to; what else the backup brought back is
 * reported. Each run is looked up again and signed. Harmless to repeat. For the operator only.
 */
export async function replayErasures(
  actor: Actor,
  { since, system }: { since: Date; system?: string },
): Promise<Replayed[]> {
  if (actor.kind !== "operator") throw new HabeasError("forbidden", "Only the operator runs erasures again.");
  const found = await database()
    .select({ row: erasureSystem, erasure, request })
    .from(erasureSystem)
    .innerJoin(erasure, eq(erasureSystem.erasureId, erasure.id))
    .innerJoin(request, eq(erasureSystem.requestId, request.id))
    .where(
      and(
        gte(erasureSystem.provenAt, since),
        gt(erasureSystem.actRows, 0),
        // What was put back on purpose is not erased again behind everybody's back.
        notExists(
          database()
            .select({ one: sql`1` })
            .from(erasureUndo)
            .where(and(eq(erasureUndo.systemRow, erasureSystem.id), isNotNull(erasureUndo.askedBy))),
        ),
        ...(system === undefined ? [] : [eq(erasureSystem.systemId, system)]),
      ),
    )
    .orderBy(asc(erasureSystem.provenAt));
  const results: Replayed[] = [];
  for (const one of found) results.push(await replayOne(actor, one));
  return results;
}

async function replayOne(actor: Actor, found: Found): Promise<Replayed> {
  const { request: row, erasure: plan } = found;
  const said = { reference: row.reference, number: plan.number, system: found.row.systemId, changed: 0 };
  try {
    if ((await isHeld(database(), row)) || (await isRestricted(database(), row)))
      return { ...said, result: "held", note: "A legal hold or a restriction forbids it." };
    const listing: Listing = { ...found, key: await keyOf(database(), row.id) };
    const system = systemOf(currentMap(), found.row.systemId);
    const session = await openSession(system, new AbortController().signal, {
      taskId: found.row.taskId,
      kind: "erase",
    });
    try {
      if (!session.eraser) return { ...said, result: "trouble", note: "It cannot be erased by machine." };
      return { ...said, ...(await inSystem(actor, found, listing, session.eraser, system)) };
    } finally {
      await session.close();
    }
  } catch (error) {
    return { ...said, ...whyNot(error) };
  }
}

async function inSystem(
  actor: Actor,
  found: Found,
  listing: Listing,
  eraser: Eraser,
  system: System,
): Promise<Pick<Replayed, "result" | "changed" | "note">> {
  if (!sameSteps(listing.row.steps, await eraser.steps())) {
    return { result: "steps_changed", changed: 0, note: "The system or its map is another one by now." };
  }
  const { row, erasure: plan } = found;
  await inTransaction((tx) =>
    audit(tx, row.requestId, actor, {
      kind: "erasure_replay_begun",
      number: plan.number,
      system: row.systemId,
    }),
  );
  const keys = await confirmedKeys(database(), row.taskId, listing.key);
  const changed = await actAgain(listing, eraser, {
    theirs: listed(listing, eraser, row.steps),
    whose: async () => keys,
  });
  const looked = lookedAgain(changed, await proofOf(listing, eraser, system));
  await keepReplay(actor, found, looked);
  return looked.said;
}

async function keepReplay(
  actor: Actor,
  { row, erasure: plan }: Found,
  { said: { changed }, clean, text }: LookedAgain,
): Promise<void> {
  const body = text({
    ...{ format: "habeas-erasure-replay/1", erasure: plan.id, number: plan.number },
    ...{ plan: plan.hash?.toString("hex") ?? "", system: row.systemId },
  });
  await inTransaction(async (tx) => {
    await tx
      .insert(erasureReplay)
      .values({ systemRow: row.id, by: actorName(actor), changed, clean, body, ...signText(body) });
    await audit(tx, row.requestId, actor, {
      kind: "erasure_replayed",
      number: plan.number,
      system: row.systemId,
      changed,
      clean,
      receipt: hashOfText(body),
    });
  });
}

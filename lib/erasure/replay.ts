import { randomBytes } from "node:crypto";
import { and, asc, eq, gt, gte, isNotNull, notExists, sql } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
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
import type { RequestRow } from "#lib/request/sealed.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { signText } from "#lib/vault/sign.ts";
import { firstChunk, nextChunk } from "./chunk-size.ts";
import { rowsOfPlan } from "./compare.ts";
import { DigestSet } from "./digest-set.ts";
import { isHeld } from "./holds.ts";
import { listed } from "./list-system.ts";
import { type Proof, proofOf } from "./prove.ts";
import { eraserStep, namesOf, sameSteps, stepsByNumber, writes } from "./steps.ts";
import { digestOfRow } from "./targets.ts";
import { windowsOf } from "./windows.ts";
import type { Listing } from "./work.ts";

/** What became of one erasure in one system: run again, or why not. */
export type Replayed = {
  reference: string;
  number: number;
  system: string;
  result: "clean" | "left" | "held" | "destroyed" | "steps_changed" | "trouble";
  changed: number;
  note: string;
};

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
    if (await isHeld(database(), row)) return { ...said, result: "held", note: "A legal hold forbids it." };
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
    if (error instanceof HabeasError && error.code === "gone") {
      return { ...said, result: "destroyed", note: "Its list was destroyed on schedule." };
    }
    if (error instanceof ConnectorError || error instanceof HabeasError) {
      return { ...said, result: "trouble", note: error.message };
    }
    throw error;
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
  const changed = await actAgain(listing, eraser);
  const proof = await proofOf(listing, eraser, system);
  const clean = proof.standing === 0 && proof.returned === 0 && proof.unexplained.length === 0;
  await keepReplay(actor, found, { changed, clean, proof });
  const note = clean
    ? "Nothing is left."
    : `Not as planned: ${proof.standing}. Never approved: ${proof.returned}. Named in ${proof.unexplained.length} places.`;
  return { result: clean ? "clean" : "left", changed, note };
}

/** The rows of the act list that are the person's now, step by step. */
async function actAgain(listing: Listing, eraser: Eraser): Promise<number> {
  const { steps } = listing.row;
  const nameOf = namesOf(steps);
  const known = await rowsOfPlan(listing);
  const theirs = new DigestSet();
  for await (const target of listed(listing, eraser, steps)) {
    const digest = digestOfRow(nameOf(target), target);
    if (known.has(digest)) theirs.add(digest);
  }
  const byNumber = stepsByNumber(steps);
  // The first secret is forgotten, as it must be: a keyed hash becomes another one.
  const secret = randomBytes(32);
  const keys = await confirmedKeys(database(), listing.row.taskId, listing.key);
  let changed = 0;
  let size = firstChunk;
  for await (const { targets } of windowsOf(listing, 0, () => size)) {
    const began = performance.now();
    for (const [number, all] of Map.groupBy(targets, (target) => target.step)) {
      const step = byNumber.get(number);
      const near = all.filter((one) => one.unreached || theirs.has(digestOfRow(nameOf(one), one)));
      if (!step || !writes(step) || near.length === 0) continue;
      for (const [unreached, some] of Map.groupBy(near, (one) => one.unreached)) {
        const rows = some.map((target) => target.row);
        const whose = unreached ? undefined : keys;
        changed += (await eraser.act(eraserStep(step), rows, secret, undefined, whose)).changed;
      }
    }
    size = nextChunk(targets.length, performance.now() - began);
  }
  return changed;
}

async function keepReplay(
  actor: Actor,
  { row, erasure: plan }: Found,
  { changed, clean, proof }: { changed: number; clean: boolean; proof: Proof },
): Promise<void> {
  const { at, standing, returned, mentions } = proof;
  const body = canonical({
    format: "habeas-erasure-replay/1",
    erasure: plan.id,
    number: plan.number,
    plan: plan.hash?.toString("hex") ?? "",
    system: row.systemId,
    changed,
    clean,
    recheck: { at: at.toISOString(), standing, returned, mentions },
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
    });
  });
}

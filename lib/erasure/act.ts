import { setTimeout as wait } from "node:timers/promises";
import { desc, eq, sql } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { erasureChunk, erasureSystem, type PlannedStep } from "#drizzle/schema/erasure.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { lockRequest } from "#lib/request/move.ts";
import { firstChunk, nextChunk, restAfter } from "./chunk-size.ts";
import { compareWithPlan, type StillTheirs } from "./compare.ts";
import { hashOfChunk } from "./evidence.ts";
import { secretOf } from "./plan.ts";
import { stopBefore } from "./start.ts";
import { eraserStep, namesOf, type PlannedTarget, stepsByNumber, writes } from "./steps.ts";
import { digestOfRow } from "./targets.ts";
import { type Window, windowsOf } from "./windows.ts";
import {
  commitWork,
  lockErasure,
  type StopCode,
  type SystemWork,
  stopSystem,
  stopWhole,
  stopWords,
  untroubled,
} from "./work.ts";

/** How long a comparison with the live system is trusted while chunks are done. */
const trustedMs = 60_000;

/**
 * Does what was approved in one system, chunk by chunk: each is one transaction there, then its evidence and how far we
 * are in one transaction here. A chunk that is repeated after a crash is the same rows. True when all is done.
 */
export async function actOnSystem(work: SystemWork, eraser: Eraser): Promise<boolean> {
  let theirs = await compareWithPlan(work, eraser);
  if (theirs === null || work.row.actKey === null) return false;
  let comparedAt = performance.now();
  const hand = await handFor(work, eraser);
  let size = firstChunk;
  for await (const window of windowsOf(work, work.row.cursor, () => size)) {
    if (work.lease.signal.aborted) throw new LeaseLost();
    if (performance.now() - comparedAt > trustedMs) {
      theirs = await compareWithPlan(work, eraser);
      if (theirs === null) return false;
      comparedAt = performance.now();
    }
    const stop = await stopBefore(work);
    if (stop) return stopHere(work, stop);
    const ms = await doWindow(work, hand, window, theirs);
    if (ms === "stopped") return false;
    if (ms === null) continue;
    size = nextChunk(window.targets.length, ms);
    await wait(restAfter(ms));
  }
  await commitWork(work, (tx) => {
    const byHand = work.row.steps.some((step) => step.act === "by_hand" && step.rows > 0);
    return tx
      .update(erasureSystem)
      .set({
        cursor: work.row.actRows,
        ...(byHand ? { state: "parked", phase: "by_hand" } : { phase: "prove" }),
      })
      .where(eq(erasureSystem.id, work.row.id));
  });
  return !work.row.steps.some((step) => step.act === "by_hand" && step.rows > 0);
}

type Hand = {
  eraser: Eraser;
  steps: ReadonlyMap<number, PlannedStep>;
  nameOf: (target: PlannedTarget) => string;
  secret: Uint8Array;
  chain: { number: number; hash: Buffer };
};

async function handFor(work: SystemWork, eraser: Eraser): Promise<Hand> {
  const [last] = await database()
    .select()
    .from(erasureChunk)
    .where(eq(erasureChunk.systemRow, work.row.id))
    .orderBy(desc(erasureChunk.number))
    .limit(1);
  return {
    eraser,
    steps: stepsByNumber(work.row.steps),
    nameOf: namesOf(work.row.steps),
    secret: secretOf(work.key, work.erasure),
    chain: last ?? { number: 0, hash: Buffer.alloc(32) },
  };
}

/** Milliseconds that the system took, null where nothing had to be written there. */
async function doWindow(
  work: SystemWork,
  hand: Hand,
  window: Window,
  theirs: StillTheirs,
): Promise<number | null | "stopped"> {
  const done: { step: number; rows: number; changed: number; gone: number; ms: number }[] = [];
  for (const [number, targets] of Map.groupBy(window.targets, (target) => target.step)) {
    const step = hand.steps.get(number);
    if (!step || !writes(step)) continue;
    const near = targets.filter(
      (one) => theirs.rows === null || one.unreached || theirs.rows.has(digestOfRow(hand.nameOf(one), one)),
    );
    const found = new Set(near);
    const far = targets.filter((target) => !found.has(target));
    // Done by whoever died before the evidence was written; else it is not known any more whose they are.
    if (far.length > 0 && (await hand.eraser.standing(eraserStep(step), far.map(rowOf))) > 0) {
      await stopSystem(work, "out_of_reach");
      return "stopped";
    }
    const began = performance.now();
    const did =
      near.length === 0
        ? { changed: 0, gone: 0 }
        : await hand.eraser.act(eraserStep(step), near.map(rowOf), hand.secret);
    const ms = Math.ceil(performance.now() - began);
    done.push({ step: number, rows: targets.length, changed: did.changed, gone: did.gone + far.length, ms });
  }
  if (done.length === 0) return null;
  await writeEvidence(work, hand, window, done);
  return done.reduce((sum, one) => sum + one.ms, 0);
}

const rowOf = (target: PlannedTarget) => target.row;

async function writeEvidence(
  work: SystemWork,
  hand: Hand,
  window: Window,
  done: readonly { step: number; rows: number; changed: number; gone: number; ms: number }[],
): Promise<void> {
  let chain = hand.chain;
  const chunks = done.map((one) => {
    const chunk = { ...one, systemRow: work.row.id, number: chain.number + 1, firstRow: window.first };
    const row = { ...chunk, at: new Date().toISOString(), previous: chain.hash };
    const hash = hashOfChunk(row);
    chain = { number: chunk.number, hash };
    return { ...row, hash };
  });
  const changed = done.reduce((sum, one) => sum + one.changed, 0);
  const gone = done.reduce((sum, one) => sum + one.gone, 0);
  const cursor = window.first + window.targets.length;
  await inTransaction(async (tx) => {
    await stillOurs(tx, work.lease);
    await tx.insert(erasureChunk).values(chunks);
    await tx
      .update(erasureSystem)
      .set({
        ...untroubled,
        cursor,
        chunks: chain.number,
        changed: sql`${erasureSystem.changed} + ${changed}`,
        gone: sql`${erasureSystem.gone} + ${gone}`,
      })
      .where(eq(erasureSystem.id, work.row.id));
  });
  hand.chain = chain;
}

/** Staff stopped it, or a hold forbids it, between two chunks. */
async function stopHere(work: SystemWork, why: "stopped" | "held"): Promise<false> {
  await inTransaction(async (tx) => {
    await lockRequest(tx, work.row.requestId);
    const locked = await lockErasure(tx, work.row.erasureId);
    await stillOurs(tx, work.lease);
    if (why === "held" && locked.state === "acting") await stopWhole(tx, locked, work.actor, "held");
    const code = why === "held" ? why : ((locked.stoppedWhy ?? "stopped") as StopCode);
    await tx
      .update(erasureSystem)
      .set({ state: "parked", troubleCode: code, trouble: stopWords[code] })
      .where(eq(erasureSystem.id, work.row.id));
  });
  return false;
}

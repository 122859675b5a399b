import { setTimeout as wait } from "node:timers/promises";
import type { Eraser } from "#connectors/erase.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import { LeaseLost } from "#lib/jobs/lease.ts";
import { firstChunk, nextChunk, restAfter } from "./chunk-size.ts";
import { compareWithPlan, type StillTheirs } from "./compare.ts";
import type { Deed } from "./deed.ts";
import { hashOfChunk } from "./evidence.ts";
import { eraserStep, namesOf, type PlannedTarget, stepsByNumber, writes } from "./steps.ts";
import { digestOfRow } from "./targets.ts";
import { actKeeping } from "./undo/keep.ts";
import { type Window, windowsOf } from "./windows.ts";

/** How long a comparison with the live system is trusted while chunks are done. */
const trustedMs = 60_000;

/**
 * Does what was approved in one system, chunk by chunk: each is one transaction there, then its evidence and how far we
 * are in one transaction here. A chunk that is repeated after a crash is the same rows. True when all is done.
 */
export async function actOnSystem(deed: Deed, eraser: Eraser): Promise<boolean> {
  let theirs = await compareWithPlan(deed, eraser);
  if (theirs === null || deed.row.actKey === null) return false;
  let comparedAt = performance.now();
  const hand = await handFor(deed, eraser);
  let size = firstChunk;
  for await (const window of windowsOf(deed, deed.row.cursor, () => size)) {
    if (deed.lease.signal.aborted) throw new LeaseLost();
    if (performance.now() - comparedAt > trustedMs) {
      theirs = await compareWithPlan(deed, eraser);
      if (theirs === null) return false;
      comparedAt = performance.now();
    }
    const stop = await deed.stopBefore();
    if (stop) {
      await deed.halt(stop);
      return false;
    }
    const ms = await doWindow(deed, hand, window, theirs);
    if (ms === "stopped") return false;
    if (ms === null) continue;
    size = nextChunk(window.targets.length, ms);
    await wait(restAfter(ms));
  }
  const byHand = deed.row.steps.some((step) => step.act === "by_hand" && step.rows > 0);
  await deed.finish(byHand ? "by_hand" : "prove");
  return !byHand;
}

type Hand = {
  eraser: Eraser;
  steps: ReadonlyMap<number, PlannedStep>;
  nameOf: (target: PlannedTarget) => string;
  secret: Uint8Array;
  chain: { number: number; hash: Buffer };
};

async function handFor(deed: Deed, eraser: Eraser): Promise<Hand> {
  return {
    eraser,
    steps: stepsByNumber(deed.row.steps),
    nameOf: namesOf(deed.row.steps),
    secret: deed.secret(),
    chain: (await deed.lastChunk()) ?? { number: 0, hash: Buffer.alloc(32) },
  };
}

/** Milliseconds that the system took, null where nothing had to be written there. */
async function doWindow(
  deed: Deed,
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
      await deed.stop("out_of_reach");
      return "stopped";
    }
    const began = performance.now();
    const did =
      near.length === 0
        ? { changed: 0, gone: 0 }
        : await actKeeping(hand.eraser, deed.keep, eraserStep(step), near.map(rowOf), hand.secret);
    const ms = Math.ceil(performance.now() - began);
    done.push({ step: number, rows: targets.length, changed: did.changed, gone: did.gone + far.length, ms });
  }
  if (done.length === 0) return null;
  await writeEvidence(deed, hand, window, done);
  return done.reduce((sum, one) => sum + one.ms, 0);
}

const rowOf = (target: PlannedTarget) => target.row;

async function writeEvidence(
  deed: Deed,
  hand: Hand,
  window: Window,
  done: readonly { step: number; rows: number; changed: number; gone: number; ms: number }[],
): Promise<void> {
  let chain = hand.chain;
  const chunks = done.map((one) => {
    const chunk = { ...one, systemRow: deed.row.id, number: chain.number + 1, firstRow: window.first };
    const row = { ...chunk, at: new Date().toISOString(), previous: chain.hash };
    const hash = hashOfChunk(row);
    chain = { number: chunk.number, hash };
    return { ...row, hash };
  });
  await deed.writeEvidence(chunks, window.first + window.targets.length);
  hand.chain = chain;
}

import { setTimeout as wait } from "node:timers/promises";
import type { Eraser } from "#connectors/erase.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import { LeaseLost } from "#lib/jobs/lease.ts";
import { firstChunk, nextChunk, restAfter } from "./chunk-size.ts";
import { compareWithPlan, type StillTheirs } from "./compare.ts";
import type { ActList, Deed } from "./deed.ts";
import { hashOfChunk } from "./evidence.ts";
import { eraserStep, namesOf, type PlannedTarget, stepsByNumber, writes } from "./steps.ts";
import { digestOfRow, digestOfTarget, readTargets, writeTargets } from "./targets.ts";
import { actKeeping } from "./undo/keep.ts";
import { type Window, windowsOf } from "./windows.ts";

/** How long a comparison with the live system is trusted while chunks are done. */
const trustedMs = 60_000;

/**
 * Does what was approved in one system, chunk by chunk: each is one transaction there, then its evidence and how far we
 * are in one transaction here. A chunk that is repeated after a crash is the same rows. True when all is done.
 */
export async function actOnSystem(deed: Deed, eraser: Eraser): Promise<boolean> {
  const theirs = await compareWithPlan(deed, eraser);
  if (theirs === null || deed.row.actKey === null) return false;
  const hand = await handFor(deed, eraser);
  const pace: Pace = { theirs, comparedAt: performance.now(), size: firstChunk };
  let from: number | null = deed.row.cursor;
  while (from !== null) {
    const end = await actFrom(deed, hand, pace, from);
    if (end === "stopped") return false;
    from = end;
  }
  const byHand = deed.row.steps.some((step) => step.act === "by_hand" && step.rows > 0);
  await deed.finish(byHand ? "by_hand" : "prove");
  return !byHand;
}

type Pace = { theirs: StillTheirs; comparedAt: number; size: number };

/** The act list from a row on: null when all is done; the row from which to go on where the list became another one. */
async function actFrom(deed: Deed, hand: Hand, pace: Pace, from: number): Promise<number | null | "stopped"> {
  for await (const window of windowsOf(deed, from, () => pace.size)) {
    if (deed.lease.signal.aborted) throw new LeaseLost();
    if (performance.now() - pace.comparedAt > trustedMs) {
      const theirs = await compareWithPlan(deed, hand.eraser);
      if (theirs === null) return "stopped";
      Object.assign(pace, { theirs, comparedAt: performance.now() });
    }
    const stop = await deed.stopBefore();
    if (stop) {
      await deed.halt(stop);
      return "stopped";
    }
    const did = await doWindow(deed, hand, window, pace.theirs);
    if (did === "stopped") return did;
    if (did === null) continue;
    pace.size = nextChunk(window.targets.length, did.ms);
    await wait(restAfter(did.ms));
    if (did.goOn !== null) return did.goOn;
  }
  return null;
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

type Done = { step: number; rows: number; changed: number; gone: number; ms: number };

/**
 * One window: how long the system took, and where to go on if some of its rows turned out to be another person's and
 * were taken off the list. Null where nothing had to be written there.
 */
async function doWindow(
  deed: Deed,
  hand: Hand,
  window: Window,
  theirs: StillTheirs,
): Promise<{ ms: number; goOn: number | null } | null | "stopped"> {
  const done: Done[] = [];
  const released: PlannedTarget[] = [];
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
    const did = await actOnRows(deed, hand, step, near);
    const ms = Math.ceil(performance.now() - began);
    released.push(...did.released);
    const rows = targets.length - did.released.length;
    if (rows > 0) done.push({ step: number, rows, changed: did.changed, gone: did.gone + far.length, ms });
  }
  if (done.length === 0 && released.length === 0) return null;
  const goOn = await writeEvidence(deed, hand, window, done, released);
  return { ms: done.reduce((sum, one) => sum + one.ms, 0), goOn };
}

const rowOf = (target: PlannedTarget) => target.row;

/** Rows that nothing leads to any more are as they were kept; all others must still be the person's. */
async function actOnRows(deed: Deed, hand: Hand, step: PlannedStep, near: readonly PlannedTarget[]) {
  const sum = { changed: 0, gone: 0, released: [] as PlannedTarget[] };
  for (const [unreached, targets] of Map.groupBy(near, (target) => target.unreached)) {
    const whose = unreached ? undefined : await deed.whose?.(targets);
    const rows = targets.map(rowOf);
    const did = await actKeeping(hand.eraser, deed.keep, whose, eraserStep(step), rows, hand.secret);
    sum.changed += did.changed;
    sum.gone += did.gone;
    sum.released.push(...(did.released ?? []).flatMap((no) => targets.slice(no, no + 1)));
  }
  return sum;
}

/** Returns where to go on in the new act list, where rows were taken off it. */
async function writeEvidence(
  deed: Deed,
  hand: Hand,
  window: Window,
  done: readonly Done[],
  released: readonly PlannedTarget[],
): Promise<number | null> {
  let chain = hand.chain;
  const chunks = done.map((one) => {
    const chunk = { ...one, systemRow: deed.row.id, number: chain.number + 1, firstRow: window.first };
    const row = { ...chunk, at: new Date().toISOString(), previous: chain.hash };
    const hash = hashOfChunk(row);
    chain = { number: chunk.number, hash };
    return { ...row, hash };
  });
  const list = released.length === 0 ? undefined : await listWithout(deed, window, released);
  const cursor = window.first + window.targets.length - released.length;
  await deed.writeEvidence(chunks, cursor, list);
  hand.chain = chain;
  return list ? cursor : null;
}

/** The act list without rows of a window that are another person's: they are counted as left to others. */
async function listWithout(deed: Deed, window: Window, released: readonly PlannedTarget[]): Promise<ActList> {
  const off = new Set(released.map((one) => digestOfTarget(one).toString("hex")));
  const actKey = `${deed.actAt}-${window.first}-${deed.row.actRows}`;
  async function* kept(): AsyncGenerator<PlannedTarget[]> {
    for await (const some of readTargets(deed.key, deed.row.actKey ?? ""))
      yield some.filter((target) => !off.has(digestOfTarget(target).toString("hex")));
  }
  const { rows } = await writeTargets(deed.key, actKey, kept());
  return { actKey, actRows: rows, released: deed.row.released + deed.row.actRows - rows };
}

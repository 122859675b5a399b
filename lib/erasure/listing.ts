import type { Eraser } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import { writeSpool } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import type { PreviewSample } from "./samples.ts";
import { eraserStep, type PlannedTarget, type PlannedTargets, writes } from "./steps.ts";
import { writeTargets } from "./targets.ts";

/** Rows of each step that people are shown. */
const shown = 3;

/** What a system's plan lists: its steps with their rows, and where the list lies. */
export type WrittenListing = { steps: PlannedStep[]; rows: number; storageKey: string; sha256: Buffer };

/** Writes a list and samples of its rows to the spool, sealed, below `base`. Changes nothing in the system. */
export async function writeListing(
  key: DataKey,
  base: string,
  eraser: Eraser,
  steps: readonly PlannedStep[],
  targets: PlannedTargets,
): Promise<WrittenListing> {
  const first = new Map<number, PlannedTarget[]>();
  const storageKey = `${base}/1`;
  const stored = await writeTargets(key, storageKey, noting(targets, first));
  // A way of belonging without rows is part of the plan all the same: it says that none was found.
  const counted = steps.map((step) => ({ ...step, ...stored.byStep.get(step.no) }));
  const samples = await samplesOf(eraser, counted, first);
  await writeSpool(key, samplesBeside(storageKey), bytesOf(JSON.stringify(samples)));
  return { steps: counted, rows: stored.rows, storageKey, sha256: stored.sha256 };
}

/** Where the samples lie that were read with a list. */
export const samplesBeside = (listedAt: string) => listedAt.replace(/1$/, "2");

async function* noting(
  targets: PlannedTargets,
  first: Map<number, PlannedTarget[]>,
): AsyncGenerator<readonly PlannedTarget[]> {
  for await (const some of targets) {
    for (const target of some) {
      const seen = first.get(target.step) ?? [];
      if (seen.length < shown) first.set(target.step, [...seen, target]);
    }
    yield some;
  }
}

async function samplesOf(
  eraser: Eraser,
  steps: readonly PlannedStep[],
  first: ReadonlyMap<number, readonly PlannedTarget[]>,
): Promise<PreviewSample[]> {
  const samples: PreviewSample[] = [];
  for (const step of steps) {
    const targets = first.get(step.no);
    if (!targets) continue;
    const read = await samplesIn(eraser, step, targets);
    // A row that stays as it is has no other look afterwards.
    const kept = step.act === "by_hand" || (step.act === "keep" && !writes(step));
    samples.push({ step: step.no, samples: read.map((one) => (kept ? { ...one, after: one.before } : one)) });
  }
  return samples;
}

/** What is left to people may lie where no record can be read by itself: then there is nothing to show. */
async function samplesIn(eraser: Eraser, step: PlannedStep, targets: readonly PlannedTarget[]) {
  const rows = targets.map((target) => target.row);
  try {
    return await eraser.samples(eraserStep(step), rows);
  } catch (error) {
    const unreadable = error instanceof ConnectorError && error.code === "misconfigured";
    if (step.act === "by_hand" && unreadable) return [];
    throw error;
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

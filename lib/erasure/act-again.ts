import { randomBytes } from "node:crypto";
import type { FoundKey } from "#connectors/contract.ts";
import type { Eraser } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { firstChunk, nextChunk } from "./chunk-size.ts";
import { rowsOfPlan } from "./compare.ts";
import type { DeedRow } from "./deed.ts";
import { DigestSet } from "./digest-set.ts";
import type { Proof } from "./prove.ts";
import {
  eraserStep,
  namesOf,
  type PlannedTarget,
  type PlannedTargets,
  stepsByNumber,
  writes,
} from "./steps.ts";
import { digestOfRow } from "./targets.ts";
import { windowsOf } from "./windows.ts";
import type { Listing } from "./work.ts";

/** What became of one erasure in one system: run again, or why not. */
export type Replayed = {
  /** Of the request; of a batch its name. */
  reference: string;
  number: number;
  system: string;
  result: "clean" | "left" | "held" | "destroyed" | "steps_changed" | "trouble";
  changed: number;
  note: string;
};

/** A list that was acted on and proven. */
type Acted = Pick<Listing, "key"> & { row: Pick<DeedRow, "steps" | "storageKey" | "sha256" | "actKey"> };

/** The rows of an act list that are theirs now, step by step. Returns how many changed. */
export async function actAgain(
  list: Acted,
  eraser: Eraser,
  now: {
    theirs: PlannedTargets;
    whose(targets: readonly PlannedTarget[]): Promise<readonly FoundKey[]>;
  },
): Promise<number> {
  const { steps } = list.row;
  const nameOf = namesOf(steps);
  const known = await rowsOfPlan(list);
  const theirs = new DigestSet();
  for await (const some of now.theirs) {
    for (const target of some) {
      const digest = digestOfRow(nameOf(target), target);
      if (known.has(digest)) theirs.add(digest);
    }
  }
  const byNumber = stepsByNumber(steps);
  // The first secret is forgotten, as it must be: a keyed hash becomes another one.
  const secret = randomBytes(32);
  let changed = 0;
  let size = firstChunk;
  for await (const { targets } of windowsOf(list, 0, () => size)) {
    const began = performance.now();
    for (const [number, all] of Map.groupBy(targets, (target) => target.step)) {
      const step = byNumber.get(number);
      const near = all.filter((one) => one.unreached || theirs.has(digestOfRow(nameOf(one), one)));
      if (!step || !writes(step) || near.length === 0) continue;
      for (const [unreached, some] of Map.groupBy(near, (one) => one.unreached)) {
        const rows = some.map((target) => target.row);
        const whose = unreached ? undefined : await now.whose(some);
        changed += (await eraser.act(eraserStep(step), rows, secret, undefined, whose)).changed;
      }
    }
    size = nextChunk(targets.length, performance.now() - began);
  }
  return changed;
}

/** What was found after it was run again, with the text that is signed about it. */
export type LookedAgain = {
  said: Pick<Replayed, "result" | "changed" | "note">;
  clean: boolean;
  text(head: Record<string, string | number>): string;
};

export function lookedAgain(changed: number, proof: Proof): LookedAgain {
  const { at, standing, returned, mentions, unexplained } = proof;
  const clean = standing === 0 && returned === 0 && unexplained.length === 0;
  const note = clean
    ? "Nothing is left."
    : `Not as planned: ${standing}. Never approved: ${returned}. Named in ${unexplained.length} places.`;
  const recheck = { at: at.toISOString(), standing, returned, mentions };
  return {
    said: { result: clean ? "clean" : "left", changed, note },
    clean,
    text: (head) => canonical({ ...head, changed, clean, recheck }),
  };
}

/** What is said of one that could not be run again. What is our own fault is thrown on. */
export function whyNot(error: unknown): Pick<Replayed, "result" | "note"> {
  if (error instanceof HabeasError && error.code === "gone")
    return { result: "destroyed", note: "Its list was destroyed on schedule." };
  if (error instanceof ConnectorError || error instanceof HabeasError)
    return { result: "trouble", note: error.message };
  throw error;
}

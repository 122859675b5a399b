import { desc, eq } from "drizzle-orm";
import type { ErasureAct, ErasureSample, Mention } from "#connectors/erase.ts";
import { erasureBatch, type Outlived, type SetAside } from "#drizzle/schema/batch.ts";
import type { ErasureTotals } from "#drizzle/schema/erasure.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { seesEverything } from "#lib/request/access.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { samplesBeside } from "../listing.ts";
import { readSamples } from "../samples.ts";
import { placesHash } from "../stop.ts";
import { batchKey } from "./key.ts";
import { reasonOf } from "./plan.ts";
import { type BatchRow, type BatchSystemRow, batchSystems, mustMayBatch, note } from "./work.ts";

export type BatchStep = {
  collection: string;
  label: string;
  act: ErasureAct;
  rows: number;
  ground: string | null;
  why: string | null;
  lastUntil: string | null;
  samples: ErasureSample[];
};

export type BatchSystemView = {
  id: string;
  systemId: string;
  title: string;
  phase: string;
  state: string;
  steps: BatchStep[];
  rows: number;
  done: number;
  changed: number;
  gone: number;
  chunks: number;
  outcome: string | null;
  provenAt: Date | null;
  troubleCode: string | null;
  trouble: string | null;
  mentions: Mention[] | null;
  /** Stands for exactly these places: a form that explains them sends it along. */
  placesSeen: string;
  standing: number | null;
  returned: number | null;
};

export type BatchSummary = {
  id: string;
  number: number;
  kind: string;
  status: string;
  madeBy: string;
  madeAt: Date;
  lines: number;
  people: number;
  setAside: SetAside | null;
  /** What a retention run found, before anybody was left out. */
  outlived: Outlived[] | null;
  totals: ErasureTotals | null;
  endedAt: Date | null;
};

export type BatchView = BatchSummary & {
  /** Why these people are erased; null once it was destroyed. */
  reason: string | null;
  asOf: string;
  hash: string | null;
  typedNumber: number | null;
  approvals: { by: string; at: Date }[];
  waitUntil: Date | null;
  startedAt: Date | null;
  stoppedWhy: string | null;
  trouble: string | null;
  systems: BatchSystemView[];
};

const shown = 100;

/** The newest batches, newest first; none for whoever sees some brands or places only. */
export async function readBatches(actor: Actor): Promise<BatchSummary[]> {
  if (!seesEverything(actor)) return [];
  mustMayBatch(actor, "see_requests");
  const rows = await database().select().from(erasureBatch).orderBy(desc(erasureBatch.number)).limit(shown);
  return rows.map(summaryOf);
}

/** One batch whole. With samples before and after for staff who may see what was found, and their looking is recorded. */
export async function readBatch(
  actor: Actor,
  number: number,
  show: { samples: boolean } = { samples: true },
): Promise<BatchView | null> {
  mustMayBatch(actor, show.samples ? "see_findings" : "see_requests");
  if (!Number.isInteger(number) || number < 1 || number > 2 ** 31 - 1) return null;
  return inTransaction(async (tx) => {
    const [row] = await tx.select().from(erasureBatch).where(eq(erasureBatch.number, number));
    if (!row) return null;
    const key = row.wrappedKey === null ? null : batchKey(row);
    const systems = await batchSystems(tx, row.id);
    const views = await Promise.all(systems.map((one) => systemView(one, show.samples ? key : null)));
    if (show.samples) await note(tx, row, actor, { step: "viewed" });
    return { ...summaryOf(row), ...planView(row, key), systems: views };
  });
}

/** What of a batch stands in a list. */
export const summaryOf = (row: BatchRow): BatchSummary => {
  const { id, number, kind, status, madeBy, madeAt, lines, people, setAside, outlived, totals, endedAt } =
    row;
  return { id, number, kind, status, madeBy, madeAt, lines, people, setAside, outlived, totals, endedAt };
};

function planView(row: BatchRow, key: DataKey | null): Omit<BatchView, keyof BatchSummary | "systems"> {
  const { asOf, typedNumber, waitUntil, startedAt, stoppedWhy, trouble } = row;
  const given = [
    { by: row.firstBy, at: row.firstAt },
    { by: row.secondBy, at: row.secondAt },
  ];
  return {
    ...{ asOf, typedNumber, waitUntil, startedAt, stoppedWhy, trouble },
    reason: key === null ? null : reasonOf(key, row),
    hash: row.hash?.toString("hex") ?? null,
    approvals: given.flatMap(({ by, at }) => (by !== null && at !== null ? [{ by, at }] : [])),
  };
}

async function systemView(row: BatchSystemRow, key: DataKey | null): Promise<BatchSystemView> {
  const system = currentMap().systems.find((one) => one.id === row.systemId);
  const labels = new Map(system?.collections.map((one) => [one.name, one.label]));
  const read =
    key === null || row.storageKey === null ? [] : await readSamples(key, samplesBeside(row.storageKey));
  const samples = new Map(read.map((one) => [one.step, one.samples]));
  const { id, systemId, phase, state, rows, cursor: done, changed, gone, chunks, outcome, provenAt } = row;
  const { troubleCode, trouble, mentions, standing, returned } = row;
  return {
    ...{ id, systemId, phase, state, rows, done, changed, gone, chunks, outcome, provenAt },
    ...{ troubleCode, trouble, mentions, standing, returned },
    title: system?.title ?? systemId,
    placesSeen: placesHash(mentions ?? []),
    steps: row.steps
      .filter((step) => step.rows > 0)
      .map(({ no, collection, act, rows, rule, why, lastUntil }) => ({
        ...{ collection, act, rows, why, lastUntil },
        label: labels.get(collection) ?? collection,
        ground: rule.act === "keep" ? rule.ground : null,
        samples: samples.get(no) ?? [],
      })),
  };
}

import type { Eraser, Mention } from "#connectors/erase.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import type { System } from "#lib/map/schema.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { listedAgain, rowsAgain, unexplainedIn } from "../look-again.ts";
import { internalKinds, type Proof, shortest } from "../prove.ts";
import type { PlannedTarget } from "../steps.ts";
import { rootsAbove } from "./colliding.ts";
import { theirRows } from "./deed.ts";
import { readPeople, writeLines } from "./people-file.ts";
import { type BatchListing, type BatchWork, peopleAt, systemSpool } from "./work.ts";

/** Rows of one person in one system, by what became of them. */
export type PersonCounts = [place: number, counts: Partial<Record<PlannedStep["act"], number>>];

/** What the re-query of a system found, and where the counts by person lie. */
export type BatchProof = Proof & { countsKey: string };

/** Looks everybody of a batch up again, and counts what became of whose rows. */
export async function proofOfBatch(work: BatchWork, eraser: Eraser, system: System): Promise<BatchProof> {
  const { key, row, batch } = work;
  const placeOf = await placesIn(key, batch.id, system);
  const counts = new Map<number, PersonCounts[1]>();
  const proof = await lookAtBatch(work, eraser, system, (step, target) => {
    const place = placeOf(step, target);
    const own = counts.get(place) ?? {};
    own[step.act] = (own[step.act] ?? 0) + 1;
    counts.set(place, own);
  });
  const countsKey = `${systemSpool(row)}/${work.lease.fence}/4`;
  await writeLines(key, countsKey, counts);
  return { ...proof, countsKey };
}

/** The same without counting: row by row, by their keys, and by what they are called. Thousands at a time. */
export async function lookAtBatch(
  work: BatchListing,
  eraser: Eraser,
  system: System,
  each?: (step: PlannedStep, target: PlannedTarget) => void,
): Promise<Proof> {
  const { key, row, batch } = work;
  const { standing, kept, acted, stays } = await rowsAgain(work, eraser, each);
  const returned = await listedAgain(work, theirRows(work, eraser, row.steps));
  // Of a retention run the people stay: where they are named is as it should be.
  const stay = batch.kind === "retention";
  const names = stay ? { direct: [], ours: [] } : await namesOfPeople(key, batch.id);
  const asked = (values: string[]): Promise<Mention[]> =>
    values.length === 0 || !eraser.wholes ? Promise.resolve([]) : eraser.wholes(values);
  const [direct, ours] = [await asked(names.direct), await asked(names.ours)];
  const accepted = row.accepted ?? [];
  const unexplained = [
    ...unexplainedIn(direct, system, stays.whole, accepted),
    ...unexplainedIn(ours, system, stays.changed, accepted),
  ];
  const mentions = [...direct, ...ours];
  return { at: new Date(), standing, returned, mentions, unexplained, kept, acted };
}

/** Whose a listed row is. Throws where the batch has nobody of such a key: then the list is not of these people. */
async function placesIn(key: DataKey, batchId: string, { id, collections }: System) {
  const places = new Map<string, number>();
  for await (const { place, keys } of readPeople(key, peopleAt(batchId))) {
    for (const [system, collection, text] of keys)
      if (system === id) places.set(`${collection}\u0000${text}`, place);
  }
  const rootsOf = new Map<number, readonly string[]>();
  return (step: PlannedStep, { via }: PlannedTarget): number => {
    let roots = rootsOf.get(step.no);
    if (!roots) {
      const above = step.by === null ? new Set([step.collection]) : rootsAbove(collections, step.by.to);
      roots = [...above];
      rootsOf.set(step.no, roots);
    }
    for (const root of roots) {
      const place = places.get(`${root}\u0000${via}`);
      if (place !== undefined) return place;
    }
    throw new Error("a row of a batch is nobody's");
  };
}

/** What everybody is called: what anybody could know them by, and the numbers that the company's systems gave them. */
async function namesOfPeople(key: DataKey, batchId: string): Promise<{ direct: string[]; ours: string[] }> {
  const internal = internalKinds();
  const [direct, ours] = [new Set<string>(), new Set<string>()];
  for await (const { identifiers } of readPeople(key, peopleAt(batchId))) {
    for (const [kind, value] of identifiers)
      if (value.length >= shortest) (internal.has(kind) ? ours : direct).add(value);
  }
  return { direct: [...direct], ours: [...ours] };
}

import type { Eraser, Mention } from "#connectors/erase.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import { database } from "#lib/db/database.ts";
import { walkable } from "#lib/fanout/advance.ts";
import { openIdentifier } from "#lib/fanout/known.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { rowsOfPlan } from "./compare.ts";
import { listed } from "./list-system.ts";
import { eraserStep, namesOf, type PlannedTarget, placeOf, stepsByNumber, writes } from "./steps.ts";
import { digestOfRow, readTargets } from "./targets.ts";
import type { Listing } from "./work.ts";

const atOnce = 5_000;
/** Shorter values stand in too many places that have nothing to do with the person. */
const shortest = 5;

/** Rows of one collection that stay on one ground until one day. */
export type Kept = { collection: string; ground: string; until: string | null; rows: number };

/** What the re-query found, by code that shares nothing with what planned and did it. */
export type Proof = {
  at: Date;
  /** Rows that are not as the plan leaves them. */
  standing: number;
  /** Rows of the person that the plan does not leave, or never knew. */
  returned: number;
  /** Where the person's identifiers still stand. */
  mentions: Mention[];
  /** Those of them that neither the plan nor staff explain. */
  unexplained: Mention[];
  kept: Kept[];
  /** Rows of the act list, by the act of their step. */
  acted: Record<PlannedStep["act"], number>;
};

/** Looks everything up again after the last write: row by row, by the person's keys, and by what they are called. */
export async function proofOf(work: Listing, eraser: Eraser, system: System): Promise<Proof> {
  const { standing, kept, acted, stays } = await rowsAgain(work, eraser);
  const returned = await listedAgain(work, eraser);
  const names = await namesOfPerson(work);
  const asked = (values: string[]) => (values.length === 0 ? [] : eraser.mentions(values));
  const direct = await asked(names.direct);
  const ours = await asked(names.ours);
  const accepted = work.row.accepted ?? [];
  // A number of ours may stay in a row that stays: people saw it in the preview. A name or an address may not.
  const unexplained = [
    ...direct.filter((one) => one.rows > allowedIn(one, system, stays.whole)),
    ...ours.filter((one) => one.rows > allowedIn(one, system, stays.changed)),
  ].filter((one) => !isAccepted(one, accepted));
  const mentions = [...direct, ...ours];
  return { at: new Date(), standing, returned, mentions, unexplained, kept, acted };
}

async function rowsAgain(work: Listing, eraser: Eraser) {
  const steps = stepsByNumber(work.row.steps);
  const kept = new Map<string, Kept>();
  const stays = { whole: new Map<string, number>(), changed: new Map<string, number>() };
  const acted = { delete: 0, anonymise: 0, unlink: 0, keep: 0, by_hand: 0 };
  let standing = 0;
  for await (const batch of batches(readTargets(work.key, work.row.actKey ?? ""))) {
    const step = steps.get(batch[0]?.step ?? -1);
    if (!step) throw new Error("a target of no step");
    acted[step.act] += batch.length;
    const add = (to: Map<string, number>) =>
      to.set(step.collection, (to.get(step.collection) ?? 0) + batch.length);
    // What people did by hand is judged by what is left, like all else.
    if (step.act === "keep") add(stays.whole);
    if (step.act !== "delete" && step.act !== "by_hand") add(stays.changed);
    for (const target of batch) noteKept(kept, step, target);
    if (writes(step)) {
      standing += await eraser.standing(
        eraserStep(step),
        batch.map((target) => target.row),
      );
    }
  }
  return { standing, kept: [...kept.values()], acted, stays };
}

function noteKept(kept: Map<string, Kept>, step: PlannedStep, { until }: PlannedTarget): void {
  if (step.act !== "keep" || step.rule.act !== "keep") return;
  const { collection } = step;
  const { ground } = step.rule;
  const name = JSON.stringify([collection, ground, until]);
  const group = kept.get(name) ?? { collection, ground, until, rows: 0 };
  group.rows++;
  kept.set(name, group);
}

/** Rows of one step at a time; steps whose rows stand mixed in the list are kept apart. */
async function* batches(targets: AsyncIterable<PlannedTarget>): AsyncGenerator<PlannedTarget[]> {
  const held = new Map<number, PlannedTarget[]>();
  let place = -1;
  for await (const target of targets) {
    if (placeOf(target.step) !== place) {
      yield* held.values();
      held.clear();
      place = placeOf(target.step);
    }
    const batch = held.get(target.step) ?? [];
    batch.push(target);
    held.set(target.step, batch);
    if (batch.length < atOnce) continue;
    held.delete(target.step);
    yield batch;
  }
  yield* held.values();
}

/** Rows that are the person's although they should be gone, or that came after the plan. */
async function listedAgain(work: Listing, eraser: Eraser): Promise<number> {
  const steps = stepsByNumber(work.row.steps);
  const mayStay = ({ step }: PlannedTarget) => steps.get(step)?.act !== "delete";
  const known = await rowsOfPlan(work, mayStay);
  const nameOf = namesOf(work.row.steps);
  let returned = 0;
  for await (const target of listed(work, eraser, work.row.steps)) {
    if (!mayStay(target) || !known.has(digestOfRow(nameOf(target), target))) returned++;
  }
  return returned;
}

/**
 * What the person is known by, as far as it leads to nobody else: what anybody could know them by, and the numbers that
 * the company's own systems gave them.
 */
async function namesOfPerson({ row, key }: Listing): Promise<{ direct: string[]; ours: string[] }> {
  const rows = await walkable(database(), row.requestId);
  const known = rows.map((one) => openIdentifier(key, one)).filter((one) => one.value.length >= shortest);
  const internal = internalKinds();
  const valuesOf = (ours: boolean) => [
    ...new Set(known.filter((one) => internal.has(one.kind) === ours).map((one) => one.value)),
  ];
  return { direct: valuesOf(false), ours: valuesOf(true) };
}

/** Kinds of identifiers that are the key of a person in some system of the map: nobody else knows them by these. */
function internalKinds(): Set<string> {
  const kinds = new Set<string>();
  for (const one of currentMap().systems.flatMap((system) => system.collections)) {
    for (const match of one.match) {
      if (match.fields.every((field) => one.subject_key.includes(field.text))) kinds.add(match.kind);
    }
  }
  kinds.delete("email");
  kinds.delete("phone");
  return kinds;
}

/** Rows of a table that stay by the plan. */
function allowedIn({ table }: Mention, system: System, stays: ReadonlyMap<string, number>): number {
  return system.collections
    .filter((one) => bareName(one.table ?? one.name) === bareName(table))
    .reduce((sum, one) => sum + (stays.get(one.name) ?? 0), 0);
}

/** A table without the schema that it is in. */
const bareName = (table: string) => table.slice(table.lastIndexOf(".") + 1);

function isAccepted(mention: Mention, accepted: readonly Mention[]): boolean {
  return accepted.some(
    (one) => one.table === mention.table && one.column === mention.column && one.rows >= mention.rows,
  );
}

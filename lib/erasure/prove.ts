import type { Eraser, Mention } from "#connectors/erase.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import { database } from "#lib/db/database.ts";
import { walkable } from "#lib/fanout/advance.ts";
import { openIdentifier } from "#lib/fanout/known.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { listed } from "./list-system.ts";
import { listedAgain, rowsAgain, unexplainedIn } from "./look-again.ts";
import type { Listing } from "./work.ts";

/** Shorter values stand in too many places that have nothing to do with the person. */
export const shortest = 5;

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
  const returned = await listedAgain(work, listed(work, eraser, work.row.steps));
  const names = await namesOfPerson(work);
  const asked = (values: string[]) => (values.length === 0 ? [] : eraser.mentions(values));
  const direct = await asked(names.direct);
  const ours = await asked(names.ours);
  const accepted = work.row.accepted ?? [];
  // A number of ours may stay in a row that stays: people saw it in the preview. A name or an address may not.
  const unexplained = [
    ...unexplainedIn(direct, system, stays.whole, accepted),
    ...unexplainedIn(ours, system, stays.changed, accepted),
  ];
  const mentions = [...direct, ...ours];
  return { at: new Date(), standing, returned, mentions, unexplained, kept, acted };
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

/**
 * Kinds of identifiers that are a key in some system of the map, of a person or of the record that they are found by:
 * nobody else knows them by these.
 */
export function internalKinds(): Set<string> {
  const kinds = new Set<string>();
  for (const { match, yields, key, subject_key } of currentMap().systems.flatMap((one) => one.collections)) {
    // What belongs to a person has keys as well, and those name other things.
    const own = subject_key.length > 0 ? [...subject_key, ...key] : [];
    const given = yields.filter((one) => one.fields.every((field) => own.includes(field.text)));
    const known = match.filter((one) => one.fields.every((field) => subject_key.includes(field.text)));
    for (const { kind } of [...known, ...given]) kinds.add(kind);
  }
  kinds.delete("email");
  kinds.delete("phone");
  return kinds;
}

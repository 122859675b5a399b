import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { erasureBatch } from "#drizzle/schema/batch.ts";
import { erasedToken } from "#drizzle/schema/undo.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import type { System } from "#lib/map/schema.ts";
import { companyToday } from "#lib/map/today.ts";
import { openBatch } from "../batch/plan.ts";
import { batchSettled } from "../batch/work.ts";
import type { BatchHit } from "./find.ts";
import { leftByPlan } from "./left-by-plan.ts";
import { isSafeToList, ownKey } from "./safe-to-list.ts";
import { tokenMaker } from "./tokens.ts";

/**
 * What a sweep found in one system of people whom a batch had erased. Those who can be told for certain become a new
 * batch that waits for two people, one of a system at a time; an account that is newer than the erasure, and a record
 * that somebody else may have by now, are only counted. Returns how many records stand open.
 */
export async function proposeAgain(system: System, hits: readonly BatchHit[]): Promise<number> {
  let open = 0;
  const names = new Map<string, KnownIdentifier>();
  for (const [batchId, theirs] of Map.groupBy(hits, (hit) => hit.batchId)) {
    const explained = await leftByPlan(database(), eq(erasedToken.batchId, batchId), theirs);
    for (const hit of theirs) {
      if (explained(hit)) continue;
      open++;
      if (isTheirs(system, hit)) for (const [name, one] of hit.names) names.set(name, one);
    }
  }
  if (names.size === 0 || (await waits(system))) return open;
  await openBatch(null, {
    ...{ identifiers: [...names.values()], lines: names.size, systems: [system.id], asOf: companyToday() },
    ...{ kind: "came_back", outlived: null },
    reason: `These people were erased from ${system.title} by an earlier batch, and are there again.`,
  });
  return open;
}

function isTheirs({ id: systemId }: System, { collection, kinds, opened, erasedDay }: BatchHit): boolean {
  const openedDay = opened !== null && opened > erasedDay ? opened : null;
  return isSafeToList({ systemId, collection, openedDay, kinds: [...kinds].map((kind) => kind ?? ownKey) });
}

async function waits({ id }: System): Promise<boolean> {
  const rows = await database()
    .select({ status: erasureBatch.status, systems: erasureBatch.systems })
    .from(erasureBatch)
    .where(and(eq(erasureBatch.kind, "came_back"), isNotNull(erasureBatch.wrappedKey)));
  return rows.some(({ status, systems }) => !batchSettled(status) && systems.includes(id));
}

/** Staff leave these people where they are: it is not remembered any more that a batch had erased them. */
export async function leaveAgain(tx: Queryable, names: readonly KnownIdentifier[]): Promise<void> {
  const make = tokenMaker();
  const tokens = names.flatMap(({ kind, value }) => make.everyForm(kind, value));
  for (let at = 0; at < tokens.length; at += 1000)
    await tx
      .delete(erasedToken)
      .where(and(isNotNull(erasedToken.batchId), inArray(erasedToken.token, tokens.slice(at, at + 1000))));
}

import { and, eq, sql } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { proposedLink } from "#drizzle/schema/link.ts";
import { foundKey, task } from "#drizzle/schema/task.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { type DataKey, open } from "#lib/vault/seal.ts";
import { keyContext, openIdentifier } from "../known.ts";

/**
 * True of a found key that more than likeness vouches for: an identifier led there, or staff confirmed it.
 * Names in full: in a select from one table the query builder writes bare columns, which would be the inner ones.
 */
const vouchedFor = sql`(found_key.origin <> 'likeness' or exists (
  select 1 from ${proposedLink} as link
  where link.task_id = found_key.task_id and link.token = found_key.token and link.state = 'accepted'))`;

/**
 * The person's keys in a task's system that an identifier led to or that staff confirmed: what may be erased or
 * compared by. Likeness alone is never among them.
 */
export async function confirmedKeys(tx: Queryable, taskId: string, key: DataKey): Promise<FoundKey[]> {
  const rows = await tx
    .select({ found: foundKey, via: identifier })
    .from(foundKey)
    .leftJoin(identifier, eq(foundKey.viaIdentifier, identifier.id))
    .where(and(eq(foundKey.taskId, taskId), vouchedFor))
    .orderBy(foundKey.createdAt);
  return rows.map(({ found, via }) => ({
    collection: found.collection,
    key: open(key, keyContext(taskId), found.sealed),
    via: via ? openIdentifier(key, via) : { kind: found.origin, value: "" },
  }));
}

/**
 * Titles of the systems where somebody was reached by likeness alone. While there is one, nothing leaves the
 * house, and nothing is erased.
 */
export async function unconfirmedSystems(tx: Queryable, requestId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ systemId: task.systemId, position: task.position })
    .from(foundKey)
    .innerJoin(task, eq(foundKey.taskId, task.id))
    .where(and(eq(task.requestId, requestId), sql`not ${vouchedFor}`))
    .orderBy(task.position);
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  return rows.map((row) => titles.get(row.systemId) ?? row.systemId);
}

/** Throws HabeasError `conflict` where an answer would rest on likeness alone. The database refuses it as well. */
export async function mustBeConfirmed(tx: Queryable, requestId: string): Promise<void> {
  const systems = await unconfirmedSystems(tx, requestId);
  if (systems.length === 0) return;
  throw new HabeasError(
    "conflict",
    `${systems.join(", ")}: somebody there is only alike. Confirm or reject that link on the person's page first.`,
  );
}

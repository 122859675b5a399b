import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchPerson, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap } from "#lib/map/current.ts";
import { erasedByEngine } from "#lib/map/erasable.ts";
import { companyToday } from "#lib/map/today.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import type { ActedBefore } from "../unreached.ts";
import { batchIsHeld } from "./held.ts";
import { batchKey, newBatchKey } from "./key.ts";
import { readKeptList, readLines, writeLines, writeList } from "./people-file.ts";
import { sealedOf } from "./plan.ts";
import { type BatchRow, type BatchWork, batchSpool, listAt, lockBatch, note, peopleAt } from "./work.ts";

const atOnce = 20;

/**
 * Opens a batch of what earlier ones had to keep and need not any more: of the same people, in the same systems, found
 * by the earlier lists, because what led to the rows is usually gone. Two people approve it like every other. While a
 * hold forbids it for somebody, it is looked at again. Returns how many were opened.
 */
export async function openEndedBatches(): Promise<number> {
  const today = companyToday();
  const { rows } = await database().execute<{ id: string; systems: string[] }>(sql`
    select b.id, array_agg(distinct s.system_id) as systems from erasure_batch b
      join erasure_batch_system s on s.batch_id = b.id, jsonb_array_elements(coalesce(s.kept, '[]')) k
      where b.status = 'done' and b.wrapped_key is not null and k->>'until' is not null
        and (k->>'until')::date < ${today}::date
        and (k->>'until')::date >= coalesce(b.followed_day, '-infinity')
      group by b.id limit ${atOnce}`);
  let opened = 0;
  for (const { id, systems } of rows) if (await follow(id, systems, today)) opened++;
  return opened;
}

async function follow(earlierId: string, systemIds: readonly string[], today: string): Promise<boolean> {
  const [earlier] = await database().select().from(erasureBatch).where(eq(erasureBatch.id, earlierId));
  if (!earlier || (await batchIsHeld(database(), earlierId))) return false;
  const systems: string[] = [];
  for (const one of currentMap().systems)
    if (systemIds.includes(one.id) && (await erasedByEngine(one))) systems.push(one.id);
  if (systems.length === 0) return false;
  const id = randomUUID();
  const { key, wrapped } = newBatchKey(id);
  const before = batchKey(earlier);
  await writeList(key, listAt(id), await readKeptList(before, listAt(earlierId)));
  const people: unknown[] = [];
  for await (const line of readLines(before, peopleAt(earlierId))) people.push(line);
  await writeLines(key, peopleAt(id), people);
  const reason = `What batch ${earlier.number} had to keep of these people need not be kept any more.`;
  const sealed = { ...sealedOf(key, id, reason), wrappedKey: wrapped };
  try {
    const done = await inTransaction(async (tx) => {
      const locked = await lockBatch(tx, earlierId);
      if (locked.followedDay !== earlier.followedDay) return false;
      await write(tx, locked, { id, systems, today, sealed });
      return true;
    });
    if (!done) await removeSpool(batchSpool(id));
    return done;
  } catch (error) {
    await removeSpool(batchSpool(id));
    throw error;
  }
}

type Following = {
  id: string;
  systems: string[];
  today: string;
  sealed: Pick<typeof erasureBatch.$inferInsert, "sealedReason"> & Partial<typeof erasureBatch.$inferInsert>;
};

/** Its people are known: nobody is located again, and every system is listed at once. */
async function write(tx: Transaction, earlier: BatchRow, { id, systems, today, sealed }: Following) {
  const { lines, people, number } = earlier;
  const [made] = await tx
    .insert(erasureBatch)
    .values({
      ...{ id, systems, lines, people, asOf: today, followsId: earlier.id, ...sealed },
      ...{ kind: "hold_ended", status: "planning", state: "parked", madeBy: "worker" },
    })
    .returning();
  if (!made) throw new Error("a batch was not written");
  await tx.execute(sql`
    insert into erasure_batch_person (batch_id, place, token)
    select ${id}::uuid, place, token from ${erasureBatchPerson} where batch_id = ${earlier.id}`);
  const rows = await tx
    .insert(erasureBatchSystem)
    .values(systems.map((systemId, position) => ({ batchId: id, systemId, position })))
    .returning({ id: erasureBatchSystem.id });
  for (const row of rows) await ring(tx, "batch.system", row.id);
  await tx.update(erasureBatch).set({ followedDay: today }).where(eq(erasureBatch.id, earlier.id));
  await note(tx, made, null, { step: "planned", lines, systems: systems.length, follows: number });
}

/** What the batch that this one goes on with had kept in a system; undefined where it goes on with none. */
export async function keptBefore({ batch, row }: BatchWork): Promise<ActedBefore | undefined> {
  if (batch.followsId === null) return undefined;
  const [found] = await database()
    .select({ system: erasureBatchSystem, of: erasureBatch })
    .from(erasureBatchSystem)
    .innerJoin(erasureBatch, eq(erasureBatchSystem.batchId, erasureBatch.id))
    .where(and(eq(erasureBatch.id, batch.followsId), eq(erasureBatchSystem.systemId, row.systemId)));
  return found && { ...found.system, key: batchKey(found.of) };
}

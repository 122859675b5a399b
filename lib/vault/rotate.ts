import { randomBytes } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
import { vaultRoot } from "#drizzle/schema/vault.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { chosenKeeper } from "./keeper/chosen.ts";
import { keyRing, rootKeyOf, withoutSeals } from "./key-ring.ts";
import { refresh } from "./open.ts";
import { countUnder } from "./rewrap.ts";
import { rootRows, unwrapRoot, wrapped } from "./root.ts";

/** Seconds between making a key and sealing with it, in which every process comes to know it. */
const lead = 30;
/** Seconds after that until the last process has surely stopped sealing with the one before. */
export const settled = 20;
/** Seconds for which the end of transactions from before is waited for. */
const patience = 90;

/** Makes a new root key that seals from `usedFrom` on. What lies under the others opens as before. */
export async function rotateRoot({ leadSeconds = lead } = {}): Promise<{ id: string; usedFrom: Date }> {
  const { keeper } = chosenKeeper();
  const made = await inTransaction(async (tx) => {
    await tx.execute(sql`lock table ${vaultRoot} in share row exclusive mode`);
    const newest = (await rootRows(tx)).at(-1);
    if (!newest) throw new HabeasError("unavailable", "This house has no root key yet.");
    if (newest.number > 0 && newest.rewrapDoneAt === null)
      throw new HabeasError("conflict", "The rotation before is not over: not everything is sealed again.");
    const root = rootKeyOf(newest.number + 1, randomBytes(32));
    const usedFrom = sql`now() + make_interval(secs => ${leadSeconds})`;
    const [row] = await tx
      .insert(vaultRoot)
      .values({ id: root.id, number: root.number, ...(await wrapped(root, keeper)), usedFrom })
      .returning({ id: vaultRoot.id, usedFrom: vaultRoot.usedFrom });
    return row;
  });
  await refresh();
  if (!made) throw new HabeasError("unavailable", "The new root key was not written.");
  return made;
}

/** One root key and how much lies under it. */
export type RootState = {
  id: string;
  number: number;
  keeper: string;
  madeAt: Date;
  usedFrom: Date;
  retiredAt: Date | null;
  current: boolean;
  /** How much is sealed under it, by table. */
  under: Record<string, number>;
  rewrapped: number;
  unreadable: number;
  rewrapDoneAt: Date | null;
};

/** Every root key that there ever was, the oldest first, with what lies under it. */
export async function rootStates(): Promise<RootState[]> {
  await refresh();
  const [rows, counts] = [await rootRows(database()), await countUnder()];
  const { current } = keyRing();
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, keeper: row.keeper, madeAt: row.madeAt, usedFrom: row.usedFrom },
    ...{ retiredAt: row.retiredAt, rewrapped: row.rewrapped, unreadable: row.unreadable },
    ...{ rewrapDoneAt: row.rewrapDoneAt, current: row.id === current.id },
    under: Object.fromEntries(
      counts.filter((one) => one.id === row.id).map(({ table, count }) => [table, count]),
    ),
  }));
}

/**
 * Destroys every root key but the newest: of the first, all but what tokens and signatures come from. Throws HabeasError
 * `conflict` while anything still lies under one of them, with the count, or while a process may still seal with it.
 * Returns the ids of those that are gone.
 */
export async function retireRoots({ settledSeconds = settled } = {}): Promise<string[]> {
  const chosen = chosenKeeper();
  const newest = await newestInUse(settledSeconds);
  const old = (await rootRows(database())).filter(
    (row) => row.number < newest.number && row.retiredAt === null,
  );
  if (old.length === 0) return [];
  await refuseIfAnyUnder(old.map(({ id }) => id));
  await database()
    .update(vaultRoot)
    .set({ closedAt: sql`coalesce(${vaultRoot.closedAt}, now())` })
    .where(lt(vaultRoot.number, newest.number));
  // The database takes nothing more under them. What began before may still write: it is waited for, and counted again.
  await afterAllFromBefore();
  await refuseIfAnyUnder(old.map(({ id }) => id));
  for (const row of old) {
    const left =
      row.number > 0
        ? { wrapped: null }
        : await wrapped(withoutSeals(await unwrapRoot(row, chosen)), chosen.keeper);
    await database()
      .update(vaultRoot)
      .set({ ...left, retiredAt: sql`now()` })
      .where(eq(vaultRoot.id, row.id));
  }
  await refresh();
  return old.map(({ id }) => id);
}

async function newestInUse(settledSeconds: number): Promise<{ number: number }> {
  const [row] = await database()
    .select({
      number: vaultRoot.number,
      ready: sql<boolean>`${vaultRoot.usedFrom} <= now() - make_interval(secs => ${settledSeconds})`,
    })
    .from(vaultRoot)
    .orderBy(sql`${vaultRoot.number} desc`)
    .limit(1);
  if (!row?.ready)
    throw new HabeasError("conflict", "The newest key is so new that not every process seals with it yet.");
  return row;
}

async function refuseIfAnyUnder(ids: readonly string[]): Promise<void> {
  const left = (await countUnder()).filter(({ id }) => ids.includes(id));
  if (left.length === 0) return;
  const total = left.reduce((sum, { count }) => sum + count, 0);
  const where = left.map(({ table, count }) => `${table} ${count}`).join(", ");
  throw new HabeasError("conflict", `${total} values still lie under an older key (${where}).`);
}

/** Waits until every transaction is over that had begun to write when this is called. */
async function afterAllFromBefore(): Promise<void> {
  const [now] = (await database().execute<{ id: string }>(sql`select pg_current_xact_id()::text as id`)).rows;
  const until = Date.now() + patience * 1000;
  for (;;) {
    const { rows } = await database().execute<{ over: boolean }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot()) > ${now?.id ?? "0"}::xid8 as over`,
    );
    if (rows[0]?.over) return;
    if (Date.now() > until)
      throw new HabeasError("conflict", "A transaction from before does not end. Try again once it is over.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

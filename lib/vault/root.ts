import { randomBytes } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { vaultRoot } from "#drizzle/schema/vault.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { type ChosenKeeper, oldKeeper } from "./keeper/chosen.ts";
import type { KeyKeeper } from "./keeper/keeper.ts";
import { type RootKey, rootKeyFrom, rootKeyOf, rootText } from "./key-ring.ts";

export type RootRow = typeof vaultRoot.$inferSelect;

/** What a wrapped root key is bound to. */
const rootContext = (id: string) => `vault_root/${id}/wrapped`;

/** Any number, the same in every process: two that find no root key wait for each other. */
const firstLock = 7_301_946;

export const rootRows = (tx: Queryable): Promise<RootRow[]> =>
  tx.select().from(vaultRoot).orderBy(asc(vaultRoot.number));

/**
 * Makes the first root key of a house. Of a house that has been at work with HABEAS_MASTER_KEY it is that very key, so that
 * all it holds opens as before. Throws HabeasError `unavailable` where there is data and the key it lies under is not given.
 */
export async function makeFirstRoot(chosen: ChosenKeeper): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${firstLock})`);
    if ((await rootRows(tx)).length > 0) return;
    const before = chosen.master ?? oldKeeper()?.master ?? null;
    if (before === null && (await holdsData(tx)))
      throw new HabeasError(
        "unavailable",
        "What is in this database was sealed with a key of its own. Start once with that key as HABEAS_OLD_KEY.",
      );
    const root = rootKeyOf(0, before ?? randomBytes(32));
    await tx.insert(vaultRoot).values({ id: root.id, number: 0, ...(await wrapped(root, chosen.keeper)) });
  });
}

/** A root key as its row has it: wrapped, and by whom. */
export async function wrapped(
  root: RootKey,
  keeper: KeyKeeper,
): Promise<{ keeper: string; wrapped: Buffer }> {
  return { keeper: keeper.id, wrapped: await keeper.wrap(rootText(root), rootContext(root.id)) };
}

async function holdsData(tx: Transaction): Promise<boolean> {
  const found = await tx.execute(
    sql`select 1 where exists (select 1 from request_key) or exists (select 1 from choice_person)
          or exists (select 1 from account) or exists (select 1 from system_secret)
          or exists (select 1 from erased_token)`,
  );
  return found.rows.length > 0;
}

/** The root key of a row, unwrapped. Throws HabeasError `unavailable` where its keeper cannot, or is another one. */
export async function unwrapRoot(row: RootRow, { keeper }: ChosenKeeper): Promise<RootKey> {
  const { id, number } = row;
  if (row.wrapped === null) throw new Error("a retired root key is not unwrapped");
  if (row.keeper === keeper.id)
    return rootKeyFrom(id, number, await keeper.unwrap(row.wrapped, rootContext(id)));
  return takeOver(row, keeper);
}

/** Wraps a root key under the keeper of now, once, where the keeper of before is given as HABEAS_OLD_KEY. */
async function takeOver(seen: RootRow, keeper: KeyKeeper): Promise<RootKey> {
  const before = oldKeeper()?.keeper;
  return inTransaction(async (tx) => {
    const [row] = await tx.select().from(vaultRoot).where(eq(vaultRoot.id, seen.id)).for("update");
    if (!row?.wrapped) throw new HabeasError("unavailable", "The root key has been retired.");
    const from = [keeper, before].find((one) => one?.id === row.keeper);
    if (!from) {
      const given = before === undefined ? "HABEAS_OLD_KEY is not set" : "HABEAS_OLD_KEY is another one";
      throw new HabeasError(
        "unavailable",
        `The root key is wrapped by another key (${row.keeper}) than the one that is set (${keeper.id}), and ${given}.`,
      );
    }
    const root = rootKeyFrom(row.id, row.number, await from.unwrap(row.wrapped, rootContext(row.id)));
    if (from !== keeper)
      await tx
        .update(vaultRoot)
        .set(await wrapped(root, keeper))
        .where(eq(vaultRoot.id, row.id));
    return root;
  });
}

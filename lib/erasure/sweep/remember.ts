import { and, eq, inArray, sql } from "drizzle-orm";
import { erasedToken } from "#drizzle/schema/undo.ts";
import { houseSetting } from "#lib/config/policy.ts";
import { addMonths } from "#lib/core/day.ts";
import { database, type Queryable, type Transaction } from "#lib/db/database.ts";
import { walkable } from "#lib/fanout/advance.ts";
import { openIdentifier } from "#lib/fanout/known.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { companyToday } from "#lib/map/today.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { stepsByNumber } from "../steps.ts";
import { readTargets } from "../targets.ts";
import type { ErasureRow, SystemRow } from "../work.ts";
import { tokenMaker } from "./tokens.ts";

type Row = typeof erasedToken.$inferInsert;
type What = "identifier" | "key" | "stays" | "changed";

const atOnce = 1000;

/**
 * Remembers who was erased, by keyed hashes only: what led to nobody else, their keys, and the rows that stay by the
 * plan, which are none that came back. In the transaction in which the erasure is done.
 */
export async function rememberErased(
  tx: Transaction,
  done: ErasureRow,
  systems: readonly SystemRow[],
): Promise<void> {
  const erasedDay = companyToday();
  const untilDay = addMonths(erasedDay, houseSetting("erased_months"));
  const about = { requestId: done.requestId, erasureId: done.id, erasedDay, untilDay };
  // What an earlier erasure left is listed by this one anew.
  await tx
    .delete(erasedToken)
    .where(and(eq(erasedToken.requestId, done.requestId), inArray(erasedToken.what, ["stays", "changed"])));
  let held: Row[] = [];
  for await (const [what, token] of tokensOf(tx, done, systems)) {
    held.push({ ...about, what, token });
    if (held.length < atOnce) continue;
    await write(tx, held);
    held = [];
  }
  await write(tx, held);
}

async function write(tx: Transaction, rows: readonly Row[]): Promise<void> {
  const once = [...new Map(rows.map((row) => [`${row.what} ${row.token.toString("hex")}`, row])).values()];
  if (once.length === 0) return;
  await tx
    .insert(erasedToken)
    .values(once)
    .onConflictDoUpdate({
      target: [erasedToken.requestId, erasedToken.what, erasedToken.token],
      set: {
        erasureId: sql`excluded.erasure_id`,
        erasedDay: sql`excluded.erased_day`,
        untilDay: sql`excluded.until_day`,
      },
    });
}

async function* tokensOf(
  tx: Transaction,
  { requestId }: ErasureRow,
  systems: readonly SystemRow[],
): AsyncGenerator<[What, Buffer]> {
  const make = tokenMaker();
  const key = await keyOf(tx, requestId);
  for (const row of await walkable(tx, requestId)) {
    const { kind, value } = openIdentifier(key, row);
    for (const token of make.everyForm(kind, value)) yield ["identifier", token];
  }
  for (const system of systems) {
    for (const found of await confirmedKeys(tx, system.taskId, key)) {
      yield ["key", make.key(system.systemId, found.collection, found.key)];
    }
    yield* tokensThatStay(key, system);
  }
}

/** Rows that stay by the plan, as they are or changed: they are none that came back. */
export async function* tokensThatStay(
  key: DataKey,
  system: Pick<SystemRow, "systemId" | "steps" | "actKey">,
): AsyncGenerator<[What, Buffer]> {
  const make = tokenMaker();
  const steps = stepsByNumber(system.steps);
  const leaves = system.steps.some((step) => step.act !== "delete" && step.rows > 0);
  if (!leaves || system.actKey === null) return;
  for await (const some of readTargets(key, system.actKey)) {
    for (const target of some) {
      const step = steps.get(target.step);
      if (!step || step.act === "delete" || step.act === "by_hand") continue;
      const token = make.row(system.systemId, step.collection, target.row);
      yield [step.act === "keep" ? "stays" : "changed", token];
    }
  }
}

/**
 * True where somebody known by this was erased, as far as it is remembered, and nothing of it was put back. `value` as
 * the identifier's canonical form. For code that must not bring back who was erased.
 */
export async function isErased(tx: Queryable, kind: string, value: string): Promise<boolean> {
  const tokens = tokenMaker().everyForm(kind, value);
  const found = await tx
    .select({ id: erasedToken.id })
    .from(erasedToken)
    .where(
      and(
        inArray(erasedToken.token, tokens),
        eq(erasedToken.what, "identifier"),
        sql`${erasedToken.untilDay} >= ${companyToday()}::date`,
        sql`not exists (select 1 from erasure_undo u where u.request_id = ${erasedToken.requestId} and u.result is not null)`,
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** Forgets whom nobody needs to be told apart any more. Returns how many tokens. */
export async function forgetErased(): Promise<number> {
  const gone = await database().execute(
    sql`delete from erased_token where until_day < ${companyToday()}::date`,
  );
  return gone.rowCount ?? 0;
}

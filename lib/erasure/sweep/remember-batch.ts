import { sql } from "drizzle-orm";
import { houseSetting } from "#lib/config/policy.ts";
import { addMonths } from "#lib/core/day.ts";
import type { Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { batchKey } from "../batch/key.ts";
import { readPeople } from "../batch/people-file.ts";
import { type BatchRow, type BatchSystemRow, peopleAt } from "../batch/work.ts";
import { tokensThatStay } from "./remember.ts";
import { tokenMaker } from "./tokens.ts";

const atOnce = 5000;

/**
 * Remembers whom a batch erased, by keyed hashes only, as it is remembered of one person. In the transaction in which the
 * batch is done. Of a retention run nobody: its people stay.
 */
export async function rememberBatch(
  tx: Transaction,
  batch: BatchRow,
  systems: readonly BatchSystemRow[],
): Promise<void> {
  if (batch.kind === "retention") return;
  const erasedDay = companyToday();
  const untilDay = addMonths(erasedDay, houseSetting("erased_months"));
  let held: [what: string, token: string][] = [];
  const flush = async () => {
    if (held.length === 0) return;
    await tx.execute(sql`
      insert into erased_token (batch_id, what, token, erased_day, until_day)
      select ${batch.id}::uuid, what, decode(token, 'hex'), ${erasedDay}::date, ${untilDay}::date
        from unnest(${sql.param(held.map(([what]) => what))}::text[], ${sql.param(held.map(([, token]) => token))}::text[]) as t(what, token)
      on conflict do nothing`);
    held = [];
  };
  for await (const [what, token] of tokensOf(batch, systems)) {
    held.push([what, token.toString("hex")]);
    if (held.length >= atOnce) await flush();
  }
  await flush();
}

async function* tokensOf(
  batch: BatchRow,
  systems: readonly BatchSystemRow[],
): AsyncGenerator<readonly [string, Buffer]> {
  const make = tokenMaker();
  const key = batchKey(batch);
  for await (const { identifiers, keys } of readPeople(key, peopleAt(batch.id))) {
    for (const [kind, value] of identifiers)
      for (const token of make.everyForm(kind, value)) yield ["identifier", token];
    for (const [system, collection, text] of keys) yield ["key", make.key(system, collection, text)];
  }
  for (const system of systems) yield* tokensThatStay(key, system);
}

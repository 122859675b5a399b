import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/database.ts";
import { keyToken } from "#lib/fanout/known.ts";
import { companyToday } from "#lib/map/today.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import type { Person } from "./people.ts";

/**
 * Tokens of everybody who may not be erased now, because staff forbid it or they are restricted: their mailbox, and all that their held requests know them by, so
 * that they are found under any of their names.
 */
export async function heldTokens(tx: Queryable): Promise<ReadonlySet<string>> {
  const rows = await tx.execute<{ token: Buffer }>(sql`
    with hold as (select mailbox_token, dossier_id from legal_hold
                    where lifted_at is null and until_day >= ${companyToday()}::date),
         held as (select r.id, r.mailbox_token from request r
                    join hold h on h.mailbox_token = r.mailbox_token or h.dossier_id = r.dossier_id)
    select t.token from restriction_token t join restriction s on s.id = t.restriction_id and s.state <> 'lifted'
    union select mailbox_token as token from hold where mailbox_token is not null
    union select mailbox_token from held
    union select i.token from identifier i join held on i.request_id = held.id
    union select k.token from found_key k join task t on t.id = k.task_id join held on t.request_id = held.id`);
  return new Set(rows.rows.map((row) => row.token.toString("hex")));
}

/** True of somebody who is known by one of these tokens. */
export function isHeldBy(held: ReadonlySet<string>, { identifiers, keys }: Person): boolean {
  if (held.size === 0) return false;
  return (
    identifiers.some((one) => held.has(tokenOf(one.kind, one.value).toString("hex"))) ||
    keys.some((one) => held.has(keyToken(one.system, one.key).toString("hex")))
  );
}

/** True while a legal hold, or a restriction, stands on anybody whom a batch is about, under any of their names. */
export async function batchIsHeld(tx: Queryable, batchId: string): Promise<boolean> {
  const found = await tx.execute<{ held: boolean }>(sql`select batch_is_held(${batchId}) as held`);
  return found.rows[0]?.held ?? true;
}

import { sql } from "drizzle-orm";
import type { Transaction } from "#lib/db/database.ts";

/**
 * True of a key that is known to be another person's, who has asked us too: an identifier of theirs led there, or
 * staff said so. Somebody who has proven the same as this person is not another.
 */
export async function isSomebodyElses(
  tx: Transaction,
  requestId: string,
  systemId: string,
  token: Buffer,
): Promise<boolean> {
  const answer = await tx.execute(
    sql`select 1 from found_key k
        join task t on t.id = k.task_id
        where k.token = ${token} and t.system_id = ${systemId} and t.request_id <> ${requestId}
          and (k.origin in ('located', 'decided') or exists (
            select 1 from proposed_link l where l.task_id = k.task_id and l.token = k.token and l.state = 'accepted'))
          and not exists (
            select 1 from identifier theirs
            join identifier own on own.kind = theirs.kind and own.token = theirs.token
            where theirs.request_id = t.request_id and theirs.origin = 'proven'
              and own.request_id = ${requestId} and own.origin = 'proven')
        limit 1`,
  );
  return answer.rows.length > 0;
}

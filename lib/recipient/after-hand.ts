import { sql } from "drizzle-orm";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { tellRecipients } from "./tell.ts";

/**
 * Tells the recipients of systems in which people erased by hand: no engine ends there that could do it. Found by what is
 * recorded, a few at a time. Returns how many systems it did.
 */
export async function tellAfterHand(): Promise<number> {
  await freshMap();
  const { rows } = await database().execute<{ requestId: string; systemId: string }>(sql`
    select t.request_id as "requestId", t.system_id as "systemId" from task t join request r on r.id = t.request_id
      -- Of whom nothing is kept any more, nobody can be told anything: they stay out of everybody else's way.
      join request_key k on k.request_id = r.id and k.wrapped is not null
      where r.right_asked = 'erasure' and r.verified_at is not null and r.status not in ('cancelled', 'lapsed', 'refused')
        and t.state = 'settled' and t.outcome = 'done'
        and not exists (select 1 from recipient_system_done d where d.request_id = t.request_id
                          and d.action = 'erase' and d.system_id = t.system_id)
      limit 100`);
  let done = 0;
  for (const { requestId, systemId } of rows) {
    try {
      await inTransaction(async (tx) => {
        const locked = await lockRequest(tx, requestId);
        await tellRecipients(tx, locked, { action: "erase", systems: [{ systemId }] });
        done++;
      });
    } catch (error) {
      log.warn({ err: error, request: requestId }, "recipients are told later");
    }
  }
  return done;
}

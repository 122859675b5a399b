import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/database.ts";

/**
 * Tokens of everybody who has a request open: their mailbox, and all that the systems know them by. What they asked for
 * is answered with the records that were there when they asked.
 */
export async function askingTokens(tx: Queryable): Promise<ReadonlySet<string>> {
  const rows = await tx.execute<{ token: Buffer }>(sql`
    with open as (select id, mailbox_token from request
                    where status not in ('closed', 'cancelled', 'lapsed', 'refused'))
    select mailbox_token as token from open
    union select i.token from identifier i join open on i.request_id = open.id
    union select k.token from found_key k join task t on t.id = k.task_id join open on t.request_id = open.id`);
  return new Set(rows.rows.map((row) => row.token.toString("hex")));
}

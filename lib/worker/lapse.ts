import { and, eq, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { move } from "#lib/request/move.ts";

/**
 * Lets requests lapse that nobody has proved within 14 days (threat DSR-22): nothing was looked up for them. What
 * reached the company weeks before it was entered has the same 14 days: only then was the person told how to prove it.
 * Returns how many.
 */
export async function lapseUnproven(): Promise<number> {
  const old = await database()
    .select({ id: request.id })
    .from(request)
    .where(
      and(
        eq(request.status, "received"),
        // Nothing is entered before it came: by this the index finds them.
        sql`${request.receivedAt} < now() - interval '14 days'`,
        sql`${request.enteredAt} < now() - interval '14 days'`,
        // A paper that lies with us waits for staff, not for whoever sent it.
        sql`not exists (select 1 from behalf b where b.dossier_id = ${request.dossierId}
              and b.state = 'open' and b.paper_at > now() - interval '60 days')`,
      ),
    )
    .limit(200);
  let lapsed = 0;
  for (const row of old) {
    try {
      await inTransaction((tx) =>
        move(tx, row.id, "lapse", { kind: "worker", requestId: row.id }, { kind: "lapsed" }),
      );
      lapsed++;
    } catch (error) {
      // Proved or taken back a moment ago; the others lapse all the same.
      if (!(error instanceof HabeasError && error.code === "conflict")) throw error;
    }
  }
  return lapsed;
}

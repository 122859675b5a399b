import { sql } from "drizzle-orm";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";

/** Events of one member in one hour: more than these say nothing new, and nobody fills the log by asking. */
const mostAnHour = 30;

/** A path of the desk without what it names: `LK-7K4-2QD` becomes a star. */
export function routeOf(path: string): string {
  const parts = (path.split("?")[0] ?? "").split("/");
  return parts.map((part) => (/^[a-z]+(-[a-z]+)*$|^$/.test(part) ? part : "*")).join("/");
}

/** Writes down that a member of staff was refused something, by its route: no request and no person is named. */
export async function recordRefusal(actor: Extract<Actor, { kind: "staff" }>, path: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { rows } = await tx.execute<{ full: boolean }>(
      sql`select count(*) >= ${mostAnHour} as full from (
            select 1 from audit_event where at > now() - interval '1 hour' and chain = 'house'
              and kind = 'refused_at_desk' and actor = ${actorName(actor)} limit ${mostAnHour}) refused`,
    );
    if (rows[0]?.full) return;
    await audit(tx, null, actor, { kind: "refused_at_desk", what: routeOf(path), role: actor.role });
  });
}

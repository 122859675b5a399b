import { and, desc, eq, inArray, isNull, notLike, or, sql } from "drizzle-orm";
import { healthAlert } from "#drizzle/schema/health.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { type CheckName, knownChecks } from "./check.ts";

/** Something that was broken for two minutes or more. */
export type HealthAlert = {
  id: string;
  title: string;
  means: string;
  brokenAt: Date;
  endedAt: Date | null;
  seen: boolean;
};

const most = 50;

/** What is broken, or was and nobody has seen it, the newest first. For whoever sees alerts or the house's health. */
export async function listHealthAlerts(actor: Actor): Promise<HealthAlert[]> {
  const may =
    actor.kind === "operator" ||
    (actor.kind === "staff" && (allowed(actor.role, "see_requests") || allowed(actor.role, "see_health")));
  if (!may) throw new HabeasError("forbidden", "Only the privacy team sees alerts.");
  const rows = await database()
    .select()
    .from(healthAlert)
    // What members of staff did is no part of the house: unusual.ts lists it.
    .where(
      and(
        inArray(healthAlert.name, Object.keys(knownChecks)),
        or(isNull(healthAlert.seenAt), isNull(healthAlert.endedAt)),
      ),
    )
    .orderBy(desc(healthAlert.raisedAt))
    .limit(most);
  return rows.map(({ id, name, brokenAt, endedAt, seenAt }) => {
    const { title, means } = knownChecks[name as CheckName];
    return { id, title, means, brokenAt, endedAt, seen: seenAt !== null };
  });
}

/** A member of staff has seen an alert. Once is enough. */
export async function seeHealthAlert(actor: Actor, id: string): Promise<void> {
  const may = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "work"));
  if (!may) throw new HabeasError("forbidden", "Only the privacy team sees alerts.");
  await inTransaction(async (tx) => {
    const [seen] = await tx
      .update(healthAlert)
      .set({ seenAt: sql`now()`, seenBy: actorName(actor) })
      .where(
        and(
          eq(healthAlert.id, rowId(id)),
          notLike(healthAlert.name, "unusual.%"),
          isNull(healthAlert.seenAt),
        ),
      )
      .returning();
    if (seen) await audit(tx, null, actor, { kind: "house_health_seen", check: seen.name });
  });
}

import { and, eq, type SQL, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { type Day, isDay } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { requestFor, visibleTo } from "#lib/request/access.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";

/** What a pack is asked for: one request, or all that came or ended in a period. */
export type EvidenceAsk = { withWords: boolean } & ({ reference: string } | { from: Day; to: Day });

const may = (actor: Actor, action: StaffAction): boolean =>
  actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, action));

/** Whether an actor may take evidence along; with what was written, only who may see that. */
export const mayTake = (actor: Actor, withWords: boolean): boolean =>
  may(actor, "export_log") && may(actor, "see_requests") && (!withWords || may(actor, "see_findings"));

/** Throws HabeasError `forbidden`, and `not_found` for who is not of the house. */
export function mustMayTake(actor: Actor, withWords: boolean): void {
  if (actor.kind !== "staff" && actor.kind !== "operator") notFound();
  if (!mayTake(actor, withWords))
    throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
}

/** Which requests a pack is about, what it is called, and whose chain says that it was taken. */
export async function conditionOf(
  actor: Actor,
  ask: EvidenceAsk,
): Promise<{ condition: SQL | undefined; requestId: string | null; about: string; name: string }> {
  if ("reference" in ask) {
    const row = await inTransaction((tx) =>
      requestFor(tx, actor, ask.reference, { person: "never", staff: "see_requests" }),
    );
    return {
      condition: eq(request.id, row.id),
      requestId: row.id,
      about: `Request ${row.reference}`,
      name: `evidence-${row.reference.toLowerCase()}`,
    };
  }
  const { from, to } = ask;
  if (!isDay(from) || !isDay(to) || from > to)
    throw new HabeasError(
      "invalid",
      "Give the first and the last day of the period, the first not after the last.",
    );
  return {
    condition: and(
      visibleTo(actor),
      sql`${request.channel} <> 'canary'`,
      sql`(${request.receivedDay} between ${from}::date and ${to}::date
        or ended_day(${request.answeredDay}, ${request.refusedDay}, ${request.endedAt}) between ${from}::date and ${to}::date)`,
    ),
    requestId: null,
    about: `Requests received or ended from ${from} to ${to}`,
    name: `evidence-${from}-to-${to}`,
  };
}

/** How many requests a pack of a period would be about. Throws HabeasError `invalid` and `forbidden`. */
export async function countEvidence(actor: Actor, from: Day, to: Day): Promise<number> {
  mustMayTake(actor, false);
  const { condition } = await conditionOf(actor, { from, to, withWords: false });
  const [row] = await database().select({ n: sql<number>`count(*)::int` }).from(request).where(condition);
  return row?.n ?? 0;
}

/** The reference of a request whose evidence an actor may take. Throws HabeasError `forbidden` and `not_found`. */
export async function oneForEvidence(actor: Actor, reference: string): Promise<string> {
  mustMayTake(actor, false);
  const row = await inTransaction((tx) =>
    requestFor(tx, actor, reference, { person: "never", staff: "see_requests" }),
  );
  return row.reference;
}

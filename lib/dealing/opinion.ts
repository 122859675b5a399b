import { and, desc, eq, sql } from "drizzle-orm";
import { opinionGiven, opinionTally } from "#drizzle/schema/dealing.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "#lib/request/access.ts";
import { allowed } from "#lib/staff/permissions.ts";

/** What a person can say about how we did. */
export const opinions = ["well", "partly", "badly"] as const;
export type Opinion = (typeof opinions)[number];

const answered = new Set(["ready", "closed", "refused"]);
const need = { person: "act", staff: "see_requests" } as const;

/** Whether the person can still say how we did: not before the answer, and once. Throws the uniform `not_found`. */
export async function opinionState(actor: Actor, reference: string): Promise<"early" | "open" | "given"> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    if (!answered.has(row.status)) return "early";
    const [given] = await tx.select().from(opinionGiven).where(eq(opinionGiven.requestId, row.id));
    return given ? "given" : "open";
  });
}

/**
 * Counts what a person thinks, by month and right only: that they said something is kept so that it counts once, what they
 * said is not kept with it. Harmless the second time. Throws HabeasError `conflict` before the answer.
 */
export async function giveOpinion(actor: Actor, reference: string, answer: Opinion): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    if (!answered.has(row.status))
      throw new HabeasError("conflict", "This request has not been answered yet.");
    const first = await tx
      .insert(opinionGiven)
      .values({ requestId: row.id })
      .onConflictDoNothing()
      .returning({ id: opinionGiven.requestId });
    if (first.length === 0) return;
    const month = `${companyToday().slice(0, 7)}-01`;
    await tx
      .insert(opinionTally)
      .values({ month, right: row.right, answer, people: 1 })
      .onConflictDoUpdate({
        target: [opinionTally.month, opinionTally.right, opinionTally.answer],
        set: { people: sql`${opinionTally.people} + 1` },
      });
  });
}

/** What people said in the last twelve months, newest month first, for staff who see figures. */
export async function readOpinions(
  actor: Actor,
): Promise<{ month: string; well: number; partly: number; badly: number }[]> {
  if (actor.kind !== "operator" && !(actor.kind === "staff" && allowed(actor.role, "see_figures")))
    throw new HabeasError("forbidden", "Only the privacy team sees these figures.");
  const sum = (answer: Opinion) =>
    sql<number>`coalesce(sum(${opinionTally.people}) filter (where ${opinionTally.answer} = ${answer}), 0)::int`;
  return database()
    .select({ month: opinionTally.month, well: sum("well"), partly: sum("partly"), badly: sum("badly") })
    .from(opinionTally)
    .where(and(sql`${opinionTally.month} > now() - interval '1 year'`))
    .groupBy(opinionTally.month)
    .orderBy(desc(opinionTally.month));
}

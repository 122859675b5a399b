import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { personSession } from "#drizzle/schema/identity.ts";
import { bundle } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";

type Operator = Extract<Actor, { kind: "operator" }>;

/** A file that was released, and each time that somebody took it. */
export type ReleasedFile = {
  number: number;
  /** `staff/…` with an internal number, or `operator`. */
  releasedBy: string;
  readyAt: Date | null;
  /** How many records of how many systems it holds. */
  records: number;
  systems: number;
  open: boolean;
  withdrawn: boolean;
  /** `person`: in a session that a code had opened. */
  taken: { at: Date; by: string; how: "download" | "sent_on" }[];
};

/** What was released for a request, who took it and when, by the log. Throws HabeasError `not_found`. */
export async function releasedFiles(actor: Operator, reference: string): Promise<ReleasedFile[]> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "release" });
    const files = await tx
      .select()
      .from(bundle)
      .where(and(eq(bundle.requestId, row.id), eq(bundle.state, "settled")))
      .orderBy(desc(bundle.number));
    const events = await tx
      .select({ at: auditEvent.at, by: auditEvent.actor, kind: auditEvent.kind, data: auditEvent.data })
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.chain, row.id),
          or(eq(auditEvent.kind, "handed_over"), eq(auditEvent.kind, "transmission_sent")),
        ),
      )
      .orderBy(auditEvent.position);
    const withdrawn = await withdrawnUpTo(tx, row.id);
    return files.map(({ number, releasedBy, readyAt, expiresAt, contents }) => ({
      ...{ number, releasedBy, readyAt },
      records: (contents ?? []).reduce((sum, { records }) => sum + records, 0),
      systems: contents?.length ?? 0,
      open: expiresAt !== null && expiresAt > new Date() && number > withdrawn,
      withdrawn: number <= withdrawn,
      taken: events
        .filter(({ data }) => data.bundle === number)
        .map(({ at, by, kind }) => ({ at, by, how: kind === "handed_over" ? "download" : "sent_on" })),
    }));
  });
}

/**
 * Ends every download of a request and every session in it, in one transaction: whoever asks after it gets nothing, and
 * nobody can open these files again. A file that is released later is a new one. Throws HabeasError `not_found`.
 */
export async function withdrawFiles(actor: Operator, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "release" });
    await lockRequest(tx, row.id);
    const settled = and(eq(bundle.requestId, row.id), eq(bundle.state, "settled"));
    const [newest] = await tx.select().from(bundle).where(settled).orderBy(desc(bundle.number)).limit(1);
    if (!newest) return notFound();
    await tx
      .update(bundle)
      .set({ expiresAt: sql`now()` })
      .where(and(settled, or(isNull(bundle.expiresAt), gt(bundle.expiresAt, sql`now()`))));
    await tx.delete(personSession).where(eq(personSession.requestId, row.id));
    await audit(tx, row.id, actor, { kind: "files_withdrawn", upTo: newest.number });
  });
}

/** The number of the newest file that was withdrawn, and with it those before; 0 where none was. */
export async function withdrawnUpTo(tx: Transaction, requestId: string): Promise<number> {
  const [last] = await tx
    .select({ data: auditEvent.data })
    .from(auditEvent)
    .where(and(eq(auditEvent.chain, requestId), eq(auditEvent.kind, "files_withdrawn")))
    .orderBy(desc(auditEvent.position))
    .limit(1);
  return Number(last?.data.upTo ?? 0);
}

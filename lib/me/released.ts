import { and, desc, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { account } from "#drizzle/schema/account.ts";
import { erasure } from "#drizzle/schema/erasure.ts";
import { request, requestKey } from "#drizzle/schema/request.ts";
import { bundle } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";

/** The newest answer that staff let out whole to the person of an account. */
export type Released = {
  row: RequestRow;
  answeredAt: Date;
  /** The file of it; its link may have ended, and can then be opened again. */
  file: { number: number; bytes: number; files: number; expiresAt: Date | null };
};

/**
 * What an account may be shown of what was collected: the newest request for a copy that it proved, of its own person, that
 * staff released whole, and that no erasure came after. Null where there is none: then nothing is shown.
 */
export async function newestReleased(tx: Queryable, accountId: string): Promise<Released | null> {
  const own = await ownRequests(tx, accountId);
  if (own === null) return null;
  const found = await tx
    .select({ row: request, file: bundle })
    .from(request)
    .innerJoin(requestKey, and(eq(requestKey.requestId, request.id), isNotNull(requestKey.wrapped)))
    .innerJoin(bundle, and(eq(bundle.requestId, request.id), eq(bundle.state, "settled")))
    .where(
      and(
        own,
        inArray(request.right, ["access", "portability"]),
        inArray(request.status, ["ready", "closed"]),
        isNotNull(request.verifiedAt),
        eq(bundle.partial, false),
        isNotNull(bundle.readyAt),
      ),
    )
    // A copy holds more than what can be taken along: it comes first.
    .orderBy(request.right, desc(bundle.readyAt))
    .limit(20);
  for (const { row, file } of found) {
    if (file.readyAt === null || (await erasedSince(tx, accountId, file.readyAt))) continue;
    // What somebody asked for another person is that person's, not the account's.
    if ((await answersOf(tx, row)).who !== "self") continue;
    const { number, expiresAt } = file;
    return {
      row,
      answeredAt: file.readyAt,
      file: { number, expiresAt, bytes: file.bytes ?? 0, files: file.files ?? 0 },
    };
  }
  return null;
}

/**
 * The requests that are an account's own: those of the mailbox that it proved, and those that it proved itself by signing
 * in. Null for an account that is gone.
 */
export async function ownRequests(tx: Queryable, accountId: string) {
  const [one] = await tx.select().from(account).where(eq(account.id, accountId));
  if (!one) return null;
  const signedIn = and(eq(request.accountId, accountId), eq(request.verifiedHow, "sign_in"));
  const theirs = one.mailboxToken ? or(eq(request.mailboxToken, one.mailboxToken), signedIn) : signedIn;
  // What they got for a child or a client is in their mailbox, and is not about them.
  return and(
    theirs,
    sql`not exists (select 1 from behalf b where b.dossier_id = ${request.dossierId} and b.answer_to = 'asker')`,
  );
}

/** True where the person was erased after a moment: what was collected before is no picture of what is held. */
export async function erasedSince(tx: Queryable, accountId: string, moment: Date): Promise<boolean> {
  const own = await ownRequests(tx, accountId);
  if (own === null) return true;
  const [done] = await tx
    .select({ id: erasure.id })
    .from(erasure)
    .innerJoin(request, eq(request.id, erasure.requestId))
    .where(and(own, eq(erasure.state, "done"), sql`${erasure.endedAt} > ${moment.toISOString()}`))
    .limit(1);
  return done !== undefined;
}

import { and, count, countDistinct, desc, eq, inArray, isNotNull, sql, sum } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { message } from "#drizzle/schema/dealing.ts";
import { erasure } from "#drizzle/schema/erasure.ts";
import { notice } from "#drizzle/schema/notice.ts";
import { request } from "#drizzle/schema/request.ts";
import { bundle } from "#drizzle/schema/task.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import type { AccountActor } from "#lib/identity/account.ts";
import type { Right } from "#lib/law/rights.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import { ownRequests } from "./released.ts";

/** One request of an account, with what came of it. */
export type Dealing = {
  reference: string;
  right: Right;
  status: RequestStatus;
  proven: boolean;
  receivedAt: Date;
  endedAt: Date | null;
  /** Civil day by which it is answered; null once it is, and while an answer of the person is missing. */
  answerBy: string | null;
  letters: number;
  files: number;
  downloads: number;
  corrections: number;
  messages: number;
  /** True where there is a signed proof of an erasure. */
  certificate: boolean;
};

/** The newest requests are listed; of older ones their mails tell. */
const most = 100;

/** Everything that an account asked for, newest first. */
export async function readDealings(actor: AccountActor): Promise<Dealing[]> {
  return inTransaction(async (tx) => {
    const own = await ownRequests(tx, actor.accountId);
    if (own === null) return [];
    const rows = await tx
      .select()
      .from(request)
      .where(and(own, sql`${request.channel} not in ('signal','canary')`))
      .orderBy(desc(request.receivedAt))
      .limit(most);
    const counts = await countsOf(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row): Dealing => {
      const answered = row.answeredDay !== null || row.refusedDay !== null || row.endedAt !== null;
      return {
        reference: row.reference,
        right: row.right as Right,
        status: row.status as RequestStatus,
        proven: row.verifiedAt !== null,
        receivedAt: row.receivedAt,
        endedAt: row.endedAt,
        answerBy: answered || row.clockState !== "running" ? null : row.safeDue,
        letters: counts.letters.get(row.id) ?? 0,
        files: counts.bundles.get(row.id)?.files ?? 0,
        downloads: counts.bundles.get(row.id)?.downloads ?? 0,
        corrections: counts.corrections.get(row.id) ?? 0,
        messages: counts.messages.get(row.id) ?? 0,
        certificate: counts.erased.has(row.id),
      };
    });
  });
}

async function countsOf(tx: Queryable, ids: string[]) {
  if (ids.length === 0) {
    return {
      letters: new Map<string, number>(),
      bundles: new Map<string, { files: number; downloads: number }>(),
      corrections: new Map<string, number>(),
      messages: new Map<string, number>(),
      erased: new Set<string>(),
    };
  }
  const letters = await tx
    .select({ id: notice.requestId, of: count() })
    .from(notice)
    .where(and(inArray(notice.requestId, ids), isNotNull(notice.sealedText)))
    .groupBy(notice.requestId);
  const bundles = await tx
    .select({ id: bundle.requestId, files: countDistinct(bundle.id), downloads: sum(bundle.downloads) })
    .from(bundle)
    .where(and(inArray(bundle.requestId, ids), eq(bundle.state, "settled")))
    .groupBy(bundle.requestId);
  const corrections = await tx
    .select({ id: correction.requestId, of: count() })
    .from(correction)
    .where(inArray(correction.requestId, ids))
    .groupBy(correction.requestId);
  const messages = await tx
    .select({ id: message.requestId, of: count() })
    .from(message)
    .where(inArray(message.requestId, ids))
    .groupBy(message.requestId);
  const erased = await tx
    .selectDistinct({ id: erasure.requestId })
    .from(erasure)
    .where(and(inArray(erasure.requestId, ids), eq(erasure.state, "done")));
  return {
    letters: new Map(letters.map((one) => [one.id ?? "", one.of])),
    bundles: new Map(
      bundles.map((one) => [one.id, { files: one.files, downloads: Number(one.downloads ?? 0) }]),
    ),
    corrections: new Map(corrections.map((one) => [one.id, one.of])),
    messages: new Map(messages.map((one) => [one.id, one.of])),
    erased: new Set(erased.map((one) => one.id)),
  };
}

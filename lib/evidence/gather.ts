import { asc, eq } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  clock,
  clockChange,
  extension,
  fee,
  question,
  receiptCorrection,
  requestLaw,
} from "#drizzle/schema/clock.ts";
import { decision, requestRecord } from "#drizzle/schema/decision.ts";
import { notice } from "#drizzle/schema/notice.ts";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { bundle, task } from "#drizzle/schema/task.ts";
import type { Step } from "#lib/clock/step.ts";
import { inWords } from "#lib/clock/words.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { deskTimeline } from "#lib/request/timeline.ts";
import { actsOf } from "./acts.ts";
import { chainOf } from "./chain.ts";

/**
 * Everything that shows how one request was handled, and nothing of the person: days, laws, people of the house by name,
 * closed words, counts, hashes and signatures.
 */
export async function evidenceOf(tx: Transaction, row: RequestRow) {
  const mine = <T extends { requestId: AnyPgColumn } & PgTable>(table: T) => eq(table.requestId, row.id);
  const laws = await tx.select().from(requestLaw).where(mine(requestLaw));
  const clocks = await tx.select().from(clock).where(mine(clock)).orderBy(asc(clock.law), asc(clock.kind));
  const changes = await tx
    .select()
    .from(clockChange)
    .where(mine(clockChange))
    .orderBy(asc(clockChange.number));
  const extensions = await tx.select().from(extension).where(mine(extension));
  const questions = await tx.select().from(question).where(mine(question)).orderBy(asc(question.askedAt));
  const fees = await tx.select().from(fee).where(mine(fee));
  const corrections = await tx.select().from(receiptCorrection).where(mine(receiptCorrection));
  const decisions = await tx.select().from(decision).where(mine(decision)).orderBy(asc(decision.at));
  const records = await tx.select().from(requestRecord).where(mine(requestRecord));
  const notices = await tx.select().from(notice).where(mine(notice)).orderBy(asc(notice.createdAt));
  const tasks = await tx.select().from(task).where(mine(task)).orderBy(asc(task.position));
  const bundles = await tx.select().from(bundle).where(mine(bundle)).orderBy(asc(bundle.number));
  const told = await tx
    .select()
    .from(recipientNotice)
    .where(mine(recipientNotice))
    .orderBy(asc(recipientNotice.createdAt));
  const { reference } = row;
  const pick = <R extends object, K extends keyof R>(rows: readonly R[], ...keys: K[]) =>
    rows.map((one) => ({
      reference,
      ...(Object.fromEntries(keys.map((key) => [key, one[key]])) as Pick<R, K>),
    }));
  return {
    request: {
      reference,
      audit_chain: row.id,
      ...pickOne(
        row,
        "right",
        "status",
        "regime",
        "ruleVersion",
        "place",
        "residence",
        "brandId",
        "channel",
        "language",
      ),
      ...pickOne(
        row,
        "receivedAt",
        "receivedDay",
        "enteredAt",
        "datedDay",
        "legalDue",
        "safeDue",
        "clockState",
      ),
      ...pickOne(
        row,
        "acknowledgedDay",
        "verifiedAt",
        "verifiedHow",
        "answeredDay",
        "refusedDay",
        "effectiveDay",
        "endedAt",
      ),
      laws: laws.map(({ law, ruleVersion, reason }) => ({ law, ruleVersion, reason })),
    },
    clocks: clocks.map(({ requestId: _, nextMark: _mark, nextMarkOn: _on, steps, ...one }) => ({
      reference,
      ...one,
      steps,
      in_words: inWords(steps as Step[]),
    })),
    clockChanges: pick(changes, "number", "cause", "by", "approvedBy", "at"),
    extensions: pick(
      extensions,
      "law",
      "sentDay",
      "untilDay",
      "reason",
      "by",
      "firstLegal",
      "firstSafe",
      "noticeId",
      "at",
    ),
    questions: pick(
      questions,
      "about",
      "evidence",
      "askedDay",
      "askedBy",
      "answeredDay",
      "verdict",
      "judgedBy",
      "judgedAt",
      "documentDeletedAt",
    ),
    fees: pick(fees, "state", "reason", "amount", "currency", "by", "approvedBy", "askedDay", "paidDay"),
    receiptCorrections: pick(
      corrections,
      "receivedAt",
      "channel",
      "by",
      "at",
      "verdict",
      "decidedBy",
      "decidedAt",
    ),
    decisions: decisions.map(({ hash, ...one }) => ({
      ...pick(
        [one],
        "outcome",
        "state",
        "grounds",
        "needsSecond",
        "by",
        "approvedBy",
        "at",
        "sentDay",
        "noticeId",
      )[0],
      sha256_of_what_was_approved: hash.toString("hex"),
    })),
    records: pick(
      records,
      "law",
      "leads",
      "receivedDay",
      "manner",
      "respondedDay",
      "response",
      "basis",
      "days",
      "onTime",
    ),
    notices: pick(notices, "id", "kind", "language", "state", "createdAt", "sentAt", "bouncedAt"),
    systems: pick(
      tasks,
      "systemId",
      "answeredBy",
      "state",
      "outcome",
      "records",
      "files",
      "createdAt",
      "askedAt",
      "answeredAt",
      "troubleCode",
    ),
    packages: pick(
      bundles,
      "number",
      "partial",
      "releasedBy",
      "sha256",
      "bytes",
      "files",
      "readyAt",
      "expiresAt",
      "downloads",
    ),
    recipients: pick(
      told,
      "action",
      "wave",
      "systemId",
      "recipient",
      "name",
      "role",
      "country",
      "groups",
      "duties",
      "how",
      "standing",
      "sentAt",
      "answeredAt",
      "answeredBy",
      "reminded",
    ),
    ...(await actsOf(tx, row)),
    timeline: (await deskTimeline(tx, row.id)).map(({ at, kind, sentence, by, position }) => ({
      reference,
      position,
      at,
      kind,
      by,
      sentence,
    })),
    chain: await chainOf(tx, row.id, reference),
  };
}

export type Evidence = Awaited<ReturnType<typeof evidenceOf>>;

function pickOne<R extends object, K extends keyof R>(row: R, ...keys: K[]): Pick<R, K> {
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<R, K>;
}

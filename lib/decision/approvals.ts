import { and, asc, eq, inArray, isNull, type SQLWrapper, sql } from "drizzle-orm";
import { erasureBatch } from "#drizzle/schema/batch.ts";
import { fee, receiptCorrection } from "#drizzle/schema/clock.ts";
import { decision } from "#drizzle/schema/decision.ts";
import { erasure } from "#drizzle/schema/erasure.ts";
import { rectification } from "#drizzle/schema/rectification.ts";
import { request } from "#drizzle/schema/request.ts";
import { spamProposal } from "#drizzle/schema/request-acts.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { seesEverything, visibleTo } from "#lib/request/access.ts";
import type { SpamReason } from "#lib/request/acts/spam.ts";
import { correctionText } from "#lib/request/clocks/correct-receipt.ts";
import { feeNotice, openFee, proposalOf } from "#lib/request/clocks/fee.ts";
import { moneyInWords } from "#lib/request/clocks/notice-texts.ts";
import { type DutyPreview, dutyNoticeFacts } from "#lib/request/duty-notice.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { mayDecide } from "./decider.ts";
import { mustMay } from "./figures.ts";
import { opened } from "./open-decision.ts";
import { type DecisionInWork, inWork, nameOf } from "./view.ts";

/** Something that one person proposed and another must agree to. */
export type Approval = {
  reference: string;
  right: Right;
  /** The person's name. */
  person: string;
  safeDue: Day;
  /** The language and the brand in which the person is written to. */
  language: string;
  brandId: string | null;
  /** Who proposed it, and when. */
  by: string;
  at: Date;
  /** Why this reader may not agree to it; null where they may. */
  mayNot: string | null;
} & (
  | { kind: "decision"; work: DecisionInWork }
  | {
      kind: "fee";
      seen: string;
      reason: string;
      amount: string;
      explanation: string;
      evidence: string;
      /** The notice of it as it would go out now. */
      preview: DutyPreview;
    }
  | { kind: "spam"; id: string; why: SpamReason }
  | {
      kind: "receipt";
      id: string;
      from: Date;
      fromChannel: string;
      to: Date;
      channel: string;
      why: string;
      evidence: string;
    }
  | {
      kind: "erasure";
      number: number;
      /** Records that change, and records that stay. */
      changing: number;
      kept: number;
      /** Who has approved it already; null where nobody has. */
      first: string | null;
    }
  | {
      kind: "rectification";
      number: number;
      undo: boolean;
      /** Values that change, and values that people must correct by hand. */
      changing: number;
      byHand: number;
      first: string | null;
      /** Approvals that it needs: two where people are found by what changes. */
      needs: 1 | 2;
    }
);

const most = 50;
const waitingDecision = and(
  eq(decision.state, "proposed"),
  eq(decision.needsSecond, true),
  isNull(decision.approvedBy),
);

/** Everything that waits for a second person, the nearest due day first: fifty at most. Throws HabeasError `forbidden`. */
export async function listApprovals(actor: Actor): Promise<Approval[]> {
  mustMay(actor, "approve");
  return inTransaction(async (tx) => {
    const found = [
      ...(await decisions(tx, actor)),
      ...(await fees(tx, actor)),
      ...(await receipts(tx, actor)),
      ...(await erasures(tx, actor)),
      ...(await rectifications(tx, actor)),
      ...(await spam(tx, actor)),
    ];
    return found.sort((a, b) => (a.safeDue < b.safeDue ? -1 : 1)).slice(0, most);
  });
}

/** How many wait; a handful of looks into indexes. Throws HabeasError `forbidden`. */
export async function countApprovals(actor: Actor): Promise<number> {
  mustMay(actor, "approve");
  const seen = visibleTo(actor, "r") ?? sql`true`;
  const of = (
    table: SQLWrapper,
  ) => sql`select count(*) from ${table} a join ${request} r on r.id = a.request_id
      where ${seen} and`;
  const { rows } = await database().execute<{ count: number }>(
    sql`select ((${of(decision)} a.state = 'proposed' and a.needs_second and a.approved_by is null)
          + (${of(fee)} a.state = 'proposed')
          + (${of(receiptCorrection)} a.verdict is null)
          + (${of(spamProposal)} a.state = 'proposed')
          + (${of(erasure)} a.state = 'proposed' and r.status in ('collecting', 'reviewing', 'ready', 'closed'))
          + (select count(*) from ${erasureBatch} where status = 'proposed' and ${seesEverything(actor)})
          + (${of(rectification)} a.state = 'proposed'
              and r.status in ('collecting', 'reviewing', 'preparing', 'ready')))::int as count`,
  );
  return rows[0]?.count ?? 0;
}

async function about(tx: Transaction, row: RequestRow, by: string, at: Date, actor: Actor) {
  const { name } = await answersOf(tx, row);
  const own = by === actorName(actor);
  return {
    reference: row.reference,
    right: row.right as Right,
    person: name,
    safeDue: row.safeDue,
    language: row.language,
    brandId: row.brandId,
    by: await nameOf(tx, by),
    at,
    mayNot: own ? "You proposed this yourself, so somebody else must agree to it." : null,
  };
}

/** One after the other, as they share a transaction. What was destroyed on schedule in the meantime waits for nobody. */
async function each<Row>(rows: readonly Row[], make: (row: Row) => Promise<Approval>): Promise<Approval[]> {
  const found: Approval[] = [];
  for (const row of rows) {
    try {
      found.push(await make(row));
    } catch (error) {
      if (!(error instanceof HabeasError && error.code === "gone")) throw error;
    }
  }
  return found;
}

async function decisions(tx: Transaction, actor: Actor): Promise<Approval[]> {
  const rows = await tx
    .select({ decision, request })
    .from(decision)
    .innerJoin(request, eq(decision.requestId, request.id))
    .where(and(waitingDecision, visibleTo(actor)))
    .orderBy(asc(request.safeDue))
    .limit(most);
  return each(rows, async ({ decision: row, request: of }) => {
    const base = await about(tx, of, row.by, row.at, actor);
    const fit = await mayDecide(tx, of, actorName(actor));
    return {
      ...base,
      mayNot:
        base.mayNot ?? (fit ? null : "You decided what this appeal is about, so somebody else must agree."),
      kind: "decision",
      work: await inWork(tx, of, await opened(tx, of, row), actor),
    };
  });
}

async function fees(tx: Transaction, actor: Actor): Promise<Approval[]> {
  const rows = await tx
    .select({ fee, request })
    .from(fee)
    .innerJoin(request, eq(fee.requestId, request.id))
    .where(and(eq(fee.state, "proposed"), visibleTo(actor)))
    .orderBy(asc(request.safeDue))
    .limit(most);
  return each(rows, async ({ fee: row, request: of }) => {
    const words = openFee(await keyOf(tx, of.id), row);
    return {
      ...(await about(tx, of, row.by, row.at, actor)),
      ...words,
      kind: "fee",
      seen: proposalOf(row),
      reason: row.reason,
      amount: moneyInWords(row.amount, row.currency, "en"),
      preview: await dutyNoticeFacts(tx, of, feeNotice(of.language, row, words)),
    };
  });
}

async function spam(tx: Transaction, actor: Actor): Promise<Approval[]> {
  const rows = await tx
    .select({ spam: spamProposal, request })
    .from(spamProposal)
    .innerJoin(request, eq(spamProposal.requestId, request.id))
    .where(and(eq(spamProposal.state, "proposed"), visibleTo(actor)))
    .orderBy(asc(request.safeDue))
    .limit(most);
  return each(rows, async ({ spam: { id, proposedBy, createdAt, why }, request: of }) => ({
    ...(await about(tx, of, `staff/${proposedBy}`, createdAt, actor)),
    ...{ kind: "spam", id, why: why as SpamReason },
  }));
}

async function receipts(tx: Transaction, actor: Actor): Promise<Approval[]> {
  const rows = await tx
    .select({ correction: receiptCorrection, request })
    .from(receiptCorrection)
    .innerJoin(request, eq(receiptCorrection.requestId, request.id))
    .where(and(isNull(receiptCorrection.verdict), visibleTo(actor)))
    .orderBy(asc(request.safeDue))
    .limit(most);
  return each(rows, async ({ correction: row, request: of }) => ({
    ...(await about(tx, of, row.by, row.at, actor)),
    ...(await correctionText(tx, row)),
    kind: "receipt",
    id: row.id,
    from: of.receivedAt,
    fromChannel: of.channel,
    to: row.receivedAt,
    channel: row.channel,
  }));
}

/** Plans to erase a person. They are approved on their own page, where the whole plan stands. */
async function erasures(tx: Transaction, actor: Actor): Promise<Approval[]> {
  const rows = await tx
    .select({ erasure, request })
    .from(erasure)
    .innerJoin(request, eq(erasure.requestId, request.id))
    // What was cancelled or refused in the meantime waits for nobody; what was kept ends when the request is over.
    .where(
      and(
        eq(erasure.state, "proposed"),
        inArray(request.status, ["collecting", "reviewing", "ready", "closed"]),
        visibleTo(actor),
      ),
    )
    .orderBy(asc(request.safeDue))
    .limit(most);
  return each(rows, async ({ erasure: row, request: of }) => ({
    ...(await about(tx, of, row.madeBy, row.madeAt, actor)),
    // Making a plan approves nothing: who made it may be one of the two.
    mayNot:
      row.firstBy === actorName(actor)
        ? "You have approved it. The second approval is another person's."
        : null,
    kind: "erasure",
    number: row.number,
    changing: row.totals?.changing ?? 0,
    kept: row.totals?.keep ?? 0,
    first: row.firstBy && (await nameOf(tx, row.firstBy)),
  }));
}

/** Plans of corrections. They are approved on their own page as well. */
async function rectifications(tx: Transaction, actor: Actor): Promise<Approval[]> {
  const rows = await tx
    .select({ plan: rectification, request })
    .from(rectification)
    .innerJoin(request, eq(rectification.requestId, request.id))
    .where(
      and(
        eq(rectification.state, "proposed"),
        inArray(request.status, ["collecting", "reviewing", "preparing", "ready"]),
        visibleTo(actor),
      ),
    )
    .orderBy(asc(request.safeDue))
    .limit(most);
  return each(rows, async ({ plan, request: of }) => ({
    ...(await about(tx, of, plan.madeBy, plan.madeAt, actor)),
    mayNot:
      plan.firstBy === actorName(actor)
        ? "You have approved it. The second approval is another person's."
        : null,
    kind: "rectification",
    number: plan.number,
    undo: plan.kind === "undo",
    changing: plan.totals?.planned ?? 0,
    byHand: plan.totals?.by_hand ?? 0,
    first: plan.firstBy && (await nameOf(tx, plan.firstBy)),
    needs: plan.identifies ? 2 : 1,
  }));
}

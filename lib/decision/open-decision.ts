import { and, desc, eq, inArray } from "drizzle-orm";
import { decision } from "#drizzle/schema/decision.ts";
import { audit } from "#lib/audit/append.ts";
import type { AuditEvent } from "#lib/audit/events.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { type FrozenLaw, frozenLaws } from "#lib/request/clocks/frozen-laws.ts";
import { type DutyPreview, dutyNoticeFacts } from "#lib/request/duty-notice.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { type Content, contentOf, type DecisionRow, hashOfDecision } from "./content.ts";
import { noticeOf } from "./notice.ts";
import { needsSecond, problemsOf } from "./problems.ts";

/** The decision of a request that is being made, or null. There is at most one. */
export async function openDecision(tx: Queryable, requestId: string): Promise<DecisionRow | null> {
  const [row] = await tx
    .select()
    .from(decision)
    .where(and(eq(decision.requestId, requestId), inArray(decision.state, ["draft", "proposed"])));
  return row ?? null;
}

/** The newest decision that was told to the person, or null. */
export async function sentDecision(tx: Queryable, requestId: string): Promise<DecisionRow | null> {
  const [row] = await tx
    .select()
    .from(decision)
    .where(and(eq(decision.requestId, requestId), eq(decision.state, "sent")))
    .orderBy(desc(decision.at))
    .limit(1);
  return row ?? null;
}

/** A decision opened and judged against the laws of its request as they stand now. */
export type Opened = {
  row: DecisionRow;
  content: Content;
  laws: FrozenLaw[];
  /** What it lacks by itself, and what its notice would not say: sentences for staff. */
  problems: string[];
  preview: DutyPreview;
  hash: Buffer;
  needsSecond: boolean;
};

/** Opens a decision for whoever looks at it or is about to send it. */
export async function opened(tx: Transaction, request: RequestRow, row: DecisionRow): Promise<Opened> {
  const content = await contentOf(tx, row);
  return { row, content, ...(await judged(tx, request, content)) };
}

/** What can be said of a content before it is kept. */
export async function judged(
  tx: Transaction,
  request: RequestRow,
  content: Content,
): Promise<Omit<Opened, "row" | "content">> {
  const laws = await frozenLaws(tx, request.id);
  const asked = { right: request.right as Right, laws };
  return {
    laws,
    problems: problemsOf(content, asked),
    preview: await dutyNoticeFacts(tx, request, noticeOf(content, asked)),
    hash: hashOfDecision(
      request,
      laws.map(({ ruleVersion }) => ruleVersion),
      content,
    ),
    needsSecond: needsSecond(content, asked),
  };
}

/**
 * Throws HabeasError `conflict` unless the decision is exactly what somebody saw (`seen`, in hexadecimal) and what was
 * kept: every word, the laws and the language.
 */
export function mustBeUnchanged({ row, hash }: Pick<Opened, "row" | "hash">, seen: string): void {
  if (seen !== row.hash.toString("hex")) {
    throw new HabeasError(
      "conflict",
      "Somebody changed this decision since you opened it. Look at it again.",
    );
  }
  if (!hash.equals(row.hash)) {
    throw new HabeasError(
      "conflict",
      "The laws or the words of this decision changed after it was kept. Save it and propose it again.",
    );
  }
}

/** Writes a step of a decision into the request's log. */
export function logDecision(
  tx: Transaction,
  actor: Actor,
  row: Pick<DecisionRow, "requestId" | "outcome" | "grounds">,
  step: Extract<AuditEvent, { kind: "decision" }>["step"],
): Promise<void> {
  const { outcome, grounds } = row;
  return audit(tx, row.requestId, actor, { kind: "decision", step, outcome, grounds });
}

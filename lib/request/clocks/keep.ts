import { eq, sql } from "drizzle-orm";
import { alert, clock, clockChange } from "#drizzle/schema/clock.ts";
import { request } from "#drizzle/schema/request.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Clock } from "#lib/clock/clock.ts";
import { type AlertMark, nextMark } from "#lib/clock/marks.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { RequestRow } from "../sealed.ts";
import { clockFacts } from "./facts.ts";
import { type FrozenLaw, frozenLaws } from "./frozen-laws.ts";
import { type Judged, judge, leadKind } from "./judge.ts";

/** Why the facts of clocks changed. */
export type ClockCause =
  | "filed"
  | "acknowledged"
  | "question_asked"
  | "question_answered"
  | "extended"
  | "fee_asked"
  | "fee_settled"
  | "receipt_corrected"
  | "law_corrected"
  | "followed"
  | "answered"
  | "refused"
  | "ended"
  | "appealed"
  | "complained"
  | "recounted";

export type StoredClock = typeof clock.$inferInsert;
/** What was raised already about one clock: reminders once for all laws, a breach once for each. */
type Raised = (law: string, kind: string, segment: string) => Set<AlertMark>;
/** An alert as far as it says what was raised about which segment of a clock, and by which safe day. */
type Told = Pick<typeof alert.$inferSelect, "law" | "kind" | "mark" | "segment" | "dueDay">;

/** Kinds that belong to a request of their own once somebody appeals or complains. */
const elsewhere = (right: string) =>
  new Set<string>([
    ...(right === "appeal" ? [] : ["appeal"]),
    ...(right === "complaint" ? [] : ["complaint_acknowledgement", "complaint_outcome"]),
  ]);

/**
 * Judges the clocks of a request anew after its facts changed, and keeps them: one row a clock, the leading days on the
 * request, the next mark of each. In the caller's transaction, with a change that says who and why. Call it under the
 * request's lock. Throws HabeasError `invalid` where what happened cannot be; then nothing changes.
 */
export async function keepClocks(
  tx: Transaction,
  row: RequestRow,
  change: {
    cause: ClockCause;
    actor: Actor;
    approvedBy?: Actor;
    /** The reason that staff gave, sealed under the request's key. */
    sealed?: Buffer;
    today: Day;
    set?: Partial<RequestRow>;
  },
): Promise<RequestRow> {
  const facts = await clockFacts(tx, { ...row, ...change.set });
  const judged = judge(facts, await frozenLaws(tx, row.id), change.today);
  const number = change.cause === "filed" ? 1 : row.clockVersion + 1;
  await tx.insert(clockChange).values({
    requestId: row.id,
    number,
    cause: change.cause,
    by: actorName(change.actor),
    approvedBy: change.approvedBy ? actorName(change.approvedBy) : null,
    sealed: change.sealed ?? null,
  });
  const alerts = await tx.select().from(alert).where(eq(alert.requestId, row.id));
  await write(tx, row.id, storedOf(row, judged, alerts, change.today));
  const lead = leadOf(judged, row.right);
  const [kept] = await tx
    .update(request)
    .set({
      ...change.set,
      ...(lead ? daysOnRequest(lead) : {}),
      clockVersion: number,
      updatedAt: sql`now()`,
    })
    .where(eq(request.id, row.id))
    .returning();
  return kept ?? row;
}

/** The law that leads at filing, and its days: what a request is created with. */
export function firstDays(
  asked: Pick<RequestRow, "right" | "place" | "receivedAt" | "receivedDay" | "datedDay">,
  laws: readonly FrozenLaw[],
): Pick<RequestRow, "regime" | "ruleVersion" | "legalDue" | "safeDue"> {
  const nothing = { acknowledgedDay: null, answeredDay: null, refusedDay: null, effectiveDay: null };
  const facts = { row: { ...asked, ...nothing }, questions: [], extensions: [], fee: null, about: [] };
  const lead = leadOf(judge(facts, laws, asked.receivedDay), asked.right);
  const { legalDue, safeDue } = lead?.clock ?? {};
  if (!lead || !legalDue || !safeDue)
    throw new HabeasError("invalid", "No day can be found for this request.");
  return { regime: lead.law.law, ruleVersion: lead.law.ruleVersion, legalDue, safeDue };
}

/** What was raised already, from the alerts of one request. */
export function raisedOf(
  rows: readonly { law: string; kind: string; mark: string; segment: string }[],
): Raised {
  return (law, kind, segment) =>
    new Set(
      rows
        .filter(
          (one) =>
            one.kind === kind && one.segment === segment && (one.mark !== "breached" || one.law === law),
        )
        .map((one) => one.mark as AlertMark),
    );
}

/**
 * The segment of a clock that its alerts are about. One that was told as breached and then moved to a later day, as by a
 * corrected receipt, begins another: its reminders are raised for the true days, and so is its true breach.
 */
function segmentOf(
  time: "first" | "extended",
  of: { law: string; kind: string; safeDue: Day | null },
  alerts: readonly Told[],
): string {
  const { law, kind, safeDue } = of;
  const wrongly = alerts.filter(
    (one) =>
      one.mark === "breached" &&
      one.law === law &&
      one.kind === kind &&
      one.segment.startsWith(time) &&
      safeDue !== null &&
      one.dueDay < safeDue,
  );
  return wrongly.length === 0 ? time : `${time} ${wrongly.length + 1}`;
}

/** The clock that leads: of the earliest safe day, of those the earliest legal one. One that waits has no day and does not lead. */
export function leadOf(judged: readonly Judged[], right: string): (Judged & { clock: Clock }) | null {
  const own = judged.flatMap((one) => {
    const found = one.clocks.find((each) => each.kind === leadKind(right));
    return found ? [{ ...one, clock: found }] : [];
  });
  const key = ({ clock: { safeDue, legalDue } }: { clock: Clock }) =>
    `${safeDue ?? "9999"} ${legalDue ?? "9999"}`;
  return own.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))[0] ?? null;
}

/** What a request itself keeps of the clock that leads. */
export function daysOnRequest({
  law,
  clock: { state, legalDue, safeDue },
}: Judged & { clock: Clock }): Partial<RequestRow> {
  const waiting = state === "paused" || state === "not_started" || state === "withdrawn";
  return {
    regime: law.law,
    ruleVersion: law.ruleVersion,
    clockState: waiting ? state : "running",
    // While the person's answer is missing there is no day; the last one known stays as the earliest it can be.
    ...(legalDue === null || safeDue === null ? {} : { legalDue, safeDue }),
  };
}

/** The rows that keep what was judged, with the next mark of each clock. */
export function storedOf(
  row: Pick<RequestRow, "id" | "right" | "status">,
  judged: readonly Judged[],
  alerts: readonly Told[],
  today: Day,
): StoredClock[] {
  const raised = raisedOf(alerts);
  const lead = leadOf(judged, row.right);
  const apart = elsewhere(row.right);
  return judged.flatMap(({ law, clocks, extended }) =>
    clocks
      .filter((one) => !apart.has(one.kind))
      .map((one) => {
        const time = extended && one.kind === leadKind(row.right) ? "extended" : "first";
        const segment = segmentOf(time, { law: law.law, kind: one.kind, safeDue: one.safeDue }, alerts);
        const state = storedState(one, row);
        const base = { requestId: row.id, law: law.law, kind: one.kind, state, segment };
        const leads = law.law === lead?.law.law;
        const next = nextMark(
          { ...one, state },
          { beside: clocks, leads, raised: raised(law.law, one.kind, segment), today },
        );
        return {
          ...base,
          startDay: one.start,
          legalDue: one.legalDue,
          safeDue: one.safeDue,
          actBy: one.actBy,
          metOn: one.metOn,
          late: one.late,
          steps: one.steps,
          nextMark: next?.mark ?? null,
          nextMarkOn: next?.on ?? null,
        };
      }),
  );
}

/** A state that the calendar alone does not change: what is overdue is running, what has run out too. */
function storedState(one: Clock, row: Pick<RequestRow, "status">): string {
  const over = row.status === "cancelled" || row.status === "lapsed";
  if (over && one.kind !== "retention" && one.state !== "done") return "not_needed";
  return one.state === "overdue" || one.state === "expired" ? "running" : one.state;
}

async function write(tx: Transaction, requestId: string, rows: StoredClock[]): Promise<void> {
  await tx.delete(clock).where(eq(clock.requestId, requestId));
  if (rows.length > 0) await tx.insert(clock).values(rows);
}

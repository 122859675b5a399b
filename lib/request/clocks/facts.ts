import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { extension, fee, question } from "#drizzle/schema/clock.ts";
import { request } from "#drizzle/schema/request.ts";
import { calendarFor } from "#lib/clock/deadline.ts";
import type { History } from "#lib/clock/history.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import { earliestDayThere } from "#lib/law/zones.ts";
import { currentMap } from "#lib/map/current.ts";
import type { RequestRow } from "../sealed.ts";

type Fee = Pick<typeof fee.$inferSelect, "state" | "askedDay" | "paidDay">;
type Extension = Pick<typeof extension.$inferSelect, "law" | "sentDay" | "untilDay" | "reason" | "firstSafe">;
type Question = Pick<typeof question.$inferSelect, "about" | "askedDay" | "answeredDay"> &
  Partial<Pick<typeof question.$inferSelect, "verdict" | "sealedAnswer">>;

/** What clocks need of the request itself. */
type Dated = Pick<
  RequestRow,
  | "right"
  | "place"
  | "receivedAt"
  | "receivedDay"
  | "datedDay"
  | "acknowledgedDay"
  | "answeredDay"
  | "refusedDay"
  | "effectiveDay"
>;

/** What happened to a request, as far as clocks care, whatever the law. */
export type ClockFacts = {
  row: Dated;
  questions: Question[];
  extensions: Extension[];
  fee: Fee | null;
  /** Appeals and complaints about this request. */
  about: Pick<RequestRow, "right" | "receivedDay" | "acknowledgedDay" | "answeredDay" | "refusedDay">[];
};

/** Reads what clocks count with, of several requests at once: four statements, however many they are. */
export async function clockFactsOf<Row extends Dated & { id: string }>(
  db: Queryable,
  rows: readonly Row[],
): Promise<(ClockFacts & { row: Row })[]> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const questions = await db
    .select()
    .from(question)
    .where(among(question.requestId, ids))
    .orderBy(question.askedAt);
  const extensions = await db.select().from(extension).where(among(extension.requestId, ids));
  const fees = await db.select().from(fee).where(among(fee.requestId, ids));
  const about = await db
    .select({
      aboutId: request.aboutId,
      right: request.right,
      receivedDay: request.receivedDay,
      acknowledgedDay: request.acknowledgedDay,
      answeredDay: request.answeredDay,
      refusedDay: request.refusedDay,
    })
    .from(request)
    .where(among(request.aboutId, ids));
  return rows.map((row) => ({
    row,
    questions: questions.filter((one) => one.requestId === row.id),
    extensions: extensions.filter((one) => one.requestId === row.id),
    fee: fees.find((one) => one.requestId === row.id) ?? null,
    about: about.filter((one) => one.aboutId === row.id),
  }));
}

/** One of these requests: one value of the statement, however many they are, and the same statement each time. */
export const among = (column: AnyColumn | SQL, ids: readonly string[]): SQL =>
  sql`${column} = any(${sql.param(ids)}::uuid[])`;

/** The same of one request. */
export async function clockFacts(db: Queryable, row: RequestRow): Promise<ClockFacts & { row: RequestRow }> {
  const [facts] = await clockFactsOf(db, [row]);
  if (!facts) throw new TypeError("facts of one request are one");
  return facts;
}

/** The history of a request as one law's clocks are told it (pure). */
export function historyUnder(facts: ClockFacts, regime: Regime): History {
  const { row, questions, extensions, about } = facts;
  const told = extensions.find((one) => one.law === regime.id);
  const complaint = about.find((one) => one.right === "complaint");
  const appeal = about.find((one) => one.right === "appeal");
  const heard = regime.complaint !== undefined && complaint && complaint.receivedDay >= regime.complaint.from;
  return {
    regime,
    right: row.right as Right,
    received: row.receivedDay,
    ...dayThere(row),
    ...day("dated", row.datedDay),
    calendar: calendarFor(regime, currentMap().company.controller_place),
    questions: questions
      .filter((one) => !isVoid(one, regime))
      .map(({ about: reason, askedDay, answeredDay }) => ({
        about: reason as "identity" | "clarification",
        asked: askedDay,
        answered: answeredDay,
      })),
    ...feeOf(facts.fee),
    ...(told
      ? { extension: { sent: told.sentDay, ...(told.untilDay === null ? {} : { until: told.untilDay }) } }
      : {}),
    ...day("acknowledged", row.acknowledgedDay),
    ...day("answered", row.answeredDay),
    ...day("refused", row.refusedDay),
    ...day("effective", row.effectiveDay),
    ...(appeal && regime.appeal !== null
      ? {
          appeal: {
            received: appeal.receivedDay,
            ...day("answered", appeal.answeredDay ?? appeal.refusedDay),
          },
        }
      : {}),
    ...(complaint && heard
      ? { complaint: { received: complaint.receivedDay, ...day("acknowledged", complaint.acknowledgedDay) } }
      : {}),
  };
}

/**
 * A question that we took back before anybody answered was not really required: where the clock starts anew with an
 * answer, it starts nothing anew, else asking and taking back would buy a month. The days it stopped stay stopped elsewhere.
 */
const isVoid = ({ about, verdict, sealedAnswer }: Question, { pause }: Regime): boolean =>
  verdict === "withdrawn" &&
  sealedAnswer === null &&
  pause[about as "identity" | "clarification"].effect === "restarts";

/** The day of receipt where the person lives, when it can have been an earlier one: the safe day counts from it. */
function dayThere({ receivedAt, receivedDay, place }: Dated): Pick<History, "receivedThere"> {
  const there = earliestDayThere(receivedAt, place);
  return there !== null && there < receivedDay ? { receivedThere: there } : {};
}

function feeOf(charged: Fee | null): Pick<History, "fee"> {
  if (!charged?.askedDay || charged.state === "dropped" || charged.state === "proposed") return {};
  return { fee: { asked: charged.askedDay, paid: charged.paidDay } };
}

const day = <Name extends string>(name: Name, value: string | null) =>
  (value === null ? {} : { [name]: value }) as Partial<Record<Name, string>>;

import { type SQL, sql } from "drizzle-orm";
import { requestLaw } from "#drizzle/schema/clock.ts";
import { requestRecord } from "#drizzle/schema/decision.ts";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { type FiguresRule, figuresRule } from "#lib/law/duties/records.ts";
import { lawIds } from "#lib/law/regimes/all.ts";
import { type Right, rights } from "#lib/law/rights.ts";
import { companyToday } from "#lib/map/today.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { type DenialClass, denialClasses, groundsOf } from "./denials.ts";

/** What came of the requests of a year for one right. `received` is the sum of what follows it, up to `open`. */
export type FiguresRow = {
  right: Right;
  received: number;
  /** Whole or in part. */
  complied: number;
  denied: number;
  /** Nothing was held about the person: neither complied with nor denied. */
  notHeld: number;
  /** Taken back, or never proven. */
  withdrawn: number;
  open: number;
  /** Days from receipt to answer; null where nothing was answered. */
  medianDays: number | null;
  meanDays: number | null;
  /** Share of the answers that came within the legal, validly extended time, 0 to 1. */
  onTime: number | null;
  denials: Record<DenialClass, number>;
};

export type Figures = {
  year: number;
  /** Null: all requests, each once, whatever the law. */
  law: string | null;
  rule: FiguresRule | null;
  /** By when a law wants them public. */
  publishBy: Day | null;
  /** True once the year is over: only then the numbers can be published. */
  over: boolean;
  rows: FiguresRow[];
};

/** Throws HabeasError `forbidden` unless an actor is staff who may do it, or the operator. */
export function mustMay(actor: Actor, action: StaffAction): void {
  if (actor.kind === "operator") return;
  if (actor.kind !== "staff") notFound();
  if (!allowed(actor.role, action))
    throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
}

/** Throws HabeasError `invalid` for what is no year of ours or no law that we know. */
export function mustBeFigures(year: number, law: string | null): void {
  const last = Number(companyToday().slice(0, 4));
  if (!Number.isInteger(year) || year < 2018 || year > last)
    throw new HabeasError("invalid", `Choose a year from 2018 to ${last}.`);
  if (law !== null && law !== "OWN_POLICY" && !lawIds.includes(law))
    throw new HabeasError("invalid", "There is no law of that name here.");
}

/** The figures of a calendar year, by the day of receipt, as they stand now. */
export async function figuresOf(actor: Actor, year: number, law: string | null): Promise<Figures> {
  mustMay(actor, "see_figures");
  mustBeFigures(year, law);
  return inTransaction((tx) => countFigures(tx, year, law));
}

/** The same for a caller who was let in already. */
export async function countFigures(tx: Transaction, year: number, law: string | null): Promise<Figures> {
  const rule = law === null ? null : figuresRule(law);
  const days = { from: `${year}-01-01`, to: `${year}-12-31` };
  // Where a law wants figures, a portable copy counts as access: it is asked for under the same right.
  const asRight = rule
    ? sql`case right_asked when 'portability' then 'access' else right_asked end`
    : sql`right_asked`;
  const answers = await tx.execute<Answers>(countAnswers(days, law, asRight));
  const denied = await tx.execute<Denied>(countDenials(days, law, asRight));
  const open = await tx.execute<{ right: string; open: number }>(countOpen(days, law, asRight));
  const rowOf = (right: Right) =>
    joined(
      right,
      answers.rows.find((one) => one.right === right),
      denied.rows.filter((one) => one.right === right),
      open.rows.find((one) => one.right === right)?.open ?? 0,
    );
  const asked = rule ? rights.filter((right) => right !== "portability") : rights;
  const named: readonly Right[] = rule?.rows ?? [];
  const rows = [...named, ...asked.filter((right) => !named.includes(right))]
    .map(rowOf)
    .filter((row) => row.received > 0 || named.includes(row.right));
  return {
    year,
    law,
    rule,
    publishBy: rule ? `${year + 1}-${rule.publishBy}` : null,
    over: companyToday() > days.to,
    rows,
  };
}

type Between = { from: Day; to: Day };
type Answers = Omit<FiguresRow, "right" | "open" | "denials"> & { right: string };
type Denied = { right: string; reason: DenialClass; n: number };

/**
 * First a few thousand groups, however many requests there are, from the index alone; then, from those, the sums and the
 * day in the middle: of an even number of answers the mean of the two in the middle.
 */
const countAnswers = ({ from, to }: Between, law: string | null, asRight: SQL): SQL =>
  sql`with counted as (
        select ${asRight} as right_asked, response, days, on_time, count(*) as n from ${requestRecord}
          where received_day between ${from}::date and ${to}::date and ${under(law)} group by 1, 2, 3, 4
      ), by_days as (
        select right_asked, days, sum(n)::bigint as n,
            (sum(sum(n)) over (partition by right_asked order by days))::bigint as up_to,
            (sum(sum(n)) over (partition by right_asked))::bigint as told
          from counted where days is not null group by right_asked, days
      ), middle as (
        select right_asked, (sum(days * n) / max(told))::float8 as mean,
            (min(days) filter (where up_to >= (told + 1) / 2) + min(days) filter (where up_to >= told / 2 + 1))::float8
              / 2 as median
          from by_days group by right_asked
      )
      select right_asked as "right", sum(n)::int as received,
          ${sumOf(sql`response in ('complied', 'complied_partly')`)} as complied,
          ${sumOf(sql`response = 'denied'`)} as denied,
          ${sumOf(sql`response = 'not_held'`)} as "notHeld",
          ${sumOf(sql`response in ('withdrawn', 'lapsed')`)} as withdrawn,
          max(median) as "medianDays", max(mean) as "meanDays",
          case when count(*) filter (where days is not null) = 0 then null
            else (coalesce(sum(n) filter (where on_time), 0) / sum(n) filter (where days is not null))::float8 end as "onTime"
        from counted left join middle using (right_asked) group by right_asked`;

const sumOf = (condition: SQL): SQL => sql`coalesce(sum(n) filter (where ${condition}), 0)::int`;

const countDenials = ({ from, to }: Between, law: string | null, asRight: SQL): SQL => {
  const cases = denialClasses
    .filter((reason) => reason !== "other_grounds")
    .map((reason) => {
      const names = sql.join(
        groundsOf(reason).map((ground) => sql`${ground}`),
        sql`, `,
      );
      return sql`when basis ?| array[${names}]::text[] then ${reason}::text`;
    });
  return sql`select ${asRight} as right, case ${sql.join(cases, sql` `)} else 'other_grounds' end as reason,
        count(*)::int as n
      from ${requestRecord} where response = 'denied' and received_day between ${from}::date and ${to}::date
        and ${under(law)} group by 1, 2`;
};

const under = (law: string | null): SQL => (law === null ? sql`leads` : sql`law = ${law}`);

/** Requests that have no answer yet, and so no record. */
const countOpen = ({ from, to }: Between, law: string | null, asRight: SQL): SQL =>
  sql`select ${asRight} as right, count(*)::int as open from ${request}
        where ended_at is null and status <> 'ready' and received_day between ${from}::date and ${to}::date
          and ${law === null ? sql`true` : sql`exists (select 1 from ${requestLaw} where request_id = request.id and law = ${law})`}
        group by 1`;

const nothing = {
  received: 0,
  complied: 0,
  denied: 0,
  notHeld: 0,
  withdrawn: 0,
  medianDays: null,
  meanDays: null,
  onTime: null,
};

function joined(
  right: Right,
  answers: Answers | undefined,
  denied: readonly Denied[],
  open: number,
): FiguresRow {
  const { right: _right, received, ...counted } = answers ?? { right, ...nothing };
  const denials = denialClasses.map((reason) => [
    reason,
    denied.find((one) => one.reason === reason)?.n ?? 0,
  ]);
  return {
    right,
    received: received + open,
    ...counted,
    open,
    denials: Object.fromEntries(denials) as Record<DenialClass, number>,
  };
}

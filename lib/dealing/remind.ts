import { type SQL, sql } from "drizzle-orm";
import { addDays, type Day, dayInWords, dayOf } from "#lib/core/day.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import type { OwedNotice } from "#lib/jobs/outbox.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { lockRequest } from "#lib/request/move.ts";
import { oweOnce } from "#lib/request/owe-once.ts";
import type { RequestRow } from "#lib/request/sealed.ts";

/** Days until a request lapses that nobody has proved. */
const daysToProve = 14;
const atOnce = 200;

/** A row that something is due for: its request, what the mail is kept by, and a day where the mail names one. */
type Due = { requestId: string; key: string; day: Day | null };

/** A mail that time alone brings. `rows` finds what is due by `today`; `owed` is asked again under the request's lock. */
type Turn = { rows: (today: Day) => SQL; owed: (row: RequestRow, due: Due, today: Day) => OwedNotice | null };

const inWords = (day: Day, row: RequestRow) => dayInWords(day, row.language);
const provable = sql`r.status = 'received' and r.channel = 'portal'
  and r.right_asked not in ('opt_out', 'limit_sensitive', 'complaint')
  and not exists (select 1 from behalf a where a.dossier_id = r.dossier_id
    and (a.relation = 'agent' or a.asker_proven_at is not null))`;
const worked = sql`r.status in ('collecting', 'reviewing', 'preparing') and r.channel not in ('signal', 'canary')`;
const unsent = (key: SQL) => sql`not exists (select 1 from notice n where n.once_key = ${key})`;

function unproven(kind: "unproven_day" | "unproven_three_days", from: string, to: string): Turn {
  const key = sql`${`${kind}/`}::text || r.id`;
  return {
    rows: () => sql`select r.id as "requestId", ${key} as key, null as day from request r where ${provable}
      and r.entered_at < now() - ${from}::interval and r.entered_at > now() - ${to}::interval and ${unsent(key)}`,
    owed: (row) => {
      if (row.status !== "received") return null;
      const until = addDays(dayOf(row.enteredAt, currentMap().company.timezone), daysToProve);
      return { kind, vars: { reference: row.reference, until: inWords(until, row) } };
    },
  };
}

const isWorkedOn = (row: RequestRow) => ["collecting", "reviewing", "preparing"].includes(row.status);

const halfKey = sql`'half_time/' || r.id`;
const lateKey = sql`'late/' || r.id`;
const questionKey = sql`'question_again/' || q.id`;
const previewKey = sql`'deletion_preview/' || e.id`;
const linkKey = sql`'link_ends/' || b.id || '/' || b.expires_at::date`;
const howKey = sql`'how_did_we_do/' || r.id`;

const turns: Turn[] = [
  unproven("unproven_day", "24 hours", "72 hours"),
  unproven("unproven_three_days", "72 hours", "13 days"),
  {
    rows: () => sql`select r.id as "requestId", ${questionKey} as key, null as day
      from question q join request r on r.id = q.request_id where q.answered_day is null and q.asked_at < now() - interval '7 days'
      and r.status in ('received', 'collecting', 'reviewing') and ${unsent(questionKey)}`,
    owed: (row) => ({ kind: "question_again", vars: { reference: row.reference } }),
  },
  {
    // Not where it was received only days ago: then there is nothing to reassure anybody about.
    rows: (
      today,
    ) => sql`select r.id as "requestId", ${halfKey} as key, null as day from request r where ${worked}
      and r.clock_state = 'running' and ${today}::date >= r.received_day + (r.safe_due - r.received_day) / 2
      and ${today}::date < r.safe_due and ${today}::date > r.received_day + 5 and ${unsent(halfKey)}`,
    owed: (row) =>
      isWorkedOn(row)
        ? { kind: "half_time", vars: { reference: row.reference, due: inWords(row.safeDue, row) } }
        : null,
  },
  {
    rows: (
      today,
    ) => sql`select r.id as "requestId", ${lateKey} as key, r.forecast_day::text as day from request r
      where ${worked} and r.clock_state = 'running' and r.legal_due < ${today}::date and ${unsent(lateKey)}`,
    owed: (row, { day }, today) => {
      if (!isWorkedOn(row) || row.legalDue >= today) return null;
      return day !== null && day > today
        ? { kind: "late", vars: { reference: row.reference, until: inWords(day, row) } }
        : { kind: "late_open", vars: { reference: row.reference } };
    },
  },
  {
    rows: () => sql`select r.id as "requestId", ${previewKey} as key, null as day from erasure e
      join request r on r.id = e.request_id where e.state = 'proposed' and e.cause = 'asked' and ${worked} and ${unsent(previewKey)}`,
    owed: (row) =>
      isWorkedOn(row) ? { kind: "deletion_preview", vars: { reference: row.reference } } : null,
  },
  {
    rows: () => sql`select r.id as "requestId", ${linkKey} as key, b.expires_at::date::text as day from bundle b
      join request r on r.id = b.request_id where b.state = 'settled' and b.downloads = 0 and r.status = 'ready'
      and b.expires_at > now() and b.expires_at < now() + interval '3 days' and b.ready_at < now() - interval '1 day'
      and ${unsent(linkKey)}`,
    owed: (row, { day }) =>
      day === null
        ? null
        : { kind: "link_ends", vars: { reference: row.reference, until: inWords(day, row) } },
  },
  {
    rows: () => sql`select r.id as "requestId", ${howKey} as key, null as day from request r
      join request_key k on k.request_id = r.id and k.destroyed_at is null
      where r.status in ('closed', 'refused') and r.verified_at is not null and r.channel not in ('signal', 'canary')
      and r.ended_at < now() - interval '1 day' and r.ended_at > now() - interval '8 days' and ${unsent(howKey)}
      and not exists (select 1 from opinion_given o where o.request_id = r.id)`,
    owed: (row) => ({ kind: "how_did_we_do", vars: { reference: row.reference } }),
  },
];

/**
 * Writes to people whatever time alone brings: that a code or an answer is missing, half time, lateness, a link that ends,
 * one question at the end. Each is owed once; what another worker owed meanwhile is not owed again. Returns how many.
 */
export async function remindPeople(today: Day = companyToday()): Promise<number> {
  let owed = 0;
  for (const turn of turns) {
    const { rows } = await database().execute<Due>(sql`${turn.rows(today)} limit ${atOnce}`);
    for (const due of rows) {
      try {
        owed += (await remind(turn, due, today)) ? 1 : 0;
      } catch (error) {
        log.warn({ err: error, request: due.requestId }, "a reminder is tried again");
      }
    }
  }
  return owed;
}

function remind(turn: Turn, due: Due, today: Day): Promise<boolean> {
  return inTransaction(async (tx) => {
    const row = await lockRequest(tx, due.requestId);
    const notice = turn.owed(row, due, today);
    return notice === null ? false : oweOnce(tx, row, due.key, notice);
  });
}

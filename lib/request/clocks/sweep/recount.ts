import { sql } from "drizzle-orm";
import { clock } from "#drizzle/schema/clock.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { companyToday } from "#lib/map/today.ts";
import type { RequestRow } from "../../sealed.ts";
import { among, clockFactsOf } from "../facts.ts";
import { frozenLawsOf } from "../frozen-laws.ts";
import { judge } from "../judge.ts";
import { daysOnRequest, leadOf, type StoredClock, storedOf } from "../keep.ts";
import { type Recounted, writeRecounted } from "./recount-write.ts";

/** The days of a request as they were kept, and as they are counted now. */
export type RecountedRequest = {
  reference: string;
  right: Right;
  from: { legalDue: Day; safeDue: Day };
  to: { legalDue: Day; safeDue: Day };
};

/** What a recount came to. `moved` holds the first thousand whose own days changed; `failed` could not be judged. */
export type Recount = { open: number; differ: number; failed: number; moved: RecountedRequest[] };

const page = 1000;
const mostTold = 1000;

/**
 * Counts every open request anew under the rules that were frozen with it, and writes what differs: after public holidays
 * were loaded, or the place where the company must act has changed. In pages, set by set, each with a change in the log of
 * its clocks that says who; a request that somebody works on meanwhile is left to them, for they count it anew themselves.
 * A change of a rule moves nothing here: its version is frozen. `dryRun` writes nothing.
 */
export async function recountClocks(options: { dryRun: boolean; actor?: Actor }): Promise<Recount> {
  const { dryRun, actor = { kind: "operator" } } = options;
  const today = companyToday();
  const told: Recount = { open: 0, differ: 0, failed: 0, moved: [] };
  // While a page is judged the next one is read.
  for (let next = readPage(database(), undefined); ; ) {
    const rows = await next;
    const last = rows.at(-1);
    const more = rows.length === page;
    next = more ? readPage(database(), last?.row) : next;
    next.catch(() => {});
    told.open += rows.length;
    const changed: Recounted[] = [];
    for (const { row, kept, facts, laws } of rows) {
      try {
        const judged = judge(facts, laws, today);
        const clocks = storedOf(row, judged, [], today);
        const lead = leadOf(judged, row.right);
        const onRequest = { ...lastKnown(row), ...(lead ? daysOnRequest(lead) : {}) };
        const same = asKept(clocks, kept) && JSON.stringify(onRequest) === JSON.stringify(lastKnown(row));
        if (!same) changed.push({ row, judged, onRequest });
      } catch (error) {
        if (!(error instanceof HabeasError)) throw error;
        told.failed++;
        log.warn({ err: error, request: row.id }, "a request could not be counted anew");
      }
    }
    told.differ += changed.length;
    for (const { row, onRequest } of changed) {
      if (told.moved.length >= mostTold) break;
      const { legalDue, safeDue } = onRequest;
      if (legalDue === row.legalDue && safeDue === row.safeDue) continue;
      const from = { legalDue: row.legalDue, safeDue: row.safeDue };
      told.moved.push({
        reference: row.reference,
        right: row.right as Right,
        from,
        to: { legalDue, safeDue },
      });
    }
    if (!dryRun && changed.length > 0) await writeRecounted(changed, actor, today);
    if (!more) return told;
  }
}

const lastKnown = ({ regime, ruleVersion, clockState, legalDue, safeDue }: Recounted["onRequest"]) => ({
  regime,
  ruleVersion,
  clockState,
  legalDue,
  safeDue,
});

type KeptClock = Pick<
  typeof clock.$inferSelect,
  "law" | "kind" | "state" | "startDay" | "legalDue" | "safeDue" | "actBy" | "metOn" | "late"
>;

/** True where the clocks of a request stand as they are kept, but for their marks and the segments that alerts make. */
function asKept(clocks: readonly StoredClock[], kept: readonly KeptClock[]): boolean {
  if (clocks.length !== kept.length) return false;
  return clocks.every((one) => {
    const other = kept.find(({ law, kind }) => law === one.law && kind === one.kind);
    return (
      other !== undefined &&
      one.state === other.state &&
      one.startDay === other.startDay &&
      one.legalDue === other.legalDue &&
      one.safeDue === other.safeDue &&
      one.actBy === other.actBy &&
      one.metOn === other.metOn &&
      one.late === other.late
    );
  });
}

/** What clocks count with, and what they are compared with, of a request: read past the query builder, for there are millions. */
type OpenRow = Pick<
  RequestRow,
  | "id"
  | "reference"
  | "right"
  | "place"
  | "status"
  | "receivedAt"
  | "receivedDay"
  | "datedDay"
  | "acknowledgedDay"
  | "answeredDay"
  | "refusedDay"
  | "effectiveDay"
  | "regime"
  | "ruleVersion"
  | "clockState"
  | "clockVersion"
  | "legalDue"
  | "safeDue"
>;

type Place = { safeDue: Day; id: string };

/** The next open requests by their safe day, with all that their clocks count with, from the index of what is open. */
async function readPage(db: Queryable, after: Place | undefined) {
  const beyond = after ? sql`and (safe_due, id) > (${after.safeDue}::date, ${after.id}::uuid)` : sql``;
  const { rows: read } = await db.execute<OpenRow & { at: number }>(sql`
    select id, reference, right_asked as "right", place, status, extract(epoch from received_at)::float8 * 1000 as at,
        received_day as "receivedDay", dated_day as "datedDay", acknowledged_day as "acknowledgedDay",
        answered_day as "answeredDay", refused_day as "refusedDay", effective_day as "effectiveDay", regime,
        rule_version as "ruleVersion", clock_state as "clockState", clock_version as "clockVersion",
        legal_due as "legalDue", safe_due as "safeDue"
      from request where ended_at is null and status <> 'ready' ${beyond}
      order by safe_due, id limit ${page}`);
  const rows: OpenRow[] = read.map((one) => ({ ...one, receivedAt: new Date(one.at) }));
  const ids = rows.map(({ id }) => id);
  const kept = await keptClocks(db, ids);
  const laws = await frozenLawsOf(db, ids);
  const facts = await clockFactsOf(db, rows);
  return facts.map((one) => ({
    row: one.row,
    kept: kept.get(one.row.id) ?? [],
    facts: one,
    laws: laws.get(one.row.id) ?? [],
  }));
}

/** The clocks of these requests as they are kept. */
async function keptClocks(db: Queryable, ids: readonly string[]): Promise<Map<string, KeptClock[]>> {
  const { rows } = await db.execute<KeptClock & { id: string }>(sql`
    select request_id as id, law, kind, state, start_day as "startDay", legal_due as "legalDue",
        safe_due as "safeDue", act_by as "actBy", met_on as "metOn", late
      from clock where ${among(clock.requestId, ids)}`);
  return Map.groupBy(rows, ({ id }) => id);
}

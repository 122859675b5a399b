import { and, asc, gt, isNull, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { Residence } from "#lib/law/choose.ts";
import type { Right } from "#lib/law/rights.ts";
import { companyToday } from "#lib/map/today.ts";
import { type ClockFacts, clockFactsOf } from "./clocks/facts.ts";
import { chooseLaws, chosenByStaff, type FrozenLaw, frozenLawsOf } from "./clocks/frozen-laws.ts";
import { judge } from "./clocks/judge.ts";
import { leadOf } from "./clocks/keep.ts";
import type { RequestRow } from "./sealed.ts";

/** What leads and its days; null days while an answer of the person is missing. */
type Verdict = { ruleVersion: string; legalDue: Day | null; safeDue: Day | null };

/** An open request that the rules of today would judge otherwise than those frozen with it. */
export type LawDifference = { reference: string; right: Right; frozen: Verdict; now: Verdict };

const page = 1000;

/**
 * Compares every open request with the law as this program knows it now: after a change of a rule or of what the
 * company says of itself. Changes nothing: open requests keep the rules of the day of their receipt.
 */
export async function lawDifferences(db: Queryable): Promise<{ open: number; differ: LawDifference[] }> {
  const today = companyToday();
  const differ: LawDifference[] = [];
  let open = 0;
  for (let after = ""; ; ) {
    const rows = await db
      .select()
      .from(request)
      .where(and(isNull(request.endedAt), sql`${request.status} <> 'ready'`, gt(request.reference, after)))
      .orderBy(asc(request.reference))
      .limit(page);
    const laws = await frozenLawsOf(
      db,
      rows.map((row) => row.id),
    );
    for (const facts of await clockFactsOf(db, rows)) {
      const { row } = facts;
      const right = row.right as Right;
      const held = laws.get(row.id) ?? [];
      const frozen = verdict(facts, held, today);
      const now = verdict(facts, lawsNow(row, held), today);
      if (JSON.stringify(frozen) !== JSON.stringify(now))
        differ.push({ reference: row.reference, right, frozen, now });
    }
    open += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < page) return { open, differ };
    after = last.reference;
  }
}

/** The laws that would govern by the rules of today; none where what staff chose cannot govern any more. */
function lawsNow(row: RequestRow, held: readonly FrozenLaw[]): FrozenLaw[] {
  const { place, receivedDay: received } = row;
  const residence = row.residence as Residence;
  try {
    return chooseLaws({ right: row.right as Right, place, residence, received, only: chosenByStaff(held) });
  } catch (error) {
    if (error instanceof HabeasError) return [];
    throw error;
  }
}

/** The same facts under these laws. Where they cannot be under them, there is no day. */
function verdict(
  facts: ClockFacts & { row: { right: string } },
  laws: readonly FrozenLaw[],
  today: Day,
): Verdict {
  const none = { ruleVersion: laws[0]?.ruleVersion ?? "", legalDue: null, safeDue: null };
  try {
    const lead = leadOf(judge(facts, laws, today), facts.row.right);
    if (!lead) return none;
    return { ruleVersion: lead.law.ruleVersion, legalDue: lead.clock.legalDue, safeDue: lead.clock.safeDue };
  } catch (error) {
    if (error instanceof HabeasError) return none;
    throw error;
  }
}

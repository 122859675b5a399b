import { and, asc, gt, isNull, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { type ClockAnswer, deadline } from "#lib/clock/deadline.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";

type Judged = Pick<ClockAnswer, "ruleVersion" | "legalDue" | "safeDue">;

/** An open request that the rules of today would judge otherwise than those frozen with it. */
export type LawDifference = { reference: string; right: Right; frozen: Judged; now: Judged };

const page = 1000;

/**
 * Compares every open request with the law as this program knows it now: after a change of a rule or of what the
 * company says of itself. Changes nothing: open requests keep the rules of the day of their receipt.
 */
export async function lawDifferences(db: Queryable): Promise<{ open: number; differ: LawDifference[] }> {
  const { company } = currentMap();
  const differ: LawDifference[] = [];
  let open = 0;
  for (let after = ""; ; ) {
    const rows = await db
      .select()
      .from(request)
      .where(and(isNull(request.endedAt), sql`${request.status} <> 'ready'`, gt(request.reference, after)))
      .orderBy(asc(request.reference))
      .limit(page);
    for (const row of rows) {
      const right = row.right as Right;
      const frozen = judged(row);
      const now = judged(
        deadline({
          right,
          place: row.place,
          receivedDay: row.receivedDay,
          controllerPlace: company.controller_place,
          laws: company.laws,
          kinds: company.kinds,
        }),
      );
      if (JSON.stringify(frozen) !== JSON.stringify(now))
        differ.push({ reference: row.reference, right, frozen, now });
    }
    open += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < page) return { open, differ };
    after = last.reference;
  }
}

const judged = ({ ruleVersion, legalDue, safeDue }: Judged): Judged => ({ ruleVersion, legalDue, safeDue });

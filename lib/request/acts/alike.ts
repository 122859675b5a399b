import { and, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { requestFor, visibleTo } from "../access.ts";
import { frozenLaws } from "../clocks/frozen-laws.ts";
import { detailsForStaff } from "../details-for-staff.ts";
import type { RequestStatus } from "../moves.ts";
import { answersIfKept, type RequestRow } from "../sealed.ts";
import { type Suggestion, suggestRights } from "../suggest.ts";
import { whyNotSame } from "./same.ts";

/** A request that may be of the same person, and why we think so. */
export type Alike = {
  reference: string;
  right: Right;
  status: RequestStatus;
  receivedDay: Day;
  because: "address" | "name_and_place";
  /** Whether this one can be closed because that one answers it. */
  answers: boolean;
};

/** What helps to sort a new request: each with its reason, and nothing decided. */
export type Hints = {
  right: Right;
  /** Other rights that the person's words may ask for. */
  rights: Suggestion[];
  laws: { law: string; reason: string }[];
  alike: Alike[];
};

/** Days back in which a request of the same name and place is still worth a look. */
const recent = 180;
const mostAlike = 8;

/** What helps to sort a request. Throws the uniform `not_found`, or `forbidden`. */
export async function hintsFor(actor: Actor, reference: string): Promise<Hints> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    const asked = await answersIfKept(tx, row);
    const right = row.right as Right;
    return {
      right,
      rights: asked ? suggestRights(detailsForStaff(asked)).filter((one) => one.right !== right) : [],
      laws: (await frozenLaws(tx, row.id)).map(({ law, reason }) => ({ law, reason })),
      alike: await alikeTo(tx, actor, row),
    };
  });
}

/**
 * Requests of the same address, and recent ones of the same name from the same place, by keyed tokens. The first are one
 * mailbox; the second are only alike, and are never merged.
 */
async function alikeTo(tx: Transaction, actor: Actor, row: RequestRow): Promise<Alike[]> {
  const sameAddress = eq(request.mailboxToken, row.mailboxToken);
  const names = row.nameTokens;
  // One word is no name: too many share it.
  const sameName =
    names.length < 2
      ? undefined
      : and(
          sql`${request.nameTokens} @> ${sql`array[${sql.join(
            names.map((one) => sql`${one}`),
            sql`, `,
          )}]::text[]`}`,
          eq(request.place, row.place),
          sql`${request.receivedAt} > ${row.receivedAt.toISOString()}::timestamptz - make_interval(days => ${recent})`,
        );
  const found = await tx
    .select()
    .from(request)
    .where(and(ne(request.id, row.id), isNull(request.spamAt), or(sameAddress, sameName), visibleTo(actor)))
    .orderBy(desc(request.receivedAt))
    .limit(mostAlike);
  const alike: Alike[] = [];
  for (const one of found) {
    const address = one.mailboxToken.equals(row.mailboxToken);
    alike.push({
      reference: one.reference,
      right: one.right as Right,
      status: one.status as RequestStatus,
      receivedDay: one.receivedDay,
      because: address ? "address" : "name_and_place",
      answers: address && (await whyNotSame(tx, row, one)) === null,
    });
  }
  return alike.sort((a, b) => Number(b.answers) - Number(a.answers));
}

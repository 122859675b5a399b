import { and, eq, isNotNull, lte } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { request } from "#drizzle/schema/request.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { contentOf, reasonsOf, statementOf } from "./content.ts";

/** What a person said when a correction was refused, as it stands in later copies beside what they disagree with. */
export type Disagreement = {
  /** A fact of the map's vocabulary, or a field as system.collection.field. */
  about: string;
  /** What they asked to have written, where they typed it. */
  wanted: string | null;
  statement: string;
  at: Date;
  /** The request in which they said it. */
  reference: string;
  /** Why it was not changed. */
  reason: string | null;
};

/**
 * The statements of disagreement of a request's person, oldest first: from requests with the same proven mailbox and the
 * same name, made before `until`. What has been destroyed on schedule is not among them.
 */
export async function disagreementsOf(
  db: Queryable,
  row: Pick<RequestRow, "mailboxToken" | "nameTokens">,
  until: Date,
): Promise<Disagreement[]> {
  const rows = await db
    .select({ correction, reference: request.reference, nameTokens: request.nameTokens })
    .from(correction)
    .innerJoin(request, eq(correction.requestId, request.id))
    .where(
      and(
        eq(request.mailboxToken, row.mailboxToken),
        isNotNull(request.verifiedAt),
        isNotNull(correction.sealedStatement),
        lte(correction.statementAt, until),
      ),
    )
    .orderBy(correction.statementAt, correction.id);
  // A parent's own words do not belong in the copy of a child for whom they ask from the same mailbox.
  const own = rows.filter(({ nameTokens }) => isSame(nameTokens, row.nameTokens));
  const found: Disagreement[] = [];
  for (const one of own) {
    const said = await opened(db, one.correction, one.reference);
    if (said !== null) found.push(said);
  }
  return found;
}

async function opened(
  db: Queryable,
  row: typeof correction.$inferSelect,
  reference: string,
): Promise<Disagreement | null> {
  try {
    const key = await keyOf(db, row.requestId);
    const statement = statementOf(key, row);
    if (statement === null || row.statementAt === null) return null;
    const { wanted } = contentOf(key, row);
    return {
      about: row.fact ?? row.field ?? "",
      wanted: wanted === null ? null : Object.values(wanted).join(", "),
      statement,
      at: row.statementAt,
      reference,
      reason: reasonsOf(key, row)?.reason ?? null,
    };
  } catch (error) {
    if (error instanceof HabeasError && error.code === "gone") return null;
    throw error;
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [new Set(one), new Set(other)];
  return a.size > 0 && a.size === b.size && [...a].every((token) => b.has(token));
}

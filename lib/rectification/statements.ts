import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, lte } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { request } from "#drizzle/schema/request.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import { type Answers, subjectNameOf } from "#lib/request/answers.ts";
import { nameTokens } from "#lib/request/name-tokens.ts";
import { answersIfKept, answersOf, type RequestRow } from "#lib/request/sealed.ts";
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
 * The statements of disagreement of a request's subject, oldest first: from requests with the same proven mailbox, made
 * by the same person for the same one, before `until`. What has been destroyed on schedule is not among them.
 */
export async function disagreementsOf(db: Queryable, row: RequestRow, until: Date): Promise<Disagreement[]> {
  const rows = await db
    .select({ correction, request })
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
  const concerned = whoIn(await answersOf(db, row));
  const found: Disagreement[] = [];
  for (const one of rows) {
    const asked = await answersIfKept(db, one.request);
    // One mailbox may ask for many: an agent's clients, a parent's children. Only the same one's words belong here.
    if (asked === null || whoIn(asked) !== concerned) continue;
    const said = await opened(db, one.correction, one.request.reference);
    if (said !== null) found.push(said);
  }
  return found;
}

/** Who asked for whom; two people without a name are not the same one. */
function whoIn(asked: Answers): string {
  const words = nameTokens(subjectNameOf(asked));
  const name = words.length > 0 ? words.toSorted() : [randomUUID()];
  return JSON.stringify([asked.who, asked.who === "other" ? asked.relation : "", [...new Set(name)]]);
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

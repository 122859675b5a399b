import { and, arrayOverlaps, eq, isNotNull, ne, notExists, or, sql } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { linkDecision } from "#drizzle/schema/link.ts";
import { request } from "#drizzle/schema/request.ts";
import { sharedIdentifier } from "#drizzle/schema/task.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { type DataKey, seal } from "#lib/vault/seal.ts";

export type DecisionRow = typeof linkDecision.$inferSelect;

export const reasonContext = (requestId: string) => `link_decision/${requestId}`;

/**
 * Tokens by which the same person is known again in a later request: what they had proven. A mailbox that several
 * people use is nobody's in particular, so nothing is remembered by it; nor is one of somebody who asks for others.
 */
export async function personTokens(tx: Queryable, requestId: string): Promise<string[]> {
  const [row] = await tx.select().from(request).where(eq(request.id, requestId));
  if (!row || (await answersOf(tx, row)).who !== "self") return [];
  const shared = tx
    .select({ one: sql`1` })
    .from(sharedIdentifier)
    .where(eq(sharedIdentifier.identifierId, identifier.id));
  const rows = await tx
    .select({ token: identifier.token })
    .from(identifier)
    .where(and(eq(identifier.requestId, requestId), eq(identifier.origin, "proven"), notExists(shared)));
  return rows.map((row) => row.token.toString("base64url"));
}

/**
 * What staff decided in earlier requests of the same person about keys and identifiers of a system: of each the
 * newest word counts, and one that was taken back is none.
 */
export async function rememberedFor(
  tx: Queryable,
  requestId: string,
  systemId: string,
): Promise<DecisionRow[]> {
  const tokens = await personTokens(tx, requestId);
  if (tokens.length === 0) return [];
  const rows = await tx
    .select()
    .from(linkDecision)
    .where(
      and(
        arrayOverlaps(linkDecision.personTokens, tokens),
        // An identifier that is taken off is so for whatever system knows it.
        or(eq(linkDecision.systemId, systemId), isNotNull(linkDecision.identifierToken)),
        ne(linkDecision.requestId, requestId),
        sql`(${isNotNull(linkDecision.keyToken)} or ${isNotNull(linkDecision.identifierToken)})`,
      ),
    )
    .orderBy(sql`coalesce(${linkDecision.undoneAt}, ${linkDecision.decidedAt})`);
  const newest = new Map(rows.map((row) => [aboutOf(row), row]));
  return [...newest.values()].filter((row) => row.undoneAt === null);
}

const aboutOf = (row: DecisionRow) =>
  `${row.keyToken?.toString("hex") ?? ""}/${row.identifierKind ?? ""}/${row.identifierToken?.toString("hex") ?? ""}`;

/** Applies an earlier decision to a request: the same word by the same person on the same day, as a row of its own. */
export async function adopt(
  tx: Transaction,
  requestId: string,
  key: DataKey,
  earlier: DecisionRow,
): Promise<string> {
  const [row] = await tx
    .insert(linkDecision)
    .values({
      requestId,
      systemId: earlier.systemId,
      verdict: earlier.verdict,
      keyToken: earlier.keyToken,
      identifierKind: earlier.identifierKind,
      identifierToken: earlier.identifierToken,
      personTokens: await personTokens(tx, requestId),
      // The reason in words stays where it was given and dies there.
      sealedReason: seal(key, reasonContext(requestId), ""),
      decidedBy: earlier.decidedBy,
      decidedAt: earlier.decidedAt,
    })
    .returning({ id: linkDecision.id });
  if (!row) throw new Error("a decision was not written");
  return row.id;
}

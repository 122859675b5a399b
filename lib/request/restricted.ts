import { and, eq, inArray, ne, notExists, sql } from "drizzle-orm";
import { restriction, restrictionException, restrictionToken } from "#drizzle/schema/effect.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { RequestRow } from "./sealed.ts";

export type RestrictionRow = typeof restriction.$inferSelect;

/** Acts of ours that are more than keeping data (Art. 18(2) GDPR), with what staff read when one is refused. */
const acts = {
  erase:
    "This person's data is restricted: it may only be kept, and not be erased. Ask the person and note their consent, or lift the restriction first.",
  opt_in: "You asked us to only keep your data. Ask us to end that first, then you can allow this again.",
} as const;

/** The restrictions that stand on a person who is known by any of these keyed tokens. */
export async function restrictionOf(tx: Queryable, tokens: readonly Buffer[]): Promise<RestrictionRow[]> {
  if (tokens.length === 0) return [];
  const ids = tx
    .select({ id: restrictionToken.restrictionId })
    .from(restrictionToken)
    .where(inArray(restrictionToken.token, [...tokens]));
  return tx
    .select()
    .from(restriction)
    .where(and(inArray(restriction.id, ids), ne(restriction.state, "lifted")))
    .orderBy(restriction.placedAt);
}

/**
 * Throws HabeasError `conflict` where the person of a request is restricted and nothing allows this act: not their own
 * consent, a legal claim, somebody else's rights or a public interest, each noted by staff for this very request.
 */
export async function mustNotBeRestricted(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "mailboxToken">,
  act: keyof typeof acts,
): Promise<void> {
  if (await isRestricted(tx, row)) throw new HabeasError("conflict", acts[act]);
}

/** Tokens by which the person of a request is recognised. */
export async function tokensOf(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "mailboxToken">,
): Promise<Buffer[]> {
  const known = await tx
    .select({ token: identifier.token })
    .from(identifier)
    .where(and(eq(identifier.requestId, row.id), inArray(identifier.origin, ["proven", "found", "decided"])));
  return [row.mailboxToken, ...known.map(({ token }) => token)];
}

/** True where a restriction stands on the person of a request, and staff noted nothing that allows an act for it. */
export async function isRestricted(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "mailboxToken">,
): Promise<boolean> {
  const standing = await restrictionOf(tx, await tokensOf(tx, row));
  if (standing.length === 0) return false;
  const [forbids] = await tx
    .select({ id: restriction.id })
    .from(restriction)
    .where(
      and(
        inArray(
          restriction.id,
          standing.map(({ id }) => id),
        ),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(restrictionException)
            .where(
              and(
                eq(restrictionException.restrictionId, restriction.id),
                eq(restrictionException.requestId, row.id),
              ),
            ),
        ),
      ),
    )
    .limit(1);
  return forbids !== undefined;
}

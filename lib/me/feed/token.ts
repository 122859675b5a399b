import { and, count, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { feedToken } from "#drizzle/schema/feed.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import type { AccountActor } from "#lib/identity/account.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import { isFresh } from "../fresh.ts";
import { erasedSince } from "../released.ts";

/** So long a token may last, in days. */
export const tokenDays = [7, 30, 90] as const;

/** Tokens that an account may have at one time. */
const mostTokens = 5;
/** Uses of one token in an hour. */
const mostUses = 120;
const longestName = 60;
const minutesToKeep = 30;

const nameContext = (accountId: string) => `feed_token/${accountId}/name`;
const ticketContext = ({ accountId, sessionId }: AccountActor) => `feed_ticket/${accountId}/${sessionId}`;

/** A token that is shown now and counts once its ticket comes back. It is stored nowhere before that. */
export type OfferedToken = { token: string; ticket: string };

/** What a person sees of a token of theirs; never the token itself. */
export type TokenView = {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
};

/** Makes a token to show. Only the session that saw it can switch it on, within half an hour. Null: a new proof first. */
export function offerToken(actor: AccountActor): OfferedToken | null {
  if (!isFresh(actor)) return null;
  const token = newToken();
  const until = Date.now() + minutesToKeep * 60_000;
  const sealed = seal(derivedKey("account"), ticketContext(actor), JSON.stringify({ token, until }));
  return { token, ticket: sealed.toString("base64url") };
}

/**
 * Switches on the token that this session was shown. The same ticket sent twice makes one token.
 * full: there are as many as may be · late: the ticket is too old or not ours · needs_code: a new proof first.
 */
export async function keepToken(
  actor: AccountActor,
  asked: { ticket: string; name: string; days: number; otherwise: string },
): Promise<"kept" | "full" | "late" | "needs_code"> {
  if (!isFresh(actor)) return "needs_code";
  const token = tokenIn(actor, asked.ticket);
  if (token === null) return "late";
  const name = plain(asked.name) || asked.otherwise;
  const days = tokenDays.find((one) => one === asked.days) ?? tokenDays[0];
  return inTransaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${actor.accountId}, 11))`);
    const [same] = await tx
      .select()
      .from(feedToken)
      .where(eq(feedToken.tokenHash, hashOf(token)));
    if (same) return "kept";
    const [alive] = await tx.select({ tokens: count() }).from(feedToken).where(aliveOf(actor));
    if ((alive?.tokens ?? 0) >= mostTokens) return "full";
    await tx.insert(feedToken).values({
      accountId: actor.accountId,
      tokenHash: hashOf(token),
      sealedName: seal(derivedKey("account"), nameContext(actor.accountId), name),
      expiresAt: sql`now() + make_interval(days => ${days})`,
    });
    return "kept";
  });
}

/** The tokens of an account that still work, newest first. */
export async function tokensOf(actor: AccountActor): Promise<TokenView[]> {
  const rows = await database()
    .select()
    .from(feedToken)
    .where(aliveOf(actor))
    .orderBy(desc(feedToken.createdAt));
  return rows.map(({ id, sealedName, createdAt, expiresAt, lastUsedAt }) => ({
    id,
    name: open(derivedKey("account"), nameContext(actor.accountId), sealedName),
    createdAt,
    expiresAt,
    lastUsedAt,
  }));
}

/** Ends a token of the account's own now; harmless for any other. */
export async function endToken(actor: AccountActor, id: string): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return;
  await database()
    .update(feedToken)
    .set({ endedAt: sql`now()`, endedWhy: "person" })
    .where(and(eq(feedToken.id, id), eq(feedToken.accountId, actor.accountId), isNull(feedToken.endedAt)));
}

/** For whom a token reads. `first`: it is the first use in its hour. */
export type TokenUse = { accountId: string; tokenId: string; first: boolean };

/**
 * The account that a token reads for, counted as one use. Null where it is none of ours, has ended, or the person was
 * erased since it was made. Throws HabeasError `too_many` beyond what a program of one person needs.
 */
export async function spendToken(token: string): Promise<TokenUse | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const used = await inTransaction(async (tx) => {
    const over = sql`${feedToken.hourAt} <= now() - interval '1 hour'`;
    const [row] = await tx
      .update(feedToken)
      .set({
        hourAt: sql`case when ${over} then now() else ${feedToken.hourAt} end`,
        hourUses: sql`case when ${over} then 1 else least(${feedToken.hourUses} + 1, ${mostUses + 1}) end`,
        lastUsedAt: sql`now()`,
      })
      .where(
        and(
          eq(feedToken.tokenHash, hashOf(token)),
          isNull(feedToken.endedAt),
          gt(feedToken.expiresAt, sql`now()`),
        ),
      )
      .returning();
    if (!row) return null;
    if (!(await erasedSince(tx, row.accountId, row.createdAt))) return row;
    await tx
      .update(feedToken)
      .set({ endedAt: sql`now()`, endedWhy: "erased" })
      .where(eq(feedToken.id, row.id));
    return null;
  });
  if (used && used.hourUses > mostUses) {
    throw new HabeasError("too_many", "This token was used too often. Try again in an hour.");
  }
  return used && { accountId: used.accountId, tokenId: used.id, first: used.hourUses === 1 };
}

/** Forgets tokens a month after they ended. */
export async function forgetTokens(): Promise<number> {
  const monthAgo = sql`now() - interval '30 days'`;
  const gone = await database()
    .delete(feedToken)
    .where(or(lt(feedToken.expiresAt, monthAgo), lt(feedToken.endedAt, monthAgo)));
  return gone.rowCount ?? 0;
}

const aliveOf = ({ accountId }: AccountActor) =>
  and(eq(feedToken.accountId, accountId), isNull(feedToken.endedAt), gt(feedToken.expiresAt, sql`now()`));

function tokenIn(actor: AccountActor, ticket: string): string | null {
  try {
    const text = open(derivedKey("account"), ticketContext(actor), Buffer.from(ticket, "base64url"));
    const { token, until } = JSON.parse(text) as { token: string; until: number };
    return until > Date.now() ? token : null;
  } catch {
    return null;
  }
}

/** One line without characters that nobody sees. */
function plain(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .trim()
    .slice(0, longestName);
}

import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { and, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { challenge } from "#drizzle/schema/identity.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import type { Transaction } from "#lib/db/database.ts";
import { tokenOf } from "#lib/vault/seal.ts";

/** Minutes that a code lasts, by the database clock. */
export const codeMinutes = 10;
const tries = 5;
const perHour = 8;
const perDay = 30;

/** Eight digits over the full range, leading zeros included. */
function newCode(): string {
  return String(randomInt(100_000_000)).padStart(8, "0");
}

/** scrypt with Node's standard cost (N = 16384, r = 8, p = 1): a stolen table of short codes stays useless. */
function slowHash(code: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, (error, derived) => (error ? reject(error) : resolve(derived)));
  });
}

/**
 * Refuses one more code where those that `which` selects are as many as the budget has. The caller holds a lock,
 * so that two at the same time do not both count the same. Throws HabeasError `too_many`.
 */
export async function mustHaveCodesLeft(
  tx: Transaction,
  which: SQL,
  budget: { hour: number; day: number },
): Promise<void> {
  const [sent] = await tx
    .select({
      hour: sql<number>`(count(*) filter (where ${challenge.createdAt} > now() - interval '1 hour'))::int`,
      day: sql<number>`count(*)::int`,
    })
    .from(challenge)
    .where(and(which, sql`${challenge.createdAt} > now() - interval '1 day'`));
  if ((sent?.hour ?? 0) >= budget.hour || (sent?.day ?? 0) >= budget.day) {
    throw new HabeasError(
      "too_many",
      "We have sent several codes already. Please wait an hour, then ask for a new one.",
    );
  }
}

/**
 * Makes a code for one reference and one browser and returns its digits for the mail; only a slow hash is kept.
 * `requestId` is null where the reference is unknown: the same work is done, so that nothing can be told apart.
 * Throws HabeasError `too_many` past the budget of the reference, which new codes do not reset.
 */
export async function issueCode(
  tx: Transaction,
  reference: string,
  requestId: string | null,
  browser: string,
): Promise<{ code: string; minutes: number }> {
  const referenceToken = tokenOf("reference", reference);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${referenceToken.toString("hex")}, 1))`);
  await mustHaveCodesLeft(tx, eq(challenge.referenceToken, referenceToken), { hour: perHour, day: perDay });
  const code = newCode();
  const salt = randomBytes(16);
  await tx.insert(challenge).values({
    requestId,
    referenceToken,
    browser: hashOf(browser),
    salt,
    codeHash: await slowHash(code, salt),
    expiresAt: sql`now() + make_interval(mins => ${codeMinutes})`,
  });
  return { code, minutes: codeMinutes };
}

/** `counted` is true where a try was used up: only so many are, so only those are worth an entry in the log. */
export type CodeVerdict =
  | { kind: "right"; requestId: string }
  | { kind: "wrong"; counted: boolean }
  | { kind: "spent"; counted: boolean };

/**
 * Tries a code against the newest one of this reference and browser. The attempt is counted in one atomic
 * statement before the code is compared, so that parallel guesses each cost one (security decision 6).
 */
export async function checkCode(
  tx: Transaction,
  reference: string,
  browser: string,
  typed: string,
): Promise<CodeVerdict> {
  const mine = and(
    eq(challenge.referenceToken, tokenOf("reference", reference)),
    eq(challenge.browser, hashOf(browser)),
  );
  const [newest] = await tx.select().from(challenge).where(mine).orderBy(desc(challenge.createdAt)).limit(1);
  if (!newest) {
    await slowHash(typed, Buffer.alloc(16));
    return { kind: "wrong", counted: false };
  }
  const [counted] = await tx
    .update(challenge)
    .set({ attempts: sql`${challenge.attempts} + 1` })
    .where(
      and(
        eq(challenge.id, newest.id),
        isNull(challenge.usedAt),
        gt(challenge.expiresAt, sql`now()`),
        sql`${challenge.attempts} < ${tries}`,
      ),
    )
    .returning();
  if (!counted) return { kind: "spent", counted: false };
  const same = timingSafeEqual(await slowHash(typed.replace(/\s/g, ""), counted.salt), counted.codeHash);
  if (!same || counted.requestId === null) {
    return { kind: counted.attempts >= tries ? "spent" : "wrong", counted: true };
  }
  const [used] = await tx
    .update(challenge)
    .set({ usedAt: sql`now()` })
    .where(and(eq(challenge.id, counted.id), isNull(challenge.usedAt)))
    .returning();
  return used ? { kind: "right", requestId: counted.requestId } : { kind: "spent", counted: true };
}

import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { and, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { challenge } from "#drizzle/schema/identity.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { tokenOf } from "#lib/vault/seal.ts";

/** Minutes that a code lasts, by the database clock. */
export const codeMinutes = 10;
const tries = 5;

/** What a code is for: the first proof of a request, a mailbox that wants to sign in, or a further proof. */
export type CodeSubject = { kind: "reference" | "sign_in" | "second_contact"; of: string };

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

const subjectToken = ({ kind, of }: CodeSubject): Buffer => tokenOf(kind, of);

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

/** What a code belongs to, besides its subject; all null where the subject is unknown, so that the same work is done. */
export type CodeOf = { requestId?: string | null; proofId?: string | null; sealed?: Buffer | null };

/** Codes for one subject at most. */
export type CodeBudget = { hour: number; day: number };
const usualBudget: CodeBudget = { hour: 8, day: 30 };

/**
 * Makes a code for one subject and one browser, and the secret of a link that does the same. Returns both for the mail;
 * only hashes are kept. Throws HabeasError `too_many` past the budget of the subject, which new codes do not reset.
 */
export async function issueCode(
  tx: Transaction,
  subject: CodeSubject,
  browser: string,
  { requestId = null, proofId = null, sealed = null }: CodeOf = {},
  budget = usualBudget,
): Promise<{ code: string; link: string; minutes: number }> {
  const referenceToken = subjectToken(subject);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${referenceToken.toString("hex")}, 1))`);
  await mustHaveCodesLeft(tx, eq(challenge.referenceToken, referenceToken), budget);
  const code = newCode();
  const link = newToken();
  const salt = randomBytes(16);
  await tx.insert(challenge).values({
    requestId,
    proofId,
    sealed,
    referenceToken,
    browser: hashOf(browser),
    salt,
    codeHash: await slowHash(code, salt),
    linkHash: hashOf(link),
    expiresAt: sql`now() + make_interval(mins => ${codeMinutes})`,
  });
  return { code, link, minutes: codeMinutes };
}

/** What a right code or link was for. */
export type Proven = { requestId: string | null; proofId: string | null; sealed: Buffer | null };

/** `counted` is true where a try was used up: only so many are, so only those are worth an entry in the log. */
export type CodeVerdict =
  | ({ kind: "right" } & Proven)
  | { kind: "wrong"; counted: boolean }
  | { kind: "spent"; counted: boolean };

const ofBrowser = (subject: CodeSubject, browser: string): SQL | undefined =>
  and(eq(challenge.referenceToken, subjectToken(subject)), eq(challenge.browser, hashOf(browser)));

/** Whether a code of this browser can still be tried: only then does a guess cost a try. */
export async function hasLiveCode(db: Queryable, subject: CodeSubject, browser: string): Promise<boolean> {
  const [live] = await db
    .select({ id: challenge.id })
    .from(challenge)
    .where(
      and(
        ofBrowser(subject, browser),
        isNull(challenge.usedAt),
        gt(challenge.expiresAt, sql`now()`),
        sql`${challenge.attempts} < ${tries}`,
      ),
    )
    .limit(1);
  return live !== undefined;
}

/**
 * Tries a code against the newest one of this subject and browser. The attempt is counted in one atomic
 * statement before the code is compared, so that parallel guesses each cost one (security decision 6).
 */
export async function checkCode(
  tx: Transaction,
  subject: CodeSubject,
  browser: string,
  typed: string,
): Promise<CodeVerdict> {
  const mine = ofBrowser(subject, browser);
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
  if (!same || (counted.requestId === null && counted.sealed === null)) {
    return { kind: counted.attempts >= tries ? "spent" : "wrong", counted: true };
  }
  return use(tx, counted.id);
}

/**
 * Uses the secret of a link, once, in the browser that asked for it. Whoever opens it elsewhere is sent a code of their
 * own: a link that leaked, or that somebody was talked into passing on, opens nothing for anybody else. It goes on
 * working where a code's tries are spent, because it cannot be guessed.
 */
export async function checkLink(
  tx: Transaction,
  subject: CodeSubject,
  browser: string,
  link: string,
): Promise<CodeVerdict> {
  const [found] = await tx
    .select()
    .from(challenge)
    .where(and(ofBrowser(subject, browser), eq(challenge.linkHash, hashOf(link))));
  if (!found || (found.requestId === null && found.sealed === null)) return { kind: "wrong", counted: false };
  return use(tx, found.id);
}

/** Whether a link was asked for in this browser. Looking changes nothing, however often. */
export async function linkIsOfHere(
  db: Queryable,
  subject: CodeSubject,
  browser: string,
  link: string,
): Promise<boolean> {
  const [found] = await db
    .select({ id: challenge.id })
    .from(challenge)
    .where(and(ofBrowser(subject, browser), eq(challenge.linkHash, hashOf(link))));
  return found !== undefined;
}

async function use(tx: Transaction, id: string): Promise<CodeVerdict> {
  const [used] = await tx
    .update(challenge)
    .set({ usedAt: sql`now()` })
    .where(and(eq(challenge.id, id), isNull(challenge.usedAt), gt(challenge.expiresAt, sql`now()`)))
    .returning();
  if (!used) return { kind: "spent", counted: false };
  return { kind: "right", requestId: used.requestId, proofId: used.proofId, sealed: used.sealed };
}

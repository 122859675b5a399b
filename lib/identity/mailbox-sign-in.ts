import { and, eq, gt, sql } from "drizzle-orm";
import { ceremony } from "#drizzle/schema/identity.ts";
import { environment } from "#lib/config/environment.ts";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { derivedKey, open, seal, tokenOf } from "#lib/vault/seal.ts";
import { accountOf } from "./account.ts";
import { giveTryBack, takeTry } from "./breaker.ts";
import { canonicalMailbox, type Mailbox, mask } from "./canonical.ts";
import {
  type CodeSubject,
  type CodeVerdict,
  checkCode,
  checkLink,
  hasLiveCode,
  issueCode,
  linkIsOfHere,
} from "./code.ts";
import { endPersonSession, type OpenedSession, type Opening, openAccountSession } from "./session.ts";

/** Minutes for which a browser is remembered to wait for its code. */
const waitMinutes = 30;

/** What this browser waits for: the mailbox whose code it asked for, and the page it wants to go to. */
type Waiting = { mailbox: Mailbox; goTo: string };

const placeOf = (browser: string): Buffer => hashOf(`mailbox/${browser}`);
const context = (place: Buffer) => `ceremony/${place.toString("hex")}`;
/** The place of a mailbox that waits for its code: bound to that mailbox. */
const challengeOf = (mailbox: Mailbox) => `challenge/${tokenOf("email", mailbox).toString("hex")}`;
const subjectOf = (mailbox: Mailbox): CodeSubject => ({ kind: "sign_in", of: mailbox });

/**
 * Sends a code and a link to whatever address was typed: the same mail to everybody, known or not. The code proves that
 * mailbox and nothing more. Returns false where the address is none. Throws HabeasError `too_many` past its budget.
 */
export async function askToSignIn(
  actor: Asker,
  typed: string,
  wish: { goTo: string; language: string },
): Promise<boolean> {
  const mailbox = canonicalMailbox(typed);
  if (!mailbox) return false;
  if (actor.browser === "")
    throw new HabeasError("invalid", "Your browser did not keep our cookie. Please allow it and try again.");
  await inTransaction(async (tx) => {
    await wait(tx, actor.browser, { mailbox, goTo: wish.goTo });
    const most = environment().HABEAS_CODES_PER_HOUR;
    const sealed = seal(derivedKey("account"), challengeOf(mailbox), mailbox);
    const budget = { hour: most, day: 3 * most };
    const issued = await issueCode(tx, subjectOf(mailbox), actor.browser, { sealed }, budget);
    const { code, link, minutes } = issued;
    await owe(tx, null, wish.language, mailbox, {
      kind: "sign_in",
      vars: { code, link, minutes: String(minutes) },
    });
  });
  return true;
}

async function wait(tx: Transaction, browser: string, waiting: Waiting): Promise<void> {
  const id = placeOf(browser);
  const row = {
    sealed: seal(derivedKey("account"), context(id), JSON.stringify(waiting)),
    expiresAt: sql`now() + make_interval(mins => ${waitMinutes})`,
  };
  await tx
    .insert(ceremony)
    .values({ id, kind: "sign_in", browser: hashOf(browser), ...row })
    .onConflictDoUpdate({ target: ceremony.id, set: row });
}

async function waitingHere(browser: string): Promise<Waiting | null> {
  if (browser === "") return null;
  const id = placeOf(browser);
  const [row] = await database()
    .select()
    .from(ceremony)
    .where(and(eq(ceremony.id, id), gt(ceremony.expiresAt, sql`now()`)));
  return row ? (JSON.parse(open(derivedKey("account"), context(id), row.sealed)) as Waiting) : null;
}

/** Where the code went, with most of it hidden, and what comes after; null where this browser waits for none. */
export async function waitsForSignIn(actor: Asker): Promise<{ contact: string; goTo: string } | null> {
  const waiting = await waitingHere(actor.browser);
  return waiting && { contact: mask("email", waiting.mailbox), goTo: waiting.goTo };
}

/** Sends the same browser another code to the same mailbox. False where it waits for none. */
export async function sendAgain(actor: Asker, language: string): Promise<boolean> {
  const waiting = await waitingHere(actor.browser);
  return waiting ? askToSignIn(actor, waiting.mailbox, { goTo: waiting.goTo, language }) : false;
}

export type SignInVerdict =
  | ({ kind: "proven"; goTo: string } & OpenedSession)
  | { kind: "wrong" | "spent" | "paused" };

/** Tries a code for signing in. The right one opens a session of the mailbox's account; the session before it ends. */
export async function trySignInCode(actor: Asker, code: string, device: string): Promise<SignInVerdict> {
  const waiting = await waitingHere(actor.browser);
  if (!waiting) return { kind: "spent" };
  const subject = subjectOf(waiting.mailbox);
  if ((await hasLiveCode(database(), subject, actor.browser)) && !(await takeTry()))
    return { kind: "paused" };
  const verdict = await inTransaction(async (tx) => {
    const checked = await checkCode(tx, subject, actor.browser, code.slice(0, 40));
    return signIn(tx, actor, checked, waiting, { how: "code_by_mail", device });
  });
  if (verdict.kind === "proven") await giveTryBack();
  return verdict;
}

/** The same by the secret of the mail's link, in the browser that asked for it. */
export async function trySignInLink(actor: Asker, link: string, device: string): Promise<SignInVerdict> {
  const waiting = await waitingHere(actor.browser);
  if (!waiting) return { kind: "wrong" };
  return inTransaction(async (tx) => {
    const checked = await checkLink(tx, subjectOf(waiting.mailbox), actor.browser, link);
    return signIn(tx, actor, checked, waiting, { how: "link_by_mail", device });
  });
}

/** Whether the link of a mail was asked for in this browser. Looking changes nothing. */
export async function signInLinkIsMine(actor: Asker, link: string): Promise<boolean> {
  const waiting = await waitingHere(actor.browser);
  return waiting !== null && linkIsOfHere(database(), subjectOf(waiting.mailbox), actor.browser, link);
}

async function signIn(
  tx: Transaction,
  actor: Asker,
  verdict: CodeVerdict,
  waiting: Waiting,
  opening: Opening,
): Promise<SignInVerdict> {
  if (verdict.kind !== "right") return { kind: verdict.kind };
  if (verdict.sealed === null) return { kind: "wrong" };
  const mailbox = canonicalMailbox(
    open(derivedKey("account"), challengeOf(waiting.mailbox), verdict.sealed, { context: "challenge" }),
  );
  if (!mailbox) return { kind: "wrong" };
  await endPersonSession(actor, tx);
  const accountId = await accountOf(tx, { kind: "mailbox", mailbox });
  const opened = await openAccountSession(tx, accountId, opening);
  await tx.delete(ceremony).where(eq(ceremony.id, placeOf(actor.browser)));
  return { kind: "proven", goTo: waiting.goTo, ...opened };
}

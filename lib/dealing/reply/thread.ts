import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { mailThread } from "#drizzle/schema/outgoing.ts";
import { environment } from "#lib/config/environment.ts";
import { hashOf } from "#lib/core/token.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open, seal } from "#lib/vault/seal.ts";

const context = (requestId: string) => `mail_thread/${requestId}/sealed_token`;

/** 160 random bits in small letters and digits: addresses do not tell large letters from small ones. */
const tokenForm = /^[a-z2-7]{32}$/;
const letters = "abcdefghijklmnopqrstuvwxyz234567";

function newThreadToken(): string {
  // 256 is a multiple of 32: every letter is as likely as any other.
  return [...randomBytes(32)].map((byte) => letters[byte % 32]).join("");
}

/** The token of a request's thread by mail, made when the first mail goes out. Throws `gone` once its key is destroyed. */
export async function threadToken(tx: Transaction, requestId: string): Promise<string> {
  const key = await keyOf(tx, requestId);
  const token = newThreadToken();
  const sealedToken = seal(key, context(requestId), token);
  await tx
    .insert(mailThread)
    .values({ requestId, tokenHash: hashOf(token), sealedToken })
    .onConflictDoNothing();
  const [kept] = await tx.select().from(mailThread).where(eq(mailThread.requestId, requestId));
  return kept ? open(key, context(requestId), kept.sealedToken) : token;
}

/** The request of a token; null for one that nobody was given. */
export async function requestOfToken(tx: Queryable, token: string): Promise<string | null> {
  const [found] = await tx
    .select({ id: mailThread.requestId })
    .from(mailThread)
    .where(eq(mailThread.tokenHash, hashOf(token)));
  return found?.id ?? null;
}

/** How the mails of one thread name each other: no more can be told from it than that they belong together. */
export const threadRoot = (token: string): string => hashOf(`thread/${token}`).toString("hex").slice(0, 32);

/** The address to which an answer goes; null where the house has no mailbox for answers. */
export function replyAddress(token: string): string | null {
  const { HABEAS_REPLY_ADDRESS: address } = environment();
  if (address === undefined) return null;
  const at = address.lastIndexOf("@");
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

/** Every token in the addresses that a mail was sent to. */
export function tokensIn(addresses: readonly string[]): string[] {
  const { HABEAS_REPLY_ADDRESS: address } = environment();
  if (address === undefined) return [];
  const at = address.lastIndexOf("@");
  const [head, tail] = [`${address.slice(0, at)}+`.toLowerCase(), address.slice(at).toLowerCase()];
  const found = addresses
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one.startsWith(head) && one.endsWith(tail))
    .map((one) => one.slice(head.length, -tail.length));
  return [...new Set(found)].filter((one) => tokenForm.test(one));
}

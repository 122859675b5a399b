import { and, eq, gt, sql } from "drizzle-orm";
import { draft } from "#drizzle/schema/request.ts";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import type { AskStep } from "./answers.ts";

/** Answers typed so far, as they are kept. `values` is what was typed, wrong answers included: nothing is ever lost. */
export type StoredDraft = {
  /** What is asked for, one request each; empty while the person has only said it in their own words. */
  rights: Right[];
  /** Who, where, you, and the person's own words: asked once for all rights. */
  values: Record<string, string>;
  /** What is asked, by right. */
  whats: Partial<Record<Right, Record<string, string>>>;
  errors: Record<string, string>;
  done: Exclude<AskStep, "what">[];
  /** Rights whose own question is answered, and those whose answer is to be put right. */
  told: Right[];
  wrong: Right[];
  /** Sent with the last form, so that pressing twice files once. */
  formKey: string;
  sent: { reference: string; right: Right }[];
};

/** Days for which answers are kept. */
export const draftDays = 7;

const context = (browser: Buffer) => `draft/${browser.toString("hex")}`;

/** By what the drafts of a browser are found. Throws HabeasError `invalid` where it keeps no cookie. */
export function browserOf(actor: Asker): Buffer {
  if (actor.browser === "")
    throw new HabeasError("invalid", "Your browser did not keep our cookie. Please allow it and try again.");
  return hashOf(actor.browser);
}

/** The draft of a browser, or null where there is none (or it is older than seven days). */
export async function loadDraft(browser: Buffer, db: Queryable = database()): Promise<StoredDraft | null> {
  const [row] = await db
    .select()
    .from(draft)
    .where(and(eq(draft.browser, browser), gt(draft.expiresAt, sql`now()`)));
  return row ? (JSON.parse(open(derivedKey("draft"), context(browser), row.sealed)) as StoredDraft) : null;
}

export async function saveDraft(
  browser: Buffer,
  stored: StoredDraft,
  db: Queryable = database(),
): Promise<void> {
  const sealed = seal(derivedKey("draft"), context(browser), JSON.stringify(stored));
  const expiresAt = sql`now() + make_interval(days => ${draftDays})`;
  await db
    .insert(draft)
    .values({ browser, sealed, expiresAt })
    .onConflictDoUpdate({ target: draft.browser, set: { sealed, expiresAt } });
}

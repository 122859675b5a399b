import { and, eq, gt, sql } from "drizzle-orm";
import { filingBudget } from "#drizzle/schema/request.ts";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { derivedKey, tokenOf } from "#lib/vault/seal.ts";
import { type EffortVerdict, judgeEffort, newEffortToken } from "./token.ts";

/** Minutes over which filings are counted. */
const stretch = 10;
const everybody = Buffer.alloc(1);

/** Of what one part of the network may file, as a share of what everybody may before work is asked for. */
const networkShare = 0.25;

type Scope = "filed" | "waited" | "network";

/**
 * True while so many requests are filed that it looks like an attack: by everybody, or from the part of the network that
 * this one comes from. Then a form is let through for work, or after a minute.
 */
export async function effortAsked(network: string | null): Promise<boolean> {
  const most = environment().HABEAS_FILINGS_BEFORE_EFFORT;
  if ((await used("filed", everybody)) >= most) return true;
  return network !== null && (await used("network", networkKey(network))) >= Math.ceil(most * networkShare);
}

/** Counts one request that was filed. */
export async function countFiling(network: string | null): Promise<void> {
  await count("filed", everybody);
  if (network !== null) await count("network", networkKey(network));
}

/** A token for the page that asks for work. */
export const effortToken = (formKey: string): string =>
  newEffortToken(derivedKey("effort"), formKey, new Date());

/**
 * Judges a form that was sent with a token. Those that only waited share a budget, or waiting would cost an attacker
 * nothing: past it, throws HabeasError `too_many`.
 */
export async function passEffort(form: {
  formKey: string;
  token: string;
  answer: string;
}): Promise<EffortVerdict> {
  const verdict = judgeEffort(derivedKey("effort"), form, new Date());
  if (verdict !== "waited") return verdict;
  if ((await used("waited", everybody)) >= environment().HABEAS_FILINGS_BEFORE_EFFORT)
    throw new HabeasError("too_many", "Very many requests arrive just now. Please wait a few minutes.");
  await count("waited", everybody);
  return verdict;
}

/** A keyed hash: from where somebody came cannot be read from the table, and it is gone within a day. */
const networkKey = (network: string): Buffer => tokenOf("network", network);

async function used(scope: Scope, key: Buffer): Promise<number> {
  const [row] = await database()
    .select({ used: sql<number>`coalesce(sum(${filingBudget.used}), 0)::int` })
    .from(filingBudget)
    .where(
      and(
        eq(filingBudget.scope, scope),
        eq(filingBudget.key, key),
        gt(filingBudget.since, sql`now() - make_interval(mins => ${stretch})`),
      ),
    );
  return row?.used ?? 0;
}

async function count(scope: Scope, key: Buffer): Promise<void> {
  await database()
    .insert(filingBudget)
    .values({ scope, key, since: sql`date_trunc('minute', now())`, used: 1 })
    .onConflictDoUpdate({
      target: [filingBudget.scope, filingBudget.key, filingBudget.since],
      set: { used: sql`${filingBudget.used} + 1` },
    });
}

import { sql } from "drizzle-orm";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database } from "#lib/db/database.ts";
import { lookAtWitness } from "./rollback.ts";

/** Seconds for which an answer counts: what a worker found, and what this process saw of the witness itself. */
const foundSeconds = 5;
const ownSeconds = 60;

let found: { at: number; ahead: boolean } | undefined;
let own: { at: number; ahead: boolean } | undefined;

/**
 * True where the database is not the one that the witness saw, as a worker found or this process sees itself. Cheap: at
 * most one small read every few seconds, and none in a house without a witness.
 */
export async function rolledBack(): Promise<boolean> {
  if (environment().HABEAS_WITNESS === undefined) return false;
  const now = performance.now();
  if (!own || now - own.at > ownSeconds * 1000) own = { at: now, ahead: await seenAhead() };
  if (!found || now - found.at > foundSeconds * 1000) found = { at: now, ahead: await foundAhead() };
  // What somebody accepted meanwhile is in the row; only a look of one's own says it anew.
  if (own.ahead && !found.ahead) own = { at: now, ahead: await seenAhead() };
  return own.ahead || found.ahead;
}

/** Throws HabeasError `unavailable` where nothing may be taken in, because the database was put back to an older state. */
export async function mustNotBeRolledBack(): Promise<void> {
  if (await rolledBack())
    throw new HabeasError("unavailable", "The portal is closed for a short while. Please try again later.");
}

async function seenAhead(): Promise<boolean> {
  const { state, trouble } = await lookAtWitness();
  if (state === "ahead")
    log.error({ trouble }, "nothing is taken in: the database is not the one its witness saw");
  return state === "ahead";
}

async function foundAhead(): Promise<boolean> {
  const { rows } = await database().execute<{ witness: string | null }>(
    sql`select witness from audit_keeper`,
  );
  return rows[0]?.witness === "ahead";
}

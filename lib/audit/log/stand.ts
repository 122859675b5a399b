import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database } from "#lib/db/database.ts";
import { lookAtWitness } from "./rollback.ts";

/** Seconds after which it is asked again what a worker found, and what the witness itself has. */
const foundSeconds = 2;
const ownSeconds = 60;
/** The longest that a page waits for a witness; what it says later counts for the next one. */
const patienceSeconds = 5;

/** The last answer to a question that is asked again after some seconds, by one at a time. */
class Kept {
  readonly #ask: () => Promise<boolean>;
  readonly #seconds: number;
  #answer = false;
  #asked = Number.NEGATIVE_INFINITY;
  #asking: Promise<boolean> | undefined;

  constructor(seconds: number, ask: () => Promise<boolean>) {
    this.#seconds = seconds;
    this.#ask = ask;
  }

  get answer(): boolean {
    return this.#answer;
  }

  /** The answer, asked anew where it is too old. */
  now(): Promise<boolean> {
    if (performance.now() - this.#asked < this.#seconds * 1000) return Promise.resolve(this.#answer);
    this.#asking ??= this.#ask()
      .then((answer) => {
        this.#answer = answer;
        this.#asked = performance.now();
        return answer;
      })
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }

  forget(): void {
    this.#asked = Number.NEGATIVE_INFINITY;
  }
}

const found = new Kept(foundSeconds, foundAhead);
const own = new Kept(ownSeconds, seenAhead);

/**
 * True where the database is not the one that the witness saw, as a worker found or this process sees itself. Cheap: at
 * most one small read every few seconds, and none in a house without a witness.
 */
export async function rolledBack(): Promise<boolean> {
  if (environment().HABEAS_WITNESS === undefined) return false;
  const before = found.answer;
  const ahead = await found.now();
  // Somebody accepted it meanwhile: what this process saw is no longer so.
  if (before && !ahead) own.forget();
  return ahead || (await soon(own));
}

async function soon(kept: Kept): Promise<boolean> {
  const late = setTimeout(patienceSeconds * 1000, kept.answer, { ref: false });
  return Promise.race([kept.now(), late]);
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

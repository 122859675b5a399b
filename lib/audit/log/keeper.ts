import { sql } from "drizzle-orm";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { audit } from "../append.ts";
import { type Checkpoint, makeCheckpoint, readCheckpoint } from "./checkpoint.ts";
import { consistencyPath } from "./nodes.ts";
import { type Look, lookAtWitness } from "./rollback.ts";
import { sequenceEvents } from "./sequence.ts";
import { stampHourly } from "./stamp/stamp.ts";
import { houseWitness } from "./witness/witness.ts";

/** The database is not the one that the witness saw. */
export class RolledBack extends HabeasError {
  constructor(trouble: string) {
    super(
      "unavailable",
      `${trouble} Nothing is taken in or done until somebody decides: habeas audit accept-restore (docs/audit.md).`,
    );
  }
}

/**
 * Looks at the witness and keeps what was seen. Throws `RolledBack` where the database is not the one that
 * the witness saw: then nothing may be done with it before somebody accepts that.
 */
export async function mustStand(): Promise<Look> {
  const look = await lookAtWitness();
  await remember(look);
  if (look.state === "ahead") throw new RolledBack(look.trouble ?? "");
  return look;
}

/**
 * One round of the keeper: looks whether the house stands, gives new events their place, signs the log if something is
 * new, and hands the newest checkpoint to the witness. What the witness does not take now is tried again in the next round.
 * Returns the newest checkpoint. Throws `RolledBack` as `mustStand` does.
 */
export async function keepCheckpoint(): Promise<Checkpoint | null> {
  const look = await mustStand();
  await sequenceEvents(true);
  const newest = await makeCheckpoint();
  await handOver(look, newest);
  await stampHourly(newest);
  return newest;
}

/** Hands the newest checkpoint to the witness where it has not taken it, and writes down that it did. */
async function handOver(look: Look, newest: Checkpoint | null): Promise<void> {
  const witness = houseWitness();
  if (!witness || !newest || look.state === "silent") return;
  const has = look.newest?.size ?? 0;
  try {
    if (has < newest.size) {
      const proof = await consistencyPath(database(), has, newest.size);
      await witness.take(newest.note, has, proof);
    }
  } catch (error) {
    log.warn({ err: error }, "the witness did not take a checkpoint; it is tried again");
    await remember({
      ...look,
      state: "behind",
      trouble: look.trouble ?? "The witness did not take the newest checkpoint.",
    });
    return;
  }
  await database().execute(
    sql`insert into audit_witnessed (size) values (${newest.size}) on conflict do nothing`,
  );
  await remember({ ...look, state: "agrees" });
}

async function remember(look: Look): Promise<void> {
  const state = look.state === "none" ? null : look.state;
  // When it last answered; the time of a look that got no answer says nothing.
  await database().execute(
    sql`update audit_keeper set witness = ${state}, trouble = ${look.trouble},
          witness_at = case when ${state === "silent"} then witness_at else now() end`,
  );
}

/**
 * Accepts that the log goes on from what the database has, after a backup was put back or the witness was changed. It is
 * an event of its own, and the next checkpoint names the one that it goes on without.
 * Throws HabeasError `conflict` where there is nothing to accept.
 */
export async function acceptRestore(reason: string): Promise<{ from: number; checkpoint: Checkpoint }> {
  const look = await lookAtWitness();
  const { newest } = look;
  if (look.state !== "ahead" && look.trouble === null)
    throw new HabeasError("conflict", "There is nothing to accept: the database and the witness agree.");
  if (!newest)
    throw new HabeasError("conflict", "The witness shows no checkpoint of this house, so none can be named.");
  const root = newest.root.toString("hex");
  await inTransaction((tx) =>
    audit(tx, null, { kind: "operator" }, { kind: "restore_accepted", size: newest.size, root, reason }),
  );
  await sequenceEvents(true);
  const checkpoint = await makeCheckpoint({ size: newest.size, root: newest.root });
  if (!checkpoint || !readCheckpoint(checkpoint.note)?.restored)
    throw new HabeasError("conflict", "A worker signed the log in between. Please do it once more.");
  // The witness is not asked for what lies between: the log no longer goes on from there.
  await handOver({ state: "behind", trouble: null, newest: null }, checkpoint);
  return { from: newest.size, checkpoint };
}

import { audit } from "#lib/audit/append.ts";
import { inTransaction } from "#lib/db/database.ts";
import type { AccountActor } from "#lib/identity/account.ts";
import { freshMap } from "#lib/map/current.ts";
import { isFresh } from "./fresh.ts";
import { newestReleased } from "./released.ts";
import { type Held, heldIn } from "./snapshot.ts";

/** That there is an answer to look at, without anything of what is in it. */
export type AnswerHere = {
  reference: string;
  answeredAt: Date;
  bytes: number;
  files: number;
  /** True where the link to the file has ended and must be opened again. */
  expired: boolean;
};

/** Whether something was let out to the person of an account; null where nothing was yet. */
export async function answerHere(actor: AccountActor): Promise<AnswerHere | null> {
  const released = await inTransaction((tx) => newestReleased(tx, actor.accountId));
  if (!released) return null;
  const { row, answeredAt, file } = released;
  const expired = file.expiresAt !== null && file.expiresAt < new Date();
  return { reference: row.reference, answeredAt, bytes: file.bytes, files: file.files, expired };
}

/**
 * What the newest released answer holds, to the person of an account within fifteen minutes of their proof: as released by
 * staff, with what they hid hidden. Null where nothing was released.
 */
export async function readHeld(actor: AccountActor): Promise<Held | "needs_code" | null> {
  await freshMap();
  const read = await inTransaction(async (tx) => {
    const released = await newestReleased(tx, actor.accountId);
    if (!released) return null;
    if (!isFresh(actor)) return "needs_code";
    await audit(tx, released.row.id, actor, { kind: "snapshot_viewed" });
    return heldIn(tx, released);
  });
  return typeof read === "function" ? read() : read;
}

import { eq } from "drizzle-orm";
import { notice } from "#drizzle/schema/notice.ts";
import type { Transaction } from "#lib/db/database.ts";
import { type OwedNotice, owe } from "#lib/jobs/outbox.ts";
import { answersIfKept, type RequestRow } from "./sealed.ts";

/**
 * Owes the person of a request a mail that is sent once, however often the sweep comes by. Under the request's lock.
 * Nothing where it was owed before, or where what we knew of the person is destroyed. True where it is owed now.
 */
export async function oweOnce(
  tx: Transaction,
  row: RequestRow,
  onceKey: string,
  owed: OwedNotice,
): Promise<boolean> {
  const [before] = await tx.select({ id: notice.id }).from(notice).where(eq(notice.onceKey, onceKey));
  if (before) return false;
  const asked = await answersIfKept(tx, row);
  if (asked === null) return false;
  const id = await owe(tx, row.id, row.language, asked.email, owed);
  await tx.update(notice).set({ onceKey }).where(eq(notice.id, id));
  return true;
}

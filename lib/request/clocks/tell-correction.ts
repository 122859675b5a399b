import { dayInWords } from "#lib/core/day.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { answersOf, type RequestRow } from "../sealed.ts";

/**
 * Tells the person that the day of receipt or the law was put right, and what day follows: always, whichever way it moved.
 * They were told another day before.
 */
export async function tellCorrection(tx: Transaction, row: RequestRow): Promise<void> {
  const { email } = await answersOf(tx, row);
  const { reference, language } = row;
  const received = dayInWords(row.receivedDay, language);
  await owe(
    tx,
    row.id,
    language,
    email,
    row.clockState === "running"
      ? { kind: "corrected", vars: { reference, received, due: dayInWords(row.safeDue, language) } }
      : { kind: "corrected_waiting", vars: { reference, received } },
  );
}

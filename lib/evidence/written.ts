import { asc, eq } from "drizzle-orm";
import { message } from "#drizzle/schema/dealing.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { openWords } from "#lib/dealing/sealed.ts";
import { readDutyNotices } from "#lib/notice/duty/read.ts";
import { keyIfKept } from "#lib/request/clocks/key-if-kept.ts";
import type { RequestRow } from "#lib/request/sealed.ts";

/** What was written to the person and by them, as it was written. Nothing once its key has been destroyed. */
export async function writtenOf(actor: Actor, row: RequestRow) {
  const letters = await readDutyNotices(actor, row.reference);
  const messages = await inTransaction(async (tx) => {
    const key = await keyIfKept(tx, row.id);
    if (key === null) return [];
    const rows = await tx
      .select()
      .from(message)
      .where(eq(message.requestId, row.id))
      .orderBy(asc(message.number));
    return rows.map((one) => ({
      reference: row.reference,
      number: one.number,
      side: one.side,
      at: one.at,
      by: one.by,
      text: openWords(key, one),
    }));
  });
  return {
    letters: letters.reverse().map(({ id, kind, at, delivered, letter }) => ({
      reference: row.reference,
      id,
      kind,
      at,
      delivered,
      letter,
    })),
    messages,
  };
}

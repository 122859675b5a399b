import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/core/actor.ts";
import { dayInWords } from "#lib/core/day.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { staffToTell } from "../clocks/sweep/tell-staff.ts";
import { typedText } from "../clocks/typed.ts";
import type { RequestRow } from "../sealed.ts";
import { addNote } from "./note.ts";

/** Who made what is sent back, as `staff/…`, and what should be different. */
export type SentBack = { author: string; note: string };

/**
 * Keeps why a second person did not agree as a note of the request, and tells who proposed it: in the transaction that takes
 * the proposal back. The mail names the request and nothing of the note. Throws HabeasError `invalid` where nothing is said.
 */
export async function keepSentBack(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  { author, note }: SentBack,
): Promise<void> {
  const text = typedText(note, { what: "what should be different", most: 2_000 });
  if (actor.kind !== "staff") return;
  await addNote(tx, actor, row, "note", { text: `Sent back: ${text}`, onceKey: randomUUID() });
  await tellAuthor(tx, actor, row, author);
}

/** One mail to who proposed it; none to somebody who sends their own back. */
export async function tellAuthor(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  author: string,
): Promise<void> {
  const [kind, staffId] = author.split("/");
  if (kind !== "staff" || staffId === undefined) return;
  if (actor.kind === "staff" && actor.staffId === staffId) return;
  const vars = {
    reference: row.reference,
    what: "A second person has sent back what you proposed. What should be different stands on the desk.",
    due: dayInWords(row.safeDue, "en"),
  };
  for (const address of await staffToTell(tx, { ...row, ownerId: staffId }))
    await owe(tx, row.id, "en", address, { kind: "staff_alert", vars });
}

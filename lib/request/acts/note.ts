import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import { requestNote } from "#drizzle/schema/request-acts.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { initialsOf } from "#lib/staff/initials.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { requestFor } from "../access.ts";
import { keyIfKept } from "../clocks/key-if-kept.ts";
import { typedText } from "../clocks/typed.ts";
import { lockRequest } from "../move.ts";
import type { RequestRow } from "../sealed.ts";

type Staff = Extract<Actor, { kind: "staff" }>;
/** `onceKey`: of the form, so that one form writes one note. */
export type NewNote = { text: string; onceKey: string };

const context = (id: string) => `request_note/${id}/sealed`;

/**
 * Writes a note for the staff: under the request's key, never shown to the person by us, and part of no bundle. Returns
 * its id. Throws HabeasError `invalid`, and `gone` once everything of the request was destroyed.
 */
export async function writeNote(actor: Staff, reference: string, note: NewNote): Promise<string> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    return addNote(tx, actor, await lockRequest(tx, seen.id), "note", note);
  });
}

/** The same in the caller's transaction, under the request's lock. */
export async function addNote(
  tx: Transaction,
  actor: Staff,
  row: RequestRow,
  kind: "note" | "hand_over",
  { text, onceKey }: NewNote,
): Promise<string> {
  const words = typedText(text, { what: "the note", most: 4_000 });
  const once = `${row.id}/${actor.staffId}/${onceKey}`;
  const [before] = await tx.select().from(requestNote).where(eq(requestNote.onceKey, once));
  if (before) return before.id;
  const id = randomUUID();
  const sealed = seal(await keyOf(tx, row.id), context(id), words);
  await tx
    .insert(requestNote)
    .values({ id, requestId: row.id, staffId: actor.staffId, kind, sealed, onceKey: once });
  await audit(tx, row.id, actor, { kind: "note_written", about: kind });
  return id;
}

/** Takes a note of one's own back: it is no longer shown. Throws the uniform `not_found` for another's. */
export async function takeBackNote(actor: Staff, reference: string, noteId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const [taken] = await tx
      .update(requestNote)
      .set({ takenBackAt: new Date() })
      .where(
        and(
          eq(requestNote.id, rowId(noteId)),
          eq(requestNote.requestId, row.id),
          eq(requestNote.staffId, actor.staffId),
          isNull(requestNote.takenBackAt),
        ),
      )
      .returning({ id: requestNote.id });
    if (!taken) {
      const [gone] = await tx
        .select()
        .from(requestNote)
        .where(eq(requestNote.id, rowId(noteId)));
      if (gone?.staffId !== actor.staffId || gone.requestId !== row.id) notFound();
      throw new HabeasError("conflict", "That note was taken back already.");
    }
    await audit(tx, row.id, actor, { kind: "note_taken_back" });
  });
}

/** A note as the desk shows it; its words are null once they were destroyed on schedule. */
export type NoteView = {
  id: string;
  kind: "note" | "hand_over";
  at: Date;
  by: { name: string; initials: string };
  mine: boolean;
  text: string | null;
};

/** The notes of a request, oldest first. The caller has checked who reads. */
export async function notesOf(db: Queryable, actor: Staff, requestId: string): Promise<NoteView[]> {
  const rows = await db
    .select({ note: requestNote, name: staff.name })
    .from(requestNote)
    .innerJoin(staff, eq(staff.id, requestNote.staffId))
    .where(and(eq(requestNote.requestId, requestId), isNull(requestNote.takenBackAt)))
    .orderBy(asc(requestNote.createdAt));
  const key = rows.length === 0 ? null : await keyIfKept(db, requestId);
  return rows.map(({ note, name }) => ({
    id: note.id,
    kind: note.kind as NoteView["kind"],
    at: note.createdAt,
    by: { name, initials: initialsOf(name) },
    mine: note.staffId === actor.staffId,
    text: key && open(key, context(note.id), note.sealed),
  }));
}

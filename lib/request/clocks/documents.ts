import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { question } from "#drizzle/schema/clock.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { mustBeReadable } from "#lib/spool/picture-size.ts";
import { writeSent } from "#lib/spool/sent-file.ts";
import { readSealed, removeSpool } from "#lib/spool/spool.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { requestFor } from "../access.ts";
import { lockRequest } from "../move.ts";
import { questionOf } from "./question.ts";

/** Bytes of a document at most. */
export const largestDocument = 10 * 1024 * 1024;
/** Days after the answer at which a document that nobody has judged is deleted all the same (product policy). */
const daysKept = 14;
const atOnce = 100;

const kinds = {
  "application/pdf": { head: Buffer.from("%PDF-"), ending: "pdf" },
  "image/jpeg": { head: Buffer.of(0xff, 0xd8, 0xff), ending: "jpg" },
  "image/png": { head: Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), ending: "png" },
} as const;
export type DocumentType = keyof typeof kinds;

/** What a document is by its first bytes, whatever its name says. Throws HabeasError `invalid` for anything else. */
export function documentType(bytes: Uint8Array): DocumentType {
  if (bytes.byteLength > largestDocument)
    throw new HabeasError("invalid", "The file is larger than 10 MB. Send a smaller one.");
  const found = Object.entries(kinds).find(([, { head }]) => head.equals(bytes.subarray(0, head.length)));
  if (!found) throw new HabeasError("invalid", "Send a PDF, or a picture as JPEG or PNG.");
  mustBeReadable(bytes);
  return found[0] as DocumentType;
}

const placeOf = (requestId: string, questionId: string) => `spool/${requestId}/proof-${questionId}`;

/** Seals a document under its request's key. Returns where it lies: sent again, it takes the place of the first. */
export async function storeDocument(
  key: DataKey,
  { requestId, id }: { requestId: string; id: string },
  bytes: Uint8Array,
): Promise<string> {
  const place = placeOf(requestId, id);
  await writeSent(key, place, bytes);
  return place;
}

/** A document for a member of staff who works on the request. That they looked is in the log before a byte leaves. */
export async function viewDocument(
  actor: Actor,
  reference: string,
  questionId: string,
): Promise<{ type: DocumentType; name: string; stream: AsyncIterable<Uint8Array> }> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const asked = await questionOf(tx, row.id, questionId);
    if (asked.documentKey === null) return notFound();
    if (asked.documentDeletedAt !== null)
      throw new HabeasError("gone", "The document was deleted, as it has served.");
    const type = asked.documentType as DocumentType;
    const stream = readSealed(await keyOf(tx, row.id), asked.documentKey);
    await audit(tx, row.id, actor, { kind: "document_viewed" });
    return { type, name: `proof-${row.reference}.${kinds[type].ending}`, stream };
  });
}

/**
 * Deletes a document: the bytes first, then that it lies there; under the lock of the request, so that none which is sent
 * meanwhile lies there as deleted. Harmless where another was faster.
 */
export async function deleteDocument(actor: Actor, requestId: string, questionId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lockRequest(tx, requestId);
    await removeSpool(placeOf(requestId, questionId));
    const [deleted] = await tx
      .update(question)
      .set({ documentDeletedAt: sql`now()` })
      .where(
        and(eq(question.id, questionId), isNotNull(question.documentKey), isNull(question.documentDeletedAt)),
      )
      .returning();
    if (deleted) await audit(tx, requestId, actor, { kind: "document_deleted" });
  });
}

/**
 * Deletes documents that have served: the answer is judged, the request is answered or over, or nobody has judged it in
 * the time kept. Returns how many.
 */
export async function deleteServedDocuments(): Promise<number> {
  const rows = await database()
    .select({ id: question.id, requestId: question.requestId })
    .from(question)
    .innerJoin(request, eq(request.id, question.requestId))
    .where(
      and(
        isNotNull(question.documentKey),
        isNull(question.documentDeletedAt),
        sql`(${question.verdict} is not null
             or ${request.status} in ('ready','closed','cancelled','lapsed','refused')
             or coalesce(${question.answeredAt}, ${question.askedAt}) < now() - make_interval(days => ${daysKept}))`,
      ),
    )
    .limit(atOnce);
  for (const { id, requestId } of rows) {
    await deleteDocument({ kind: "worker", requestId }, requestId, id);
  }
  return rows.length;
}

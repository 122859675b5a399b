import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { correction, correctionDocument } from "#drizzle/schema/correction.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { type DocumentType, documentType } from "#lib/request/clocks/documents.ts";
import { writeSent } from "#lib/spool/sent-file.ts";
import { readSealed, removeSpool } from "#lib/spool/spool.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { correctionOf, lockedToCorrect, mustBeOpen } from "./load.ts";

const mostOfOne = 5;
/** Of one request: the store is not one person's to fill. */
const mostOfAll = 20;

/**
 * Keeps a document that shows what is right: a PDF, or a picture, 10 MB at most; sealed in the store, and destroyed with
 * the rest of the request. Throws HabeasError `invalid` for anything else.
 */
export async function addCorrectionDocument(
  actor: Actor,
  reference: string,
  correctionId: string,
  bytes: Uint8Array,
): Promise<void> {
  const mediaType = documentType(bytes);
  const id = randomUUID();
  const { storageKey, key } = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
    return { storageKey: `spool/${row.id}/evidence-${id}`, key: await keyOf(tx, row.id) };
  });
  await writeSent(key, storageKey, bytes);
  try {
    await inTransaction(async (tx) => {
      const row = await lockedToCorrect(tx, actor, reference, { person: "act", staff: "work" });
      mustBeOpen(row);
      const found = await correctionOf(tx, row.id, correctionId);
      const already = await tx
        .select({ of: correctionDocument.correctionId })
        .from(correctionDocument)
        .innerJoin(correction, eq(correctionDocument.correctionId, correction.id))
        .where(eq(correction.requestId, row.id));
      if (already.filter((one) => one.of === found.id).length >= mostOfOne) {
        throw new HabeasError("conflict", `At most ${mostOfOne} documents belong to one correction.`);
      }
      if (already.length >= mostOfAll) {
        throw new HabeasError("conflict", `At most ${mostOfAll} documents belong to one request.`);
      }
      const addedBy = actorName(actor);
      await tx
        .insert(correctionDocument)
        .values({ id, correctionId: found.id, mediaType, storageKey, addedBy });
      await audit(tx, row.id, actor, { kind: "correction_document", number: found.number, step: "added" });
    });
  } catch (error) {
    await removeSpool(storageKey);
    throw error;
  }
}

const endings: Record<DocumentType, string> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
};

/** A document for staff who work on the request. That they looked is in the log before a byte leaves. */
export async function viewCorrectionDocument(
  actor: Actor,
  reference: string,
  documentId: string,
): Promise<{ type: DocumentType; name: string; stream: AsyncIterable<Uint8Array> }> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const [found] = await tx
      .select({ document: correctionDocument, number: correction.number })
      .from(correctionDocument)
      .innerJoin(correction, eq(correctionDocument.correctionId, correction.id))
      .where(and(eq(correction.requestId, row.id), eq(correctionDocument.id, rowId(documentId))));
    if (!found) return notFound();
    const type = found.document.mediaType as DocumentType;
    const stream = readSealed(await keyOf(tx, row.id), found.document.storageKey);
    await audit(tx, row.id, actor, { kind: "correction_document", number: found.number, step: "viewed" });
    return { type, name: `evidence-${row.reference}-${found.number}.${endings[type]}`, stream };
  });
}

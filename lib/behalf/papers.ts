import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { behalf, behalfBatch, behalfPaper } from "#drizzle/schema/behalf.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { type DocumentType, documentType } from "#lib/request/clocks/documents.ts";
import { writeSent } from "#lib/spool/sent-file.ts";
import { readSealed, removeSpool } from "#lib/spool/spool.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, derivedKey, tokenOf } from "#lib/vault/seal.ts";
import { newWrappedKey, openedKey } from "#lib/vault/wrapped-key.ts";
import { type BehalfStanding, locked, reachedBy, reachedByStaff } from "./reach.ts";

/** Papers that one dossier takes at most: more of them prove nothing more. */
const most = 5;
/** Days at which a paper that nobody has judged is deleted all the same. */
const daysKept = 60;
const endings = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" } as const;

type Paper = typeof behalfPaper.$inferSelect;

const batchContext = (batchId: string) => `behalf_paper/${batchId}/wrapped`;

async function keyFor(tx: Queryable, paper: Paper, stands: BehalfStanding): Promise<DataKey> {
  if (paper.batchId === null) return keyOf(tx, stands.requestId);
  return paper.wrapped === null
    ? derivedKey("behalf")
    : openedKey(derivedKey("wrap"), batchContext(paper.batchId), paper.wrapped);
}

/**
 * Keeps a paper that shows the authority, sealed: a PDF, JPEG or PNG by its content. `to`: whom the paper lets the
 * answer go to, as the asker reads it. Throws HabeasError `invalid` for anything else, `conflict` where it is decided.
 */
export async function addPaper(
  actor: Actor,
  reference: string,
  bytes: Uint8Array,
  to: "person" | "asker",
): Promise<void> {
  const type = documentType(bytes);
  await inTransaction(async (tx) => {
    const seen = await reachedBy(tx, actor, reference);
    const { row, stands } = await locked(tx, seen.row);
    if (stands.state !== "open" && stands.state !== "refused")
      throw new HabeasError("conflict", "This is decided already. No paper is needed.");
    if ((await papersOf(tx, stands)).length >= most)
      throw new HabeasError("conflict", "We have enough papers for this. We will look at them.");
    const place = `spool/${stands.requestId}/authority-${crypto.randomUUID()}`;
    await writeSent(await keyOf(tx, stands.requestId), place, bytes);
    await tx.insert(behalfPaper).values({ behalfId: stands.id, ...described(type, bytes), place });
    await tx
      .update(behalf)
      .set({
        paperAt: sql`now()`,
        state: "open",
        ...(stands.relation === "agent" ? { wantedTo: to } : {}),
      })
      .where(eq(behalf.id, stands.id));
    await audit(tx, row.id, actor, { kind: "authority_paper", bytes: bytes.byteLength });
  });
}

const described = (type: DocumentType, bytes: Uint8Array) => ({
  type,
  bytes: bytes.byteLength,
  contentToken: tokenOf("paper", Buffer.from(hashOfBytes(bytes)).toString("hex")),
});

const hashOfBytes = (bytes: Uint8Array) => hashOf(Buffer.from(bytes).toString("latin1"));

/** Keeps the one paper of a list of people, sealed under a key of its own. */
export async function addBatchPaper(tx: Transaction, batchId: string, bytes: Uint8Array): Promise<void> {
  const type = documentType(bytes);
  const place = `spool/${batchId}/authority`;
  const { key, wrapped } = newWrappedKey(derivedKey("wrap"), batchContext(batchId));
  await writeSent(key, place, bytes);
  await tx.insert(behalfPaper).values({ batchId, ...described(type, bytes), place, wrapped });
}

/** The papers that still lie here for a dossier, its list's included. */
export async function papersOf(tx: Queryable, stands: BehalfStanding): Promise<Paper[]> {
  const ours = stands.batchId
    ? or(eq(behalfPaper.behalfId, stands.id), eq(behalfPaper.batchId, stands.batchId))
    : eq(behalfPaper.behalfId, stands.id);
  return tx
    .select()
    .from(behalfPaper)
    .where(and(ours, isNull(behalfPaper.deletedAt)))
    .orderBy(behalfPaper.storedAt);
}

export const hasPaper = async (tx: Queryable, stands: BehalfStanding): Promise<boolean> =>
  (await papersOf(tx, stands)).length > 0;

/** What a look at a paper should begin with: it is very small, or was sent for somebody else too. */
export async function oddities(tx: Queryable, paper: Paper): Promise<string[]> {
  const found: string[] = [];
  if (paper.bytes < 2_000) found.push("The file is very small: it may be blank.");
  if (paper.batchId !== null) return found;
  const [twin] = await tx
    .select({ id: behalfPaper.id })
    .from(behalfPaper)
    .where(and(eq(behalfPaper.contentToken, paper.contentToken), ne(behalfPaper.id, paper.id)))
    .limit(1);
  if (twin) found.push("The very same file was sent for another request.");
  return found;
}

/** A paper for a member of staff who works on the request. That they looked is in the log before a byte leaves. */
export async function viewPaper(
  actor: Actor,
  reference: string,
  paperId: string,
): Promise<{ type: string; name: string; stream: AsyncIterable<Uint8Array> }> {
  return inTransaction(async (tx) => {
    const { row, stands } = await reachedByStaff(tx, actor, reference);
    const paper = (await papersOf(tx, stands)).find(({ id }) => id === paperId) ?? notFound();
    await audit(tx, row.id, actor, { kind: "document_viewed" });
    const stream = readSealed(await keyFor(tx, paper, stands), paper.place);
    const ending = endings[paper.type as DocumentType];
    return { type: paper.type, name: `authority-${row.reference}.${ending}`, stream };
  });
}

/**
 * Deletes the papers of a dossier that is decided; the paper of a list stays until every person on it is. Bytes first,
 * then that they lie here.
 */
export async function deletePapersOf(actor: Actor, stands: BehalfStanding): Promise<void> {
  for (const paper of await papersOf(database(), stands)) {
    if (paper.batchId !== null && (await waitsForMore(paper.batchId))) continue;
    await deletePaper(actor, paper, stands.requestId);
  }
}

async function waitsForMore(batchId: string): Promise<boolean> {
  const [open] = await database()
    .select({ id: behalf.id })
    .from(behalf)
    .where(and(eq(behalf.batchId, batchId), eq(behalf.state, "open")))
    .limit(1);
  return open !== undefined;
}

async function deletePaper(actor: Actor, paper: Paper, requestId: string | null): Promise<void> {
  await removeSpool(paper.place);
  await inTransaction(async (tx) => {
    const [gone] = await tx
      .update(behalfPaper)
      .set({ deletedAt: sql`now()`, wrapped: null })
      .where(and(eq(behalfPaper.id, paper.id), isNull(behalfPaper.deletedAt)))
      .returning();
    if (gone && requestId) await audit(tx, requestId, actor, { kind: "document_deleted" });
  });
}

/** Deletes papers that nobody will judge any more: decided meanwhile, or too old. Returns how many. */
export async function deleteServedPapers(): Promise<number> {
  const rows = await database()
    .select({ paper: behalfPaper, requestId: behalf.requestId })
    .from(behalfPaper)
    .leftJoin(behalf, eq(behalf.id, behalfPaper.behalfId))
    .leftJoin(behalfBatch, eq(behalfBatch.id, behalfPaper.batchId))
    .where(
      and(
        isNull(behalfPaper.deletedAt),
        sql`(${behalfPaper.storedAt} < now() - make_interval(days => ${daysKept})
             or ${behalf.state} in ('accepted','refused','revoked')
             or (${behalfPaper.batchId} is not null and not exists (
               select 1 from behalf b where b.batch_id = ${behalfPaper.batchId} and b.state = 'open'))
             or exists (select 1 from request r where r.id = ${behalf.requestId} and r.ended_at is not null))`,
      ),
    )
    .limit(100);
  for (const { paper, requestId } of rows)
    await deletePaper({ kind: "worker", requestId: requestId ?? "" }, paper, requestId);
  return rows.length;
}

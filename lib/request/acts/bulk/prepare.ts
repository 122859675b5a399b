import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { bulkItem, bulkRun } from "#drizzle/schema/request-acts.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { isRowId, rowId } from "#lib/core/id.ts";
import { parseReference } from "#lib/core/reference.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import { visibleTo } from "../../access.ts";
import { lockOnce } from "../../file.ts";
import { bulkActNamed, type Fields, type Staff } from "./acts.ts";

/** Requests that one run holds at most. */
export const mostAtOnce = 500;

export type RunRow = typeof bulkRun.$inferSelect;

const context = (id: string) => `bulk_run/${id}/sealed`;
const sealFields = (id: string, fields: Fields) =>
  seal(derivedKey("bulk"), context(id), JSON.stringify(fields));
export const fieldsOf = (run: RunRow): Fields =>
  JSON.parse(open(derivedKey("bulk"), context(run.id), run.sealed)) as Fields;

/**
 * Writes down what is to be done with which requests; nothing is done to them yet. References that are unknown, or not the
 * actor's to see, fall away without a word. The same form makes one run. Returns its id. Throws HabeasError `invalid`.
 */
export async function prepareBulk(
  actor: Staff,
  wish: { act: string; references: readonly string[]; fields: Fields; onceKey?: string },
): Promise<string> {
  const { name } = bulkActNamed(wish.act);
  if (!allowed(actor.role, name === "assign" ? "assign" : "work"))
    throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
  const references = [...new Set(wish.references.flatMap((one) => parseReference(one) ?? []))];
  if (references.length === 0) throw new HabeasError("invalid", "Choose at least one request.");
  if (references.length > mostAtOnce)
    throw new HabeasError("invalid", `Choose at most ${mostAtOnce} requests at once.`);
  const onceKey = `${actor.staffId}/${wish.onceKey ?? randomUUID()}`;
  return inTransaction(async (tx) => {
    await lockOnce(tx, onceKey);
    const [before] = await tx.select().from(bulkRun).where(eq(bulkRun.onceKey, onceKey));
    if (before) return before.id;
    const found = await tx
      .select({ id: request.id, reference: request.reference })
      .from(request)
      .where(and(inArray(request.reference, references), visibleTo(actor)));
    if (found.length === 0) return notFound();
    const idOf = new Map(found.map((one) => [one.reference, one.id]));
    const id = randomUUID();
    await tx
      .insert(bulkRun)
      .values({ id, staffId: actor.staffId, act: name, sealed: sealFields(id, wish.fields), onceKey });
    await tx
      .insert(bulkItem)
      .values(
        references
          .flatMap((one) => idOf.get(one) ?? [])
          .map((requestId, at) => ({ runId: id, requestId, place: at + 1 })),
      );
    return id;
  });
}

/** Changes what a run will do, as long as it has not run. Throws HabeasError `conflict`. */
export async function fillIn(actor: Staff, runId: string, fields: Fields): Promise<void> {
  await inTransaction(async (tx) => {
    const run = await ownRun(tx, actor, runId);
    const [changed] = await tx
      .update(bulkRun)
      .set({ sealed: sealFields(run.id, { ...fieldsOf(run), ...fields }) })
      .where(and(eq(bulkRun.id, run.id), isNull(bulkRun.startedAt)))
      .returning({ id: bulkRun.id });
    if (!changed) throw new HabeasError("conflict", "It has run already. This page shows what came of it.");
  });
}

/** A run of the actor's own; nobody sees another's. */
export async function ownRun(db: Queryable, actor: Staff, runId: string): Promise<RunRow> {
  if (!isRowId(runId)) return notFound();
  const [run] = await db
    .select()
    .from(bulkRun)
    .where(and(eq(bulkRun.id, rowId(runId)), eq(bulkRun.staffId, actor.staffId)));
  return run ?? notFound();
}

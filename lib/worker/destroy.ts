import { randomBytes } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { messageDraft } from "#drizzle/schema/dealing.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { proposedLink } from "#drizzle/schema/link.ts";
import { redactionGroup, redactionLook } from "#drizzle/schema/redaction.ts";
import { request, requestKey } from "#drizzle/schema/request.ts";
import { finding, foundKey, humanTask, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import { houseSetting } from "#lib/config/policy.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { lockRequest } from "#lib/request/move.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { commitmentOf, noteDestroyed } from "#lib/vault/ledger.ts";

const atOnce = 100;
/** Months after its end for which what belongs to an answered or refused request is kept, where no law asks for longer. */
const monthsKept = 24;
/** A token that is nobody's, another one for each row. */
const nobodys = sql`uuid_send(gen_random_uuid())`;

/**
 * Destroys what cancelled and lapsed requests left: first the stored bytes, then the key that opens all the rest
 * (answers, identifiers, notes), and the tokens by which they could be searched for. Returns how many.
 */
export async function destroyEnded(): Promise<number> {
  const rows = await database()
    .select({ id: request.id })
    .from(request)
    .innerJoin(requestKey, eq(requestKey.requestId, request.id))
    .where(
      and(
        inArray(request.status, ["cancelled", "lapsed"]),
        sql`${request.endedAt} < now() - make_interval(days => ${houseSetting("ended_days")})`,
        isNull(requestKey.destroyedAt),
      ),
    )
    .limit(atOnce);
  for (const { id } of rows) await destroyRequest(id);
  return rows.length;
}

/**
 * The same for requests that were answered or refused, two years after their end: until then they may be asked about, and
 * records of them must be kept (11 CCR 7101). Later where a law keeps their record longer, where something of an erasure
 * must still end, where a hold forbids it, or while somebody appeals. Their record stays as long as its law says. Returns
 * how many.
 */
export async function destroyOld(): Promise<number> {
  const today = companyToday();
  const { rows } = await database().execute<{ id: string }>(
    sql`select r.id from request r join request_key k on k.request_id = r.id and k.destroyed_at is null
        where r.status in ('closed', 'refused')
          and ended_day(r.answered_day, r.refused_day, r.ended_at) < ${today}::date - make_interval(months => ${monthsKept})
          and r.ended_at < now() - make_interval(months => ${monthsKept})
          and not exists (select 1 from request_record x where x.request_id = r.id and x.keep_until >= ${today}::date)
          and not exists (select 1 from request a where a.about_id = r.id and a.ended_at is null)
          and not exists (select 1 from retained t where t.request_id = r.id and t.state in ('held', 'due')
            and t.until is not null)
          and not exists (select 1 from erasure e where e.request_id = r.id and e.state not in ('done', 'dropped'))
          and not exists (select 1 from legal_hold h where h.lifted_at is null and h.until_day >= ${today}::date
            and (h.dossier_id = r.dossier_id or h.mailbox_token = r.mailbox_token))
        limit ${atOnce}`,
  );
  for (const { id } of rows) await destroyRequest(id);
  return rows.length;
}

/**
 * Destroys what is personal of one request: its bytes, its key, its tokens. The ledger of what was destroyed hears of it
 * first, so that no backup can bring it back unnoticed; the log gets the hash of the key that is gone.
 */
export async function destroyRequest(id: string): Promise<void> {
  noteDestroyed([{ what: "request", id }]);
  await removeSpool(`spool/${id}`);
  await removeSpool(`bundle/${id}`);
  await removeSpool(`message/${id}`);
  await inTransaction(async (tx) => {
    await lockRequest(tx, id);
    const tasks = await deleteFound(tx, id);
    await tx.delete(messageDraft).where(eq(messageDraft.requestId, id));
    await tx.delete(proposedLink).where(inArray(proposedLink.taskId, tasks));
    await tx
      .update(humanTask)
      .set({ sealedAsk: null, sealedDraft: null, sealedNote: null })
      .where(inArray(humanTask.taskId, tasks));
    // Tokens by which the same key or identifier of another request could be told.
    await tx.update(foundKey).set({ token: nobodys }).where(inArray(foundKey.taskId, tasks));
    await tx.update(identifier).set({ token: nobodys }).where(eq(identifier.requestId, id));
    await tx
      .update(request)
      // Tags are words of staff: somebody may have put a name there.
      .set({ nameTokens: [], tags: [], mailboxToken: randomBytes(32), filedBy: null, accountId: null })
      .where(eq(request.id, id));
    const [gone] = await tx.select().from(requestKey).where(eq(requestKey.requestId, id)).for("update");
    await tx
      .update(requestKey)
      .set({ wrapped: null, destroyedAt: sql`now()` })
      .where(eq(requestKey.requestId, id));
    // The link of the person, and the browser of whoever asked for them, lead nowhere once all that was asked is gone.
    await tx.execute(sql`update behalf b set filed_by = null, link_hash = null, sealed_reason = null
      where b.dossier_id = (select dossier_id from request where id = ${id}) and not exists (
        select 1 from request r join request_key k on k.request_id = r.id
         where r.dossier_id = b.dossier_id and k.destroyed_at is null)`);
    await audit(
      tx,
      id,
      { kind: "worker", requestId: id },
      { kind: "data_destroyed", ...(gone?.wrapped ? commitmentOf(gone.wrapped) : {}) },
    );
  });
}

/** Deletes what systems returned for a request, and what was decided about hiding in it. Answers which tasks were its. */
async function deleteFound(tx: Transaction, id: string): Promise<string[]> {
  const rows = await tx.select({ id: task.id }).from(task).where(eq(task.requestId, id));
  const tasks = rows.map((one) => one.id);
  await tx.delete(finding).where(inArray(finding.taskId, tasks));
  await tx.delete(redactionLook).where(eq(redactionLook.requestId, id));
  await tx.delete(redactionGroup).where(eq(redactionGroup.requestId, id));
  return tasks;
}

/**
 * Destroys what was collected for requests that were refused. Its key stays: the letter and the reasons must be found
 * again by whoever appeals, and then the systems are asked anew. Returns how many.
 */
export async function forgetRefused(): Promise<number> {
  const rows = await database().execute<{ id: string }>(
    sql`select id from ${request} r where status = 'refused'
          and ended_at < now() - make_interval(days => ${houseSetting("ended_days")})
          and exists (select 1 from task t join finding f on f.task_id = t.id where t.request_id = r.id)
        limit ${atOnce}`,
  );
  for (const { id } of rows.rows) {
    await removeSpool(`spool/${id}`);
    await removeSpool(`bundle/${id}`);
    await inTransaction(async (tx) => {
      await lockRequest(tx, id);
      await deleteFound(tx, id);
      await audit(tx, id, { kind: "worker", requestId: id }, { kind: "data_destroyed" });
    });
  }
  return rows.rows.length;
}

import { randomBytes } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { messageDraft } from "#drizzle/schema/dealing.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { proposedLink } from "#drizzle/schema/link.ts";
import { redactionGroup, redactionLook } from "#drizzle/schema/redaction.ts";
import { request, requestKey } from "#drizzle/schema/request.ts";
import { finding, foundKey, humanTask, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import { deleteServedPapers } from "#lib/behalf/papers.ts";
import { dropGivenUp } from "#lib/bundle/steps/given-up.ts";
import { houseSetting } from "#lib/config/policy.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { forgetPreviews } from "#lib/dealing/outgoing/read.ts";
import { remindPeople } from "#lib/dealing/remind.ts";
import { forgetPresence } from "#lib/desk/presence.ts";
import { openEndedBatches } from "#lib/erasure/batch/ended.ts";
import { forgetBatches } from "#lib/erasure/batch/forget.ts";
import { openEnded } from "#lib/erasure/hold-ended.ts";
import { planSweeps } from "#lib/erasure/sweep/all.ts";
import { forgetErased } from "#lib/erasure/sweep/remember.ts";
import { endUndoWindows } from "#lib/erasure/undo/end.ts";
import { askDeskForSilentOwners } from "#lib/fanout/ask-desk.ts";
import { remindOwners } from "#lib/fanout/remind-owner.ts";
import { freshMap } from "#lib/map/current.ts";
import { forgetRuns } from "#lib/map/runs.ts";
import { forgetTokens } from "#lib/me/feed/token.ts";
import { foldMetrics } from "#lib/metrics/fold.ts";
import { oweDigests } from "#lib/queue/digest.ts";
import { tellAfterHand } from "#lib/recipient/after-hand.ts";
import { remindRecipients } from "#lib/recipient/remind.ts";
import { forgetBulkRuns } from "#lib/request/acts/bulk/forget.ts";
import { mergeDue } from "#lib/request/acts/merge.ts";
import { deleteServedDocuments } from "#lib/request/clocks/documents.ts";
import { measurePace } from "#lib/request/clocks/sweep/pace.ts";
import { putAwayAlerts } from "#lib/request/clocks/sweep/tidy.ts";
import { lockRequest, move } from "#lib/request/move.ts";
import { forgetRecords } from "#lib/request/record.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { lapseUnproven } from "./lapse.ts";

/** Days after which an answer without a bundle, or whose download has ended, counts as given. */
const daysUntilClosed = 14;
const atOnce = 100;
/** Years after the end of a request for which it is remembered what staff decided about links. */
const yearsRemembered = 3;
/** A token that is nobody's, another one for each row. */
const nobodys = sql`uuid_send(gen_random_uuid())`;

/** What is done every few minutes by itself. What fails is told and tried again; the rest is done all the same. */
export async function keepHouse(): Promise<void> {
  for (const chore of [
    // How long the house keeps things may have been changed at the desk.
    freshMap,
    lapseUnproven,
    mergeDue,
    forgetBulkRuns,
    askDeskForSilentOwners,
    remindOwners,
    openEnded,
    openEndedBatches,
    endUndoWindows,
    forgetErased,
    planSweeps,
    tellAfterHand,
    remindRecipients,
    remindPeople,
    oweDigests,
    closeAnswered,
    destroyEnded,
    forgetRefused,
    dropGivenUp,
    forgetBatches,
    deleteServedDocuments,
    deleteServedPapers,
    forgetPresence,
    forgetExpired,
    forgetRuns,
    forgetRecords,
    forgetTokens,
    forgetPreviews,
    measurePace,
    putAwayAlerts,
    foldMetrics,
  ]) {
    try {
      await chore();
    } catch (error) {
      log.warn({ err: error, chore: chore.name }, "housekeeping is tried again");
    }
  }
}

/** Closes requests whose answer the person has had the whole time to fetch. Returns how many. */
export async function closeAnswered(): Promise<number> {
  const rows = await database().execute<{ id: string }>(
    sql`select id from ${request} r where status = 'ready'
          and updated_at < now() - make_interval(days => ${daysUntilClosed})
          and not exists (select 1 from bundle b where b.request_id = r.id and b.expires_at > now())
          and not exists (select 1 from rectification c where c.request_id = r.id and c.state = 'acting')
        limit ${atOnce}`,
  );
  let closed = 0;
  for (const { id } of rows.rows) {
    try {
      await inTransaction((tx) =>
        move(tx, id, "close", { kind: "worker", requestId: id }, { kind: "closed" }),
      );
      closed++;
    } catch (error) {
      if (!(error instanceof HabeasError && error.code === "conflict")) throw error;
    }
  }
  return closed;
}

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
  for (const { id } of rows) {
    await removeSpool(`spool/${id}`);
    await removeSpool(`bundle/${id}`);
    await removeSpool(`message/${id}`);
    await inTransaction(async (tx) => {
      await lockRequest(tx, id);
      const tasks = tx.select({ id: task.id }).from(task).where(eq(task.requestId, id));
      await tx.delete(finding).where(inArray(finding.taskId, tasks));
      await tx.delete(redactionLook).where(eq(redactionLook.requestId, id));
      await tx.delete(redactionGroup).where(eq(redactionGroup.requestId, id));
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
      await tx
        .update(requestKey)
        .set({ wrapped: null, destroyedAt: sql`now()` })
        .where(eq(requestKey.requestId, id));
      // The link of the person, and the browser of whoever asked for them, lead nowhere once all that was asked is gone.
      await tx.execute(sql`update behalf b set filed_by = null, link_hash = null, sealed_reason = null
        where b.dossier_id = (select dossier_id from request where id = ${id}) and not exists (
          select 1 from request r join request_key k on k.request_id = r.id
           where r.dossier_id = b.dossier_id and k.destroyed_at is null)`);
      await audit(tx, id, { kind: "worker", requestId: id }, { kind: "data_destroyed" });
    });
  }
  return rows.length;
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
      const tasks = tx.select({ id: task.id }).from(task).where(eq(task.requestId, id));
      await tx.delete(finding).where(inArray(finding.taskId, tasks));
      await tx.delete(redactionLook).where(eq(redactionLook.requestId, id));
      await tx.delete(redactionGroup).where(eq(redactionGroup.requestId, id));
      await audit(tx, id, { kind: "worker", requestId: id }, { kind: "data_destroyed" });
    });
  }
  return rows.rows.length;
}

/** Deletes what has served: drafts, codes, sessions and budgets past their time, and letters to no request. */
export async function forgetExpired(): Promise<void> {
  for (const old of [
    sql`delete from draft where expires_at < now()`,
    sql`delete from draft_link where expires_at < now()`,
    sql`delete from filing_budget where since < now() - interval '1 day'`,
    // A day longer than the longest budget that counts them.
    sql`delete from challenge where created_at < now() - interval '2 days'`,
    sql`delete from person_session where expires_at < now() - interval '1 day'`,
    sql`delete from ceremony where expires_at < now()`,
    sql`delete from code_window where began < now() - interval '1 day'`,
    // Who has not been here for so long signs in anew; what they asked stays where it is.
    sql`delete from account a where last_proven_at < now() - interval '13 months'
          and not exists (select 1 from person_session s where s.account_id = a.id)`,
    sql`delete from staff_session where created_at < now() - interval '2 days'`,
    sql`delete from staff_kept_form where expires_at < now()`,
    sql`delete from find_budget where at < now() - interval '1 day'`,
    sql`delete from notice where request_id is null and state in ('settled', 'failed')
          and created_at < now() - interval '30 days'`,
    sql`delete from proposed_link l using task t, request r where t.id = l.task_id and r.id = t.request_id
          and r.ended_at < now() - make_interval(years => ${yearsRemembered})`,
    sql`delete from link_decision d using request r where r.id = d.request_id
          and r.ended_at < now() - make_interval(years => ${yearsRemembered})
          and not exists (select 1 from proposed_link l where l.decision_id = d.id)`,
  ]) {
    await database().execute(old);
  }
}

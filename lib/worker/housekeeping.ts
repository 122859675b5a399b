import { sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
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
import { recordRound } from "#lib/health/rounds.ts";
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
import { move } from "#lib/request/move.ts";
import { forgetRecords } from "#lib/request/record.ts";
import { destroyEnded, destroyOld, forgetRefused } from "./destroy.ts";
import { expiring } from "./expiring.ts";
import { type Forgetting, forgetInTurn } from "./forget.ts";
import { lapseUnproven } from "./lapse.ts";

/** Days after which an answer without a bundle, or whose download has ended, counts as given. */
const daysUntilClosed = 14;
const atOnce = 100;

/** What is seen to every few minutes. */
const chores: readonly (() => Promise<unknown>)[] = [
  // How long the house keeps things may have been changed at the desk.
  freshMap,
  lapseUnproven,
  mergeDue,
  askDeskForSilentOwners,
  remindOwners,
  openEnded,
  openEndedBatches,
  endUndoWindows,
  planSweeps,
  tellAfterHand,
  remindRecipients,
  remindPeople,
  oweDigests,
  closeAnswered,
  measurePace,
  putAwayAlerts,
  foldMetrics,
];

/** What is deleted once it has served, in its order: what others need is forgotten after them. */
const forgettings: readonly Forgetting[] = [
  { name: "bulk_runs", days: 90, run: forgetBulkRuns },
  { name: "erased", run: forgetErased },
  { name: "ended_requests", days: () => houseSetting("ended_days"), run: destroyEnded },
  { name: "refused_requests", days: () => houseSetting("ended_days"), run: forgetRefused },
  { name: "old_requests", run: destroyOld },
  { name: "given_up_bundles", run: dropGivenUp },
  { name: "batches", days: 30, run: forgetBatches },
  { name: "documents", days: 14, run: deleteServedDocuments },
  { name: "papers", run: deleteServedPapers },
  { name: "presence", run: forgetPresence },
  ...expiring,
  { name: "runs", days: () => houseSetting("runs_days"), run: forgetRuns },
  { name: "records", run: forgetRecords },
  { name: "feed_keys", days: 30, run: forgetTokens },
  { name: "previews", run: forgetPreviews },
];

/** What is done every few minutes by itself. What fails is told and tried again; the rest is done all the same. */
export async function keepHouse(): Promise<void> {
  let ok = true;
  const attempt = async (name: string, chore: () => Promise<unknown>) => {
    try {
      await chore();
    } catch (error) {
      ok = false;
      log.warn({ err: error, chore: name }, "housekeeping is tried again");
    }
  };
  for (const chore of chores) await attempt(chore.name, chore);
  for (const one of forgettings) await attempt(one.name, () => forgetInTurn(one));
  await attempt("housekeeping", () => recordRound("housekeeping", { ok }));
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

import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { bulkItem, bulkRun } from "#drizzle/schema/request-acts.ts";
import { audit } from "#lib/audit/append.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { type Before, bulkActNamed, type Staff } from "./acts.ts";
import { fieldsOf, ownRun, type RunRow } from "./prepare.ts";

/** Milliseconds that one call works on a run; what is left then waits for the next one. */
const patience = 20_000;

type ItemState = "waiting" | "done" | "not_done" | "undone";
export type Ran = { done: number; notDone: number; waiting: number };

/**
 * Runs what has not been done of a run, each request in a transaction of its own, so that one that is refused stops no
 * other. Called again it tries those that were not done, and never does anything twice.
 */
export async function runBulk(actor: Staff, runId: string): Promise<Ran> {
  const run = await ownRun(database(), actor, runId);
  const { act } = bulkActNamed(run.act);
  if (run.undoneAt !== null) throw new HabeasError("conflict", "This was taken back.");
  if (act.weight !== "light") demandFresh(actor);
  await database()
    .update(bulkRun)
    .set({ startedAt: sql`coalesce(started_at, now())` })
    .where(eq(bulkRun.id, run.id));
  const fields = fieldsOf(run);
  await each(run, ["waiting", "not_done"], "done", (reference) => act.run(actor, reference, fields));
  const ran = await countsOf(run.id);
  await inTransaction((tx) =>
    audit(tx, null, actor, { kind: "bulk_run", act: run.act, done: ran.done, notDone: ran.notDone }),
  );
  return ran;
}

/**
 * Takes back what was done in a run, each by itself; what somebody has changed since stays. Throws HabeasError `conflict`
 * for what cannot be taken back.
 */
export async function undoBulk(actor: Staff, runId: string): Promise<Ran & { undone: number }> {
  const run = await ownRun(database(), actor, runId);
  const { undo } = bulkActNamed(run.act).act;
  if (undo === null) throw new HabeasError("conflict", "The people were told. This cannot be taken back.");
  await database()
    .update(bulkRun)
    .set({ undoneAt: sql`coalesce(undone_at, now())` })
    .where(eq(bulkRun.id, run.id));
  const fields = fieldsOf(run);
  const undone = await each(run, ["done"], "undone", async (reference, before) => {
    await undo(actor, reference, before, fields);
    return before;
  });
  return { ...(await countsOf(run.id)), undone };
}

/** Does one thing for each item in these states, under the item's lock, and writes down what came of it. */
async function each(
  run: RunRow,
  from: readonly ItemState[],
  to: ItemState,
  work: (reference: string, before: Before) => Promise<Before>,
): Promise<number> {
  const end = Date.now() + patience;
  const items = await database()
    .select({ id: bulkItem.id })
    .from(bulkItem)
    .where(and(eq(bulkItem.runId, run.id), inArray(bulkItem.state, [...from])))
    .orderBy(asc(bulkItem.place));
  let worked = 0;
  for (const { id } of items) {
    if (Date.now() > end) break;
    const done = await inTransaction(async (tx) => {
      // Whoever posts the same form twice finds the item taken, and leaves it alone.
      const [item] = await tx
        .select({ before: bulkItem.before, requestId: bulkItem.requestId })
        .from(bulkItem)
        .where(and(eq(bulkItem.id, id), inArray(bulkItem.state, [...from])))
        .for("update", { skipLocked: true });
      if (!item) return false;
      const [row] = await tx
        .select({ reference: request.reference })
        .from(request)
        .where(eq(request.id, item.requestId));
      const came = await tried(() => work(row?.reference ?? "", (item.before ?? {}) as Before), to);
      await tx.update(bulkItem).set(came).where(eq(bulkItem.id, id));
      return came.why === null;
    });
    if (done) worked++;
  }
  return worked;
}

async function tried(work: () => Promise<Before>, to: ItemState) {
  try {
    return { state: to, why: null, before: await work() };
  } catch (error) {
    if (!(error instanceof HabeasError)) log.error({ err: error }, "one of many was not done");
    else if (error.code === "step_up") throw error;
    const why = error instanceof HabeasError ? error.message : "Something went wrong here. Try it again.";
    return { ...(to === "done" ? { state: "not_done" as const } : {}), why };
  }
}

async function countsOf(runId: string): Promise<Ran> {
  const rows = await database()
    .select({ state: bulkItem.state, all: sql<number>`count(*)::integer` })
    .from(bulkItem)
    .where(eq(bulkItem.runId, runId))
    .groupBy(bulkItem.state);
  const of = (state: ItemState) => rows.find((one) => one.state === state)?.all ?? 0;
  return { done: of("done"), notDone: of("not_done"), waiting: of("waiting") };
}

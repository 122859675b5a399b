import { and, eq, inArray, isNotNull, ne } from "drizzle-orm";
import { decision } from "#drizzle/schema/decision.ts";
import { erasure } from "#drizzle/schema/erasure.ts";
import { rectification } from "#drizzle/schema/rectification.ts";
import { bundle, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { oweDutyNotice } from "#lib/request/duty-notice.ts";
import { move } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import type { Content } from "./content.ts";
import { noticeOf } from "./notice.ts";
import { logDecision, type Opened } from "./open-decision.ts";

/** Why a decision cannot be told yet although it was proposed; null where it can (pure). */
export function notAgreed(row: {
  state: string;
  needsSecond: boolean;
  approvedBy: string | null;
}): string | null {
  if (row.state === "draft") return "A decision is being written. Propose it, or drop it.";
  if (row.needsSecond && row.approvedBy === null) return "The decision waits for a second person.";
  return null;
}

/** Tells an agreed decision: its notice is owed and the row is final. The caller makes the move in the same transaction. */
export async function tell(tx: Transaction, locked: RequestRow, found: Opened, actor: Actor): Promise<void> {
  const waits = notAgreed(found.row);
  if (waits !== null) throw new HabeasError("conflict", waits);
  const { content, laws, row } = found;
  const noticeId = await oweDutyNotice(tx, locked, noticeOf(content, { right: locked.right as Right, laws }));
  await tx
    .update(decision)
    .set({ state: "sent", sentDay: companyToday(), noticeId })
    .where(eq(decision.id, row.id));
  await logDecision(tx, actor, row, "sent");
}

/**
 * Refuses a whole request: what was not answered yet is cancelled, nothing that was collected is handed out, the person
 * is told, and it counts. One transaction, or none of it.
 */
export async function refuseWhole(
  tx: Transaction,
  locked: RequestRow,
  found: Opened,
  actor: Actor,
): Promise<void> {
  await mustFitSystems(tx, locked, found.content);
  await tx
    .update(task)
    .set({ state: "settled", outcome: "cancelled" })
    .where(and(eq(task.requestId, locked.id), ne(task.state, "settled")));
  await tx
    .update(bundle)
    .set({ state: "failed" })
    .where(and(eq(bundle.requestId, locked.id), ne(bundle.state, "settled")));
  await tell(tx, locked, found, actor);
  await move(tx, locked.id, "refuse", actor, { kind: "refused" });
}

/** Throws HabeasError `conflict` where what systems did says something else than the decision. */
export async function mustFitSystems(tx: Queryable, locked: RequestRow, content: Content): Promise<void> {
  const tasks = await tx
    .select({ systemId: task.systemId, outcome: task.outcome })
    .from(task)
    .where(eq(task.requestId, locked.id));
  const titles = new Map(currentMap().systems.map(({ id, title }) => [id, title]));
  const named = (outcome: string) =>
    tasks.filter((one) => one.outcome === outcome).map(({ systemId }) => titles.get(systemId) ?? systemId);
  const [done, refused, found] = [named("done"), named("refused"), named("found")];
  const { outcome } = content;
  if (outcome === "refused") {
    const [begun] = await tx
      .select({ id: erasure.id })
      .from(erasure)
      .where(and(eq(erasure.requestId, locked.id), isNotNull(erasure.startedAt)))
      .limit(1);
    if (begun)
      throw new HabeasError("conflict", "Deleting has begun. Then only a part is refused: choose “partly”.");
    const [corrected] = await tx
      .select({ id: rectification.id })
      .from(rectification)
      .where(and(eq(rectification.requestId, locked.id), isNotNull(rectification.startedAt)))
      .limit(1);
    if (corrected)
      throw new HabeasError(
        "conflict",
        "Correcting has begun. Then only a part is refused: choose “partly”.",
      );
    if (done.length > 0)
      throw new HabeasError(
        "conflict",
        `${done.join(", ")} did what was asked. Then only a part is refused: choose “partly”.`,
      );
    const [out] = await tx
      .select({ id: bundle.id })
      .from(bundle)
      .where(and(eq(bundle.requestId, locked.id), inArray(bundle.state, ["settled"])))
      .limit(1);
    if (out)
      throw new HabeasError(
        "conflict",
        "A part of the answer is out already. Then only a part is refused: choose “partly”.",
      );
  }
  if (outcome === "granted" && refused.length > 0)
    throw new HabeasError("conflict", `${refused.join(", ")} refused. Then it is granted in part only.`);
  if (outcome === "not_held" && done.length + refused.length + found.length > 0)
    throw new HabeasError("conflict", `${[...done, ...refused, ...found].join(", ")} did hold something.`);
}

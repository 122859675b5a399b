import { and, desc, eq, ne } from "drizzle-orm";
import { erasure, erasureSystem, retained } from "#drizzle/schema/erasure.ts";
import { task } from "#drizzle/schema/task.ts";
import { erasureUndo } from "#drizzle/schema/undo.ts";
import type { Day } from "#lib/core/day.ts";
import type { Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import type { RequestRow } from "./sealed.ts";

/** What came of the erasures of a request, for its answer. */
export type ErasureAnswer = {
  /** Why what was done is no answer yet, in words; null where it is. */
  block: string | null;
  /** Titles of the systems in which something was erased. */
  erased: string[];
  /** True where something stays on a ground. */
  stays: boolean;
  /** The last day on which we can put back what was removed; null where it is gone for good. */
  backUntil: Day | null;
};

const nothing: ErasureAnswer = { block: null, erased: [], stays: false, backUntil: null };

/** Reads what the engine did for a request to be erased; nothing for every other right. */
export async function erasureAnswer(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "right">,
): Promise<ErasureAnswer> {
  if (row.right !== "erasure") return nothing;
  const [newest] = await tx
    .select()
    .from(erasure)
    .where(and(eq(erasure.requestId, row.id), ne(erasure.state, "dropped")))
    .orderBy(desc(erasure.number))
    .limit(1);
  if (newest?.state !== "done") return nothing;
  const located = await tx
    .select({ answeredAt: task.answeredAt })
    .from(task)
    .where(and(eq(task.requestId, row.id), eq(task.answeredBy, "machine"), eq(task.outcome, "found")));
  if (located.some(({ answeredAt }) => answeredAt !== null && answeredAt > newest.madeAt)) {
    return { ...nothing, block: "More of the person was found after the erasure was planned. Plan again." };
  }
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const systems = await tx
    .select()
    .from(erasureSystem)
    .where(eq(erasureSystem.erasureId, newest.id))
    .orderBy(erasureSystem.position);
  const undos = await tx
    .select({ undo: erasureUndo })
    .from(erasureUndo)
    .innerJoin(erasureSystem, eq(erasureUndo.systemRow, erasureSystem.id))
    .where(eq(erasureSystem.erasureId, newest.id));
  if (undos.some(({ undo }) => undo.askedBy !== null)) {
    return { ...nothing, block: "What was erased was put back. Plan the erasure again, or refuse it." };
  }
  const open = undos.filter(({ undo }) => undo.wrapped !== null).map(({ undo }) => undo.untilDay);
  const [held] = await tx
    .select({ id: retained.id })
    .from(retained)
    .where(and(eq(retained.requestId, row.id), eq(retained.state, "held")))
    .limit(1);
  return {
    block: null,
    erased: systems
      .filter((one) => one.steps.some((step) => step.rows > 0 && step.act !== "keep"))
      .map((one) => titles.get(one.systemId) ?? one.systemId),
    stays: held !== undefined,
    backUntil: open.toSorted().at(-1) ?? null,
  };
}

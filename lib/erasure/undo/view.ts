import { eq } from "drizzle-orm";
import type { PutBack } from "#connectors/erase.ts";
import { erasureUndo } from "#drizzle/schema/undo.ts";
import type { Day } from "#lib/core/day.ts";
import type { Queryable } from "#lib/db/database.ts";

/** How far one system's part can be taken back. */
export type UndoView = {
  /** open: it can be put back · working: it is being put back · ended: nothing is kept of it any more. */
  state: "open" | "working" | "ended";
  untilDay: Day;
  outcome: "undone" | "partly" | "expired" | null;
  result: PutBack | null;
  trouble: string | null;
};

type Row = typeof erasureUndo.$inferSelect;

const states = { parked: "open", ready: "working", running: "working", settled: "ended" } as const;

const viewOf = ({ state, untilDay, outcome, result, trouble }: Row): UndoView => ({
  state: states[state as keyof typeof states],
  untilDay,
  outcome: outcome as UndoView["outcome"],
  result,
  trouble,
});

/** By system of each of a request's erasures, where something was kept of it. */
export async function undosOf(tx: Queryable, requestId: string): Promise<Map<string, UndoView>> {
  const rows = await tx.select().from(erasureUndo).where(eq(erasureUndo.requestId, requestId));
  const taken = rows.filter((row) => row.state !== "settled" || row.outcome !== null);
  return new Map(taken.map((row) => [row.systemRow, viewOf(row)]));
}

/**
 * What the person is told of it: until when we can put it back, which is the latest day of all systems; and how many
 * records we have put back.
 */
export function undoForPerson(undos: readonly UndoView[]): {
  undo: { untilDay: Day } | null;
  putBack: { rows: number } | null;
} {
  const open = undos.filter((one) => one.state !== "ended").map((one) => one.untilDay);
  const back = undos.flatMap((one) => (one.result ? [one.result.back + one.result.altered] : []));
  const untilDay = open.toSorted().at(-1);
  return {
    undo: untilDay === undefined ? null : { untilDay },
    putBack: back.length === 0 ? null : { rows: back.reduce((sum, one) => sum + one, 0) },
  };
}

/** Signed texts about what was put back of a request's erasures: they belong into its certificate. */
export async function putBackTexts(tx: Queryable, requestId: string) {
  const rows = await tx
    .select()
    .from(erasureUndo)
    .where(eq(erasureUndo.requestId, requestId))
    .orderBy(erasureUndo.endedAt);
  return rows.flatMap(({ body, signature, keyId }) =>
    body === null || signature === null || keyId === null ? [] : [{ body, signature, keyId }],
  );
}

import { and, asc, eq } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { rectification, rectificationCell, rectificationSystem } from "#drizzle/schema/rectification.ts";
import type { Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type OpenCell, openCell } from "./rectification-cell.ts";
import { rectificationWordsIn, type ToldValue } from "./rectification-words.ts";
import type { RequestRow } from "./sealed.ts";

/** What came of the corrections of a request, for its answer. */
export type RectificationAnswer = {
  /** Line by line what was changed where, before and after; what was refused; what people still do. */
  lines: string[];
  /** True where something was changed, or was right already. */
  corrected: boolean;
  /** True where a correction was refused. */
  refused: boolean;
};

const nothing: RectificationAnswer = { lines: [], corrected: false, refused: false };

/** Reads what the engine did for a request to correct; nothing for every other right. */
export async function rectificationAnswer(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "right" | "language">,
): Promise<RectificationAnswer> {
  if (row.right !== "rectification") return nothing;
  const words = rectificationWordsIn(row.language);
  const told = await toldValues(tx, row.id, words.nothing);
  const decided = await tx
    .select()
    .from(correction)
    .where(and(eq(correction.requestId, row.id), eq(correction.state, "refused")))
    .orderBy(asc(correction.number));
  return {
    lines: [
      ...told.map((one) => words.line[one.how](one)),
      ...decided.map(({ number }) => words.notCorrected(number)),
      ...(decided.some((one) => one.sealedStatement !== null) ? [words.statement] : []),
    ],
    corrected: told.some((one) => one.how === "changed" || one.how === "by_hand" || one.how === "already"),
    refused: decided.length > 0,
  };
}

/** Every value of every plan that is done and was not undone; of several plans, what the last one left. */
async function toldValues(tx: Queryable, requestId: string, empty: string): Promise<ToldValue[]> {
  const plans = await tx
    .select()
    .from(rectification)
    .where(and(eq(rectification.requestId, requestId), eq(rectification.state, "done")))
    .orderBy(asc(rectification.number));
  const undone = new Set(plans.map((one) => one.undoes));
  const key = await keyOf(tx, requestId);
  const found = new Map<
    string,
    { cell: OpenCell; system: string; before: string | null; changed: boolean }
  >();
  for (const plan of plans.filter((one) => one.kind === "correct" && !undone.has(one.id))) {
    const cells = await tx
      .select({ cell: rectificationCell, system: rectificationSystem })
      .from(rectificationCell)
      .innerJoin(rectificationSystem, eq(rectificationCell.systemRow, rectificationSystem.id))
      .where(eq(rectificationSystem.rectificationId, plan.id))
      .orderBy(asc(rectificationSystem.position), asc(rectificationCell.no));
    for (const { cell: sealed, system } of cells) {
      const cell = openCell(key, sealed);
      const { correctionId, collection, field, at } = cell;
      const name = JSON.stringify([
        system.systemId,
        at ? [collection, field, at.row] : [correctionId, collection, field],
      ]);
      const earlier = found.get(name);
      const changed = cell.state === "changed" || earlier?.changed === true;
      const before = earlier?.changed ? earlier.before : cell.before;
      found.set(name, { cell, system: system.systemId, before, changed });
    }
  }
  return [...found.values()].flatMap((one) => toldOf(one, empty));
}

function toldOf(
  {
    cell,
    system: id,
    before,
    changed,
  }: { cell: OpenCell; system: string; before: string | null; changed: boolean },
  empty: string,
): ToldValue[] {
  const how = howOf(cell, changed);
  const system = currentMap().systems.find((one) => one.id === id);
  if (how === null || !system) return [];
  const collection = system.collections.find((one) => one.name === cell.collection);
  const what = (cell.field && collection?.fields[cell.field]?.label) ?? collection?.label ?? system.title;
  return [{ system: system.title, what, before: before || empty, after: cell.wanted || empty, how }];
}

function howOf(cell: OpenCell, changed: boolean): ToldValue["how"] | null {
  if (changed) return "changed";
  switch (cell.state) {
    case "already":
      return "already";
    case "by_hand":
    case "refused":
      if (cell.hand === "done") return "by_hand";
      return cell.hand === "cannot" ? "refused" : "waits";
    default:
      return null;
  }
}

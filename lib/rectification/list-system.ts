import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { CorrectableField, Corrector } from "#connectors/correct.ts";
import { rectificationCell, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { audit } from "#lib/audit/append.ts";
import { database } from "#lib/db/database.ts";
import { storeFacts, tellingFields } from "#lib/fanout/facts.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import type { System } from "#lib/map/schema.ts";
import { sealCell } from "#lib/request/rectification-cell.ts";
import {
  cellsByHand,
  cellsOfRow,
  concernedFields,
  disputedWords,
  type PlannedCell,
  type ReadRow,
  rowsIn,
} from "./cells-for.ts";
import { proposeIfComplete } from "./propose.ts";
import { type Granted, grantedWishes } from "./wish.ts";
import { commitWork, type SystemWork, untroubled } from "./work.ts";

/** Values of one plan in one system: beyond it, staff narrow the correction down. */
const most = 5_000;

/** Lists what a plan would change in one system, value by value, and writes it down sealed. Changes nothing there. */
export async function listSystem(
  work: SystemWork,
  corrector: Corrector | undefined,
  system: System,
): Promise<void> {
  const wishes = await grantedWishes(database(), work.row.requestId, work.plan.corrections, work.key);
  const read = corrector ? await readRows(work, corrector, system, wishes) : null;
  const cells = numbered(wishes.flatMap((one) => cellsOfWish(system, read, one)));
  const sealed = cells.slice(0, most).map(({ at, before, wanted, ...cell }, no) => {
    const id = randomUUID();
    return { ...cell, id, no, systemRow: work.row.id, ...sealCell(work.key, id, { at, before, wanted }) };
  });
  await commitWork(work, async (tx, { plan }) => {
    await tx.delete(rectificationCell).where(eq(rectificationCell.systemRow, work.row.id));
    for (let at = 0; at < sealed.length; at += 500) {
      await tx.insert(rectificationCell).values(sealed.slice(at, at + 500));
    }
    if (read) {
      const { requestId, taskId, systemId } = work.row;
      const of = { taskId, requestId, systemId, key: work.key, actor: work.actor };
      await storeFacts(tx, of, { fields: read.fields, cells: read.facts, cut: false });
    }
    await tx
      .update(rectificationSystem)
      .set({ ...untroubled, state: "parked", phase: "act" })
      .where(eq(rectificationSystem.id, work.row.id));
    await audit(tx, work.row.requestId, work.actor, {
      kind: "rectification_system_planned",
      number: plan.number,
      system: work.row.systemId,
      cells: sealed.length,
    });
    await proposeIfComplete(tx, plan, work.actor);
  });
}

type Read = { fields: CorrectableField[]; rows: ReadRow[]; facts: Parameters<typeof rowsIn>[0][number][] };

/** Every row of the person with the fields that a correction may be about, and the facts beside them. */
export async function readRows(
  work: Pick<SystemWork, "row" | "key">,
  corrector: Corrector,
  system: System,
  wishes: readonly Granted[],
): Promise<Read> {
  const fields = await corrector.fields();
  const keys = await confirmedKeys(database(), work.row.taskId, work.key);
  const telling = tellingFields(system, fields);
  const meant = new Set(
    wishes.flatMap((one) => concernedFields(system, one)).map((one) => `${one.collection}.${one.name}`),
  );
  const wanted = fields.filter((one) => telling.includes(one) || meant.has(`${one.collection}.${one.field}`));
  const cells: Read["facts"] = [];
  if (keys.length > 0 && wanted.length > 0) {
    for await (const cell of corrector.cells(keys, wanted)) cells.push(cell);
  }
  const isFact = new Set(telling.map((one) => `${one.collection}.${one.field}`));
  const facts = cells.filter((one) => isFact.has(`${one.collection}.${one.field}`));
  return { fields, rows: rowsIn(cells), facts };
}

function cellsOfWish(system: System, read: Read | null, granted: Granted): PlannedCell[] {
  const byHand = cellsByHand(system, read?.fields ?? null, granted).map((one) => ({
    ...one,
    before: disputedWords(granted.wish.wrong) || null,
  }));
  const rows = read?.rows.flatMap((row) => cellsOfRow(system, read.fields, granted, row)) ?? [];
  if (granted.why === null) return [...rows, ...byHand];
  // Nobody knows what is right: nothing is written, and people are told why.
  return [...rows, ...byHand]
    .filter((one) => one.disputed)
    .map((one) => ({ ...one, wanted: null, state: "by_hand" as const, why: granted.why }));
}

/**
 * Cells with their rows numbered in the order in which they are done: a row by which others are found comes last, or its
 * change would hide them. What an earlier correction says of a value, a later one does not say again.
 */
function numbered(cells: readonly PlannedCell[]): (PlannedCell & { rowNo: number })[] {
  const said = new Set<string>();
  const once = cells.map((cell): PlannedCell => {
    if (cell.at === null || cell.state === "left") return cell;
    const name = JSON.stringify([cell.collection, cell.at.row, cell.field]);
    const again = said.has(name);
    said.add(name);
    return again ? { ...cell, state: "left", why: "Another correction says what this is to be." } : cell;
  });
  const rows = Map.groupBy(once, (cell) =>
    cell.at === null ? JSON.stringify(cell) : JSON.stringify([cell.collection, cell.at.row]),
  );
  const identifying = (row: readonly PlannedCell[]) =>
    row.some((one) => one.state === "planned" && one.identifies);
  const ordered = [...rows.values()].sort((a, b) => Number(identifying(a)) - Number(identifying(b)));
  return ordered.flatMap((row, rowNo) => row.map((cell) => ({ ...cell, rowNo })));
}

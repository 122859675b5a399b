import { and, eq, isNull } from "drizzle-orm";
import { humanTask } from "#drizzle/schema/task.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { mustBeOpen, questionBehind } from "./human-task.ts";
import type { OwnerDoor } from "./owner-door.ts";
import {
  fitted,
  mostTypedRows,
  type RowProblem,
  sealDraft,
  type TypedTable,
  tableColumns,
} from "./owner-table.ts";

const rowsMore = 5;

/**
 * Keeps what an owner has typed so far, sealed under the request's key, so that nothing is lost between two pages;
 * `more` names the table that gets empty rows. Throws HabeasError `invalid`, `conflict`, `gone`, `not_found`.
 */
export async function keepTyped(
  door: OwnerDoor,
  typed: readonly TypedTable[],
  after: { more?: string; problems?: RowProblem[] },
): Promise<void> {
  const { human, task: row } = await questionBehind(database(), door);
  mustBeOpen(human, row);
  const { collections } = systemOf(currentMap(), row.systemId);
  const tables = fitted(typed, collections);
  const table = tables.find((one) => one.collection === after.more);
  const described = collections.find((one) => one.name === after.more);
  const isFull = (table?.rows.length ?? 0) >= mostTypedRows;
  if (table !== undefined && described !== undefined) {
    const empty = tableColumns(described).map(() => "");
    const room = Math.min(rowsMore, mostTypedRows - table.rows.length);
    table.rows.push(...Array.from({ length: room }, () => [...empty]));
  }
  const key = await keyOf(database(), row.requestId);
  await database()
    .update(humanTask)
    .set({ sealedDraft: sealDraft(key, human.id, { tables, problems: after.problems ?? [] }) })
    .where(and(eq(humanTask.id, human.id), isNull(humanTask.answeredAt)));
  if (isFull && after.more !== undefined) {
    throw new HabeasError("invalid", `A table takes ${mostTypedRows} rows at most. Send the rest as a file.`);
  }
}

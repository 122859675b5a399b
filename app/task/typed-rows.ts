import { HabeasError } from "#lib/core/errors.ts";
import type { TypedTable } from "#lib/fanout/owner-table.ts";

/** The name of a cell's field: its table's name, then row and column by their numbers. */
export const cellName = (collection: string, row: number, column: number) =>
  `cell.${collection}.${row}.${column}`;

const cell = /^cell\.([a-z][a-z0-9_]{0,62})\.(\d{1,3})\.(\d{1,3})$/;

/** Rows and cells that are made up for the places named: a form can name a far place in a few letters. */
const most = 200_000;

/**
 * The rows that were typed into the page's tables, as they stand there, empty ones among them. Throws HabeasError
 * `invalid` for more than anybody types.
 */
export function typedRows(form: FormData): TypedTable[] {
  const tables = new Map<string, string[][]>();
  let made = 0;
  for (const [name, value] of form) {
    const [, collection, row, column] = cell.exec(name) ?? [];
    if (collection === undefined || typeof value !== "string") continue;
    const rows = tables.get(collection) ?? [];
    tables.set(collection, rows);
    const cells = rows[Number(row)] ?? [];
    made += Math.max(0, Number(row) + 1 - rows.length) + Math.max(0, Number(column) + 1 - cells.length);
    if (made > most) throw new HabeasError("invalid", "That is too much for the table. Send it as a file.");
    while (rows.length < Number(row)) rows.push([]);
    rows[Number(row)] = cells;
    while (cells.length <= Number(column)) cells.push("");
    cells[Number(column)] = value;
  }
  return [...tables].map(([collection, rows]) => ({ collection, rows }));
}

/** The table for which more rows were asked, if that is what the form was sent for. */
export function moreRowsFor(form: FormData): string | null {
  const wanted = form.get("more");
  return typeof wanted === "string" && wanted !== "" ? wanted : null;
}

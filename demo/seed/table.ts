/** A value as it goes into a system. Dates are ISO strings in UTC. */
export type Cell = string | number | boolean | null | Buffer;

/** Rows for one table of one system, in the order of `columns`. */
export type Table = { name: string; columns: readonly string[]; rows: Cell[][] };

/** An empty table; rows are pushed by the builders. */
export function table(name: string, columns: readonly string[]): Table {
  return { name, columns, rows: [] };
}

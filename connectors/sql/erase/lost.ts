import type { Collection } from "#connectors/collection.ts";
import type { Row } from "./image-rows.ts";
import { typeIn } from "./imaged.ts";
import type { Imaging, LiveTable, LiveTables } from "./store.ts";

/** Columns of a table by which its rows belong to rows of another one. */
type Tie = { own: readonly string[]; to: string; theirs: readonly string[] };

/**
 * Rows that are not back. Their key may be somebody else's by now, so that what belonged to them would be given to the
 * wrong person. Belonging is what the database declares and what the map says.
 */
export class Lost<T> {
  #names: Set<string>;
  #imaging: Imaging<T>;
  #ties: ReadonlyMap<string, Tie[]>;

  constructor(names: Set<string>, imaging: Imaging<T>, live: LiveTables, collections: readonly Collection[]) {
    this.#names = names;
    this.#imaging = imaging;
    this.#ties = tiesIn(live, collections);
  }

  add(table: LiveTable, row: Row): void {
    for (const [, ties] of this.#ties) {
      for (const { to, theirs } of ties)
        if (to === table.name) this.#names.add(this.#nameOf(table, table, theirs, row));
    }
  }

  /** True where a row belongs to one that is not back; of a row that only gets some columns back, by these. */
  owns(table: LiveTable, row: Row): boolean {
    return (this.#ties.get(table.name) ?? []).some(
      ({ own, to, theirs }) =>
        own.every((name) => (row[name] ?? null) !== null) &&
        this.#names.has(this.#nameOf({ name: to }, table, own, row, theirs)),
    );
  }

  #nameOf(
    of: Pick<LiveTable, "name">,
    typed: LiveTable,
    columns: readonly string[],
    row: Row,
    named: readonly string[] = columns,
  ): string {
    const values = columns.map((name) => {
      const cell = row[name] ?? null;
      return cell === null ? null : this.#imaging.plain(cell, typeIn(typed, name));
    });
    return JSON.stringify([of.name, named, values]);
  }
}

function tiesIn(live: LiveTables, collections: readonly Collection[]): Map<string, Tie[]> {
  const ties = new Map<string, Tie[]>();
  const add = (table: string, tie: Tie) => ties.set(table, [...(ties.get(table) ?? []), tie]);
  for (const table of live.tables.values()) {
    for (const { columns, to, toColumns } of table.references)
      add(table.name, { own: columns, to, theirs: toColumns });
  }
  for (const collection of collections) {
    const table = live.tableOf(collection);
    for (const { to, on } of collection.belongs) {
      const above = collections.find((one) => one.name === to);
      const other = above === undefined ? undefined : live.tableOf(above);
      const plain = on.every(
        (tie) => tie.own.steps.length + tie.theirs.steps.length === 0 && tie.prefix + tie.theirPrefix === "",
      );
      if (table === undefined || other === undefined || !plain) continue;
      const tie = { own: on.map((one) => one.own.column), theirs: on.map((one) => one.theirs.column) };
      add(table.name, { ...tie, to: other.name });
    }
  }
  return ties;
}

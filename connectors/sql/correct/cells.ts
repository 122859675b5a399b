import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { Cell } from "#connectors/correct.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Value } from "#connectors/sql/dialect.ts";
import type { Cells, Reader } from "#connectors/sql/erase/store.ts";
import { graphOf, ownedOnly } from "#connectors/sql/graph.ts";
import { keySource, rootKeys } from "#connectors/sql/keys.ts";
import { statement, withSql } from "#connectors/sql/reach.ts";
import { columnOf, type Making, reading, whereSql } from "#connectors/sql/values.ts";
import type { Judged } from "./judge.ts";
import type { Pen } from "./pen.ts";

/** A person's own rows of a collection: the parts of one statement, the row under the alias `c`. */
export type OwnRows = {
  with: string;
  from: string;
  where: readonly string[];
  via: string;
  /** SQL that is '1' where the person may see and change the field in this row. */
  shown(field: string): string;
};

/** Rows that are reached as owned all the way. Null where none of the keys leads there. */
export function ownRowsOf<T>(
  making: Making<T>,
  collections: readonly Collection[],
  collection: Collection,
  keys: readonly FoundKey[],
): OwnRows | null {
  const roots = rootKeys(making, collections, keys);
  const graph = graphOf(collections, {
    isRoot: (root) => (roots.get(root)?.length ?? 0) > 0,
    follows: ownedOnly,
  });
  if (!graph.reached.includes(collection)) return null;
  const made = statement(making, graph, collections, keySource(making, roots));
  const { from, where, via, standsIn } = made.reached(collection);
  return {
    with: withSql(made),
    from,
    where,
    via,
    shown: (field) => {
      const roles = collection.fields[field]?.roles;
      const stands = roles === undefined ? true : standsIn(roles);
      return typeof stands === "boolean"
        ? `'${stands ? 1 : 0}'`
        : `case when ${stands} then '1' else '0' end`;
    },
  };
}

/** What stands at a field of the row `c`. */
export function valueAt<T>(making: Making<T>, { collection, path }: Judged): Value<T> {
  const column = columnOf(making.live.placeOf(collection), path.column, "c");
  return reading(making, collection, path, column, "f").value;
}

/** Every value of some fields in these people's rows, each row once, collection by collection. */
export async function* cellsIn<T>(
  { flow }: Reader<T>,
  pen: Pen<T>,
  collections: readonly Collection[],
  fields: readonly Judged[],
  keys: readonly FoundKey[],
): AsyncGenerator<Cell> {
  for (const collection of collections) {
    const wanted = fields.filter((one) => one.collection === collection && isReadable(one));
    const names = wanted[0]?.names?.columns ?? [];
    if (wanted.length === 0 || names.length === 0) continue;
    const rows = ownRowsOf(flow.making, collections, collection, keys);
    if (rows === null) continue;
    const { dialect } = flow.making;
    const place = flow.making.live.placeOf(collection);
    const key = names.map((name) => columnOf(place, name, "c"));
    const list = [
      rows.via,
      ...key.map((one) => dialect.keyText(one)),
      ...wanted.map((one) => pen.shown(valueAt(flow.making, one))),
      ...wanted.map((one) => rows.shown(one.field.field)),
    ];
    const order = [...key.map((one) => dialect.comparable(one).sql), rows.via];
    const sql = `${rows.with}select ${list.join(", ")} from ${rows.from}${whereSql(rows.where)} order by ${order.join(", ")}`;
    let last = "";
    for await (const batch of flow.rows(sql)) {
      for (const cells of batch) {
        const row = rowOf(collection, cells.slice(1, 1 + names.length));
        // A row that is reached in several ways comes several times, one after the other.
        if (JSON.stringify(row) === last) continue;
        last = JSON.stringify(row);
        const values = cells.slice(1 + names.length);
        for (const [no, one] of wanted.entries()) {
          if (values[wanted.length + no] !== "1") continue;
          const { type } = valueAt(flow.making, one);
          const value = pen.collected(type, values[no] ?? null);
          yield { collection: collection.name, via: cells[0] ?? "", row, field: one.field.field, value };
        }
      }
    }
  }
}

/** A field of which single values can be read at all. */
const isReadable = ({ collection, path, table, field }: Judged): boolean =>
  table?.columns.some((one) => one.name === path.column) === true &&
  collection.fields[path.column]?.disclose !== "never" &&
  path.steps.every((step) => step.kind === "member") &&
  field.type.kind !== "other";

function rowOf({ name }: Collection, cells: Cells): string[] {
  if (!cells.includes(null)) return cells as string[];
  throw new ConnectorError(
    "misconfigured",
    `A row of ${name} has no value in its key, so it cannot be named.`,
  );
}

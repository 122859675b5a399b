import type { Collection } from "#connectors/collection.ts";
import { disclosedFields } from "#connectors/lineage.ts";
import type { Place, Value } from "./dialect.ts";
import { graphOf } from "./graph.ts";
import { keySource, type RootKeys } from "./keys.ts";
import { statement, withSql } from "./reach.ts";
import { columnOf, type Making, whereSql } from "./values.ts";

/** A field as it is read: hidden where the person stands in none of its roles. */
export type ReadField<T> = {
  name: string;
  value: Value<T>;
  /** A condition on the row, or known for all rows. */
  shown: string | boolean;
};

/** One collection's rows for some keys: the parts of one statement, for each kind to write as it streams best. */
export type Rows<T> = {
  /** `with …` or nothing. */
  with: string;
  /** `<item of from> [where …]`, the row under the alias `c`. */
  from: string;
  /** The key by which the row was reached: SQL of type text. */
  via: string;
  place: Place<T>;
  fields: readonly ReadField<T>[];
  /** The field that is delivered as a file, where there is one and it may be read. */
  file: ReadField<T> | undefined;
};

/** The statement of one collection's rows. Null where none of the keys leads there. */
export function rowsOf<T>(
  making: Making<T>,
  collection: Collection,
  collections: readonly Collection[],
  keys: RootKeys,
): Rows<T> | null {
  const graph = graphOf(collections, { isRoot: (root) => (keys.get(root)?.length ?? 0) > 0 });
  if (!graph.reached.includes(collection)) return null;
  const made = statement(making, graph, collections, keySource(making, keys));
  const reached = made.reached(collection);
  const place = making.live.placeOf(collection);
  const read = (name: string): ReadField<T> => {
    const roles = collection.fields[name]?.roles;
    return {
      name,
      value: columnOf(place, name, "c"),
      shown: roles === undefined ? true : reached.standsIn(roles),
    };
  };
  const file = collection.file_field?.field;
  const readable = file !== undefined && collection.fields[file]?.disclose !== "never";
  return {
    with: withSql(made),
    from: `${reached.from}${whereSql(reached.where)}`,
    via: reached.via,
    place,
    fields: disclosedFields(collection).map(read),
    file: readable ? read(file) : undefined,
  };
}

/** How many rows each collection has, as one statement that answers one row: columns `n0`, `n1` … in the map's order. */
export function countSql<T>(making: Making<T>, collections: readonly Collection[], keys: RootKeys): string {
  const graph = graphOf(collections, { isRoot: (root) => (keys.get(root)?.length ?? 0) > 0 });
  const made = statement(making, graph, collections, keySource(making, keys));
  const counts = collections.map((one, no) => {
    if (!graph.reached.includes(one)) return `0 as n${no}`;
    const { from, where } = made.reached(one);
    return `(select count(*) from ${from}${whereSql(where)}) as n${no}`;
  });
  return `${withSql(made)}select ${counts.join(", ")}`;
}

import type { Collection } from "#connectors/collection.ts";
import type { HeldIdentifier } from "#connectors/contract.ts";
import type { Identify } from "#connectors/language/identify.ts";
import { keyOf } from "#connectors/sql/keys.ts";
import { columnOf, conditionsSql, type Making, reading, whereSql } from "#connectors/sql/values.ts";
import { namesOf } from "./plan.ts";
import type { Cells, Reader, Store } from "./store.ts";

/** Every identifier that any record of a database holds, streamed: one reading of a table for each way to be known. */
export function heldIn<T>(
  store: Store<T>,
  collections: readonly Collection[],
): AsyncIterable<HeldIdentifier[]> {
  return store.flowing(async (reader) => heldBy(reader, collections));
}

async function* heldBy<T>(
  reader: Reader<T>,
  collections: readonly Collection[],
): AsyncGenerator<HeldIdentifier[]> {
  for (const collection of collections) {
    const own = collection.subject_key.length > 0 ? [null] : [];
    for (const match of [...own, ...collection.match.keys()]) yield* heldAs(reader, collection, match);
  }
}

/** `match`: the place in the collection's list of matches; null for the person's own key. */
async function* heldAs<T>(
  { flow, live }: Reader<T>,
  collection: Collection,
  match: number | null,
): AsyncGenerator<HeldIdentifier[]> {
  const { making } = flow;
  const place = making.live.placeOf(collection);
  const names = namesOf(collection, live.tableOf(collection), place.unique)?.columns ?? [];
  const openedField = Object.entries(collection.fields).find(([, one]) => one.fact === "account.opened")?.[0];
  const text = (name: string) => making.dialect.keyText(columnOf(place, name, "c"));
  const identify = match === null ? undefined : collection.match[match];
  const read = identify === undefined ? ownKey(making, collection) : identified(making, collection, identify);
  const list = [
    openedField === undefined ? making.dialect.noText : text(openedField),
    ...names.map(text),
    ...read.texts,
  ];
  const where = [...conditionsSql(making, place, collection.where, "c"), ...read.where];
  const sql = `select ${list.join(", ")} from ${place.sql} c${read.joins}${whereSql(where)}`;
  const width = names.length;
  for await (const batch of flow.rows(sql)) {
    const held = batch.flatMap((cells: Cells): HeldIdentifier[] => {
      const row = cells.slice(1, 1 + width);
      const parts = cells.slice(1 + width);
      if (!isWhole(parts) || parts.every((part) => part === "")) return [];
      return [
        {
          collection: collection.name,
          match,
          value: keyOf(parts),
          row: width > 0 && isWhole(row) ? row : null,
          opened: cells[0] ?? null,
        },
      ];
    });
    if (held.length > 0) yield held;
  }
}

const isWhole = (cells: Cells): cells is string[] => !cells.includes(null);

type Read = { texts: string[]; joins: string; where: string[] };

function ownKey<T>(making: Making<T>, collection: Collection): Read {
  const place = making.live.placeOf(collection);
  const columns = collection.subject_key.map((name) => columnOf(place, name, "c"));
  return {
    texts: columns.map((one) => making.dialect.keyText(one)),
    joins: "",
    where: columns.map(({ sql }) => `${sql} is not null`),
  };
}

/** What stands in the fields of one description, without its prefix. */
function identified<T>(making: Making<T>, collection: Collection, identify: Identify): Read {
  const { dialect, bind } = making;
  const place = making.live.placeOf(collection);
  const { prefix } = identify;
  const reads = identify.fields.map((path, no) =>
    reading(making, collection, path, columnOf(place, path.column, "c"), `h${no}`),
  );
  return {
    texts: reads.map(({ value }) => (prefix === "" ? dialect.keyText(value) : dialect.after(value, prefix))),
    joins: reads.map((read) => read.joins).join(""),
    where: [
      ...conditionsSql(making, place, identify.when, "c"),
      ...reads.map(({ value }) => `${value.sql} is not null`),
      ...(prefix === "" ? [] : reads.map(({ value }) => dialect.beginsWith(value, prefix, bind))),
    ],
  };
}

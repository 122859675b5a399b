import type { Collection } from "#connectors/collection.ts";
import type { Identify } from "#connectors/language/identify.ts";
import type { Reached } from "./arms.ts";
import { columnOf, conditionsSql, type Making, reading, whereSql } from "./values.ts";

/** What one description yields: `via` and the parts of the identifier. */
export function yieldsOf<T>(
  making: Making<T>,
  collection: Collection,
  identify: Identify,
  reached: Pick<Reached, "from" | "where" | "via">,
): string {
  const { dialect, bind } = making;
  const place = making.live.placeOf(collection);
  const reads = identify.fields.map((path, no) =>
    reading(making, collection, path, columnOf(place, path.column, "c"), `y${no}`),
  );
  const { prefix } = identify;
  const texts = reads.map(({ value }) =>
    prefix === "" ? dialect.keyText(value) : dialect.after(value, prefix),
  );
  const where = [
    ...reached.where,
    ...conditionsSql(making, place, identify.when, "c"),
    ...reads.map(({ value }) => `${value.sql} is not null`),
    ...(prefix === "" ? [] : reads.map(({ value }) => dialect.beginsWith(value, prefix, bind))),
    ...texts.map((text) => `${text} <> ''`),
  ];
  const joins = reads.map((read) => read.joins).join("");
  const columns = texts.map((text, no) => `${text} as v${no}`);
  return `select distinct ${reached.via} as via, ${columns.join(", ")} from ${reached.from}${joins}${whereSql(where)}`;
}

import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Condition } from "#connectors/language/condition.ts";
import { type FieldPath, hasMany } from "#connectors/language/field-path.ts";
import type { Binder, Dialect, Live, Place, Value } from "./dialect.ts";

/** What a statement is made with. */
export type Making<T> = { dialect: Dialect<T>; live: Live<T>; bind: Binder };

/** A column of a place under some alias. Throws `schema_changed` where the live table has none of that name. */
export function columnOf<T>(place: Place<T>, name: string, row: string): Value<T> {
  const column = place.columns.get(name);
  if (column !== undefined) return { sql: `${row}.${column.sql}`, type: column.type };
  throw new ConnectorError(
    "schema_changed",
    `The database has no column ${name} in ${place.collection.name}, which the data map names.`,
  );
}

/** A value of a row, and what must be appended to the `from` clause to get at it. */
export type Reading<T> = { joins: string; value: Value<T> };

/**
 * What stands at a path, starting from its column's value. `alias` begins the names of the arrays that are opened.
 * Throws `misconfigured` where the column cannot be looked into.
 */
export function reading<T>(
  { dialect }: Making<T>,
  collection: Collection,
  path: FieldPath,
  column: Value<T>,
  alias: string,
): Reading<T> {
  let value = column;
  let joins = "";
  let members: string[] = [];
  let opened = 0;
  for (const step of path.steps) {
    if (step.kind === "member") {
      members.push(step.name);
      continue;
    }
    const each = dialect.each(value, members, `${alias}_${opened}`);
    if (each === null) throw closed(collection, path);
    joins += each.join;
    value = each.element;
    members = [];
    opened += 1;
  }
  if (path.steps.length === 0) return { joins, value };
  const inside = dialect.inside(value, members);
  if (inside === null) throw closed(collection, path);
  return { joins, value: inside };
}

const closed = (collection: Collection, path: FieldPath) =>
  new ConnectorError(
    "misconfigured",
    `The data map looks into ${path.column} of ${collection.name} (${path.text}), which holds no JSON and no array.`,
  );

/** The conditions of the map on a row under an alias, as SQL. */
export function conditionsSql<T>(
  making: Making<T>,
  place: Place<T>,
  conditions: readonly Condition[],
  row: string,
): string[] {
  return conditions.map((one) => conditionSql(making, place, one, row));
}

function conditionSql<T>(making: Making<T>, place: Place<T>, condition: Condition, row: string): string {
  const { field, is, values } = condition;
  const column = columnOf(place, field.column, row);
  if (is === "before") return beforeSql(making, column, String(values[0] ?? ""));
  const { joins, value } = reading(making, place.collection, field, column, "w");
  const constants = values.filter((one) => one !== null);
  const equal = constants.map((one) => making.dialect.isConstant(value, one, making.bind));
  const any = [...equal, ...(values.includes(null) ? [`${value.sql} is null`] : [])].join(" or ");
  if (!hasMany(field)) {
    if (is === "one_of") return `(${any})`;
    const none = equal.length === 0 ? [] : [`coalesce(not (${equal.join(" or ")}), true)`];
    return [...none, ...(values.includes(null) ? [`${value.sql} is not null`] : [])].join(" and ");
  }
  const found = `exists (select 1 from (select 1 as one) w ${joins} where ${any})`;
  return is === "one_of" ? found : `not ${found}`;
}

/** Systems write 0000-00-00, 0001-01-01 or 1899-12-30 where they know no date. */
const firstDay = "1900-01-01";

/** True of a date that is earlier than a day. What is not written as a date is not earlier than any. */
function beforeSql<T>({ dialect, bind }: Making<T>, column: Value<T>, day: string): string {
  const text = dialect.keyText(column);
  const [from, until] = [bind.text(firstDay, "day"), bind.text(day, "day")];
  // Never null: what is asked the other way round must have an answer too.
  return `(${column.sql} is not null and ${text} like '____-__-__%' and ${text} >= ${from} and ${text} < ${until})`;
}

/** ` where a and b`, or nothing. */
export const whereSql = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;

/** A reading without what the map says stands before its value; null where that does not stand there. */
export function without<T>(making: Making<T>, read: Reading<T>, prefix: string): Reading<T> {
  if (prefix === "") return read;
  const { dialect, bind } = making;
  const begins = dialect.beginsWith(read.value, prefix, bind);
  return {
    joins: read.joins,
    value: {
      sql: `(case when ${begins} then ${dialect.after(read.value, prefix)} end)`,
      type: dialect.textType,
    },
  };
}

import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { ReadField, Rows } from "#connectors/sql/rows.ts";
import { columnOf } from "#connectors/sql/values.ts";
import type { JsonField, JsonForm } from "./json-lines.ts";
import type { ColumnType } from "./types.ts";

type PgRows = Rows<ColumnType>;

const forms: Record<string, JsonForm> = {
  int2: "number",
  int4: "number",
  int8: "number",
  float4: "number",
  float8: "number",
  numeric: "number",
  bool: "boolean",
  timestamp: "timestamp",
  timestamptz: "timestamptz",
};
/** Types whose text the server itself takes over into JSON as a string. */
const asText = new Set(
  "text varchar bpchar uuid date time timetz interval bytea inet cidr macaddr citext name".split(" "),
);

/** How a column is copied: as its own text where we know the JSON of it, else as the JSON that the server makes. */
export function formOf({ base, category }: ColumnType): JsonForm {
  return forms[base] ?? (asText.has(base) || category === "E" ? "text" : "json");
}

/** The fields of `copyLines` after the key, in its order. */
export function lineFields(rows: PgRows): JsonField[] {
  const shown = rows.fields.map(({ name, value }) => ({ name, form: formOf(value.type) }));
  return rows.file === undefined ? shown : [...shown, { name: rows.file.name, form: "text" }];
}

/** `COPY` of a collection's rows as text: the key, then the fields as `lineFields` describes them. */
export function copyLines(rows: PgRows): string {
  const columns = rows.fields.map((field) => {
    const { sql, type } = field.value;
    return shownSql(field, formOf(type) === "json" ? `pg_catalog.to_json(${sql})` : sql);
  });
  const { file } = rows;
  if (file === undefined) {
    return copyOf(`${rows.with}select ${[rows.via, ...columns].join(", ")} from ${rows.from}`, asCopied);
  }
  const inner = [
    `${rows.via} as via`,
    ...columns.map((sql, no) => `${sql} as f${no}`),
    `${shownSql(file, `${file.value.sql} is not null`)} as has_file`,
    numberSql(rows),
  ];
  const outer = [
    "q.via",
    ...columns.map((_, no) => `q.f${no}`),
    `case when q.has_file then ${nameSql(rows.place.collection)} end`,
  ];
  return copyOf(
    `${rows.with}select ${outer.join(", ")} from (select ${inner.join(", ")} from ${rows.from}) q`,
    asCopied,
  );
}

const asCopied = "format text, encoding 'UTF8'";

/** Binary `COPY` of a collection's files: key, generated name, bytes. */
export function copyFiles(rows: PgRows, file: ReadField<ColumnType>): string {
  const { sql, type } = file.value;
  const bytes = type.base === "bytea" ? sql : `pg_catalog.convert_to(${sql}::text, 'UTF8')`;
  return copyOf(
    `${rows.with}select q.via, ${nameSql(rows.place.collection)}, q.bytes
       from (select ${rows.via} as via, ${shownSql(file, bytes)} as bytes, ${numberSql(rows)} from ${rows.from}) q
      where q.bytes is not null`,
    "format binary",
  );
}

function shownSql({ shown }: ReadField<ColumnType>, sql: string): string {
  if (shown === true) return sql;
  return shown === false ? "null" : `case when ${shown} then ${sql} end`;
}

const copyOf = (select: string, options: string) => `copy (${select}) to stdout with (${options})`;

/** Numbers rows in key order: the same in both readings, because both see one moment. */
function numberSql({ place, via }: PgRows): string {
  const { collection } = place;
  if (collection.key.length === 0) {
    throw new ConnectorError(
      "misconfigured",
      `The data map must name the key of ${collection.name}, because it holds files.`,
    );
  }
  const order = [via, ...collection.key.map((field) => columnOf(place, field, "c").sql)];
  return `row_number() over (order by ${order.join(", ")}) as n`;
}

/** `invoices-3.pdf` as SQL. */
function nameSql(collection: Collection): string {
  const extension = collection.file_field?.extension ?? "";
  if (!/^[a-z0-9]{1,8}$/.test(extension)) {
    throw new ConnectorError(
      "misconfigured",
      `The files of ${collection.name} need a plain extension in the data map.`,
    );
  }
  return `'${collection.name.slice(0, 48).replaceAll("_", "-")}-' || q.n || '.${extension}'`;
}

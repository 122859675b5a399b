import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { ReadField, Rows } from "#connectors/sql/rows.ts";
import { columnOf } from "#connectors/sql/values.ts";
import type { ColumnType } from "./types.ts";

type PgRows = Rows<ColumnType>;

/** `COPY` of record lines, `<via>\t<json>`: CSV with marks that JSON never holds, so that nothing is quoted or doubled. */
export function copyLines(rows: PgRows): string {
  const quoted = (name: string) => columnOf(rows.place, name, "q").sql.slice(2);
  const inner = rows.fields.map((field, no) => `${shownSql(field, field.value.sql)} as f${no}`);
  const outer = rows.fields.map((field, no) => `q.f${no} as ${quoted(field.name)}`);
  const { file } = rows;
  if (file !== undefined) {
    inner.push(`${shownSql(file, `${file.value.sql} is not null`)} as has_file`, numberSql(rows));
    outer.push(`case when q.has_file then ${nameSql(rows.place.collection)} end as ${quoted(file.name)}`);
  }
  // The star: a column of the map may itself be called d.
  const json = "pg_catalog.row_to_json(d.*)::text";
  // A json column keeps its line breaks and tabs as they were stored; between tokens they mean what a space means.
  const mayBreak = rows.fields.some(
    ({ value: { type } }) => type.base === "json" || type.category === "A" || type.category === "C",
  );
  const line = mayBreak ? `pg_catalog.translate(${json}, E'\\n\\r\\t', '   ')` : json;
  return copyOf(
    `${rows.with}select q.via || E'\\t' || ${line} from (select ${[`${rows.via} as via`, ...inner].join(", ")} from ${rows.from}) q
      cross join lateral (select ${outer.join(", ")}) d`,
    "format csv, quote E'\\x01', delimiter E'\\x02', encoding 'UTF8'",
  );
}

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

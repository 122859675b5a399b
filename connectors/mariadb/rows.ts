import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { ReadField, Rows } from "#connectors/sql/rows.ts";
import { columnOf } from "#connectors/sql/values.ts";
import type { LineField, Writing } from "./lines.ts";
import { type ColumnType, isNumber, shownSql } from "./type.ts";

type OwnRows = Rows<ColumnType>;

/** The statement of a collection's records: the key, then a cell for each of `fields`. */
export function recordsSql(rows: OwnRows): string {
  const cells = rows.fields.map((field) => seenSql(field, shownSql(field.value.sql, field.value.type)));
  if (rows.file !== undefined) cells.push(seenSql(rows.file, `${rows.file.value.sql} is not null`));
  return `${rows.with}select ${named([rows.via, ...cells])} from ${rows.from}${orderSql(rows)}`;
}

/** How the cells of `recordsSql` are written. */
export function fieldsOf(rows: OwnRows): LineField[] {
  const fields = rows.fields.map(({ name, value }) => ({ name, writing: writingOf(value.type) }));
  return rows.file === undefined ? fields : [...fields, { name: rows.file.name, writing: "file" }];
}

/** The statement of a collection's files, in the order of its records: the key, then the bytes or nothing. */
export function filesSql(rows: OwnRows, file: ReadField<ColumnType>): string {
  return `${rows.with}select ${named([rows.via, seenSql(file, file.value.sql)])} from ${rows.from}${orderSql(rows)}`;
}

/** `invoices-3.pdf` */
export function fileNameOf(collection: Collection, row: number): string {
  const extension = collection.file_field?.extension ?? "";
  if (!/^[a-z0-9]{1,8}$/.test(extension)) {
    throw new ConnectorError(
      "misconfigured",
      `The files of ${collection.name} need a plain extension in the data map.`,
    );
  }
  return `${collection.name.slice(0, 48).replaceAll("_", "-")}-${row}.${extension}`;
}

/** Own names: the driver makes a program out of those of an answer. */
const named = (cells: readonly string[]): string => cells.map((sql, no) => `${sql} as c${no}`).join(", ");

function seenSql({ shown }: ReadField<ColumnType>, sql: string): string {
  if (shown === true) return sql;
  return shown === false ? "null" : `if(${shown}, ${sql}, null)`;
}

/** Records with files are read twice, in one order, so that each finds its file. */
function orderSql({ file, place, via }: OwnRows): string {
  if (file === undefined) return "";
  const { collection } = place;
  if (collection.key.length === 0) {
    throw new ConnectorError(
      "misconfigured",
      `The data map must name the key of ${collection.name}, because it holds files.`,
    );
  }
  return ` order by ${[via, ...collection.key.map((field) => columnOf(place, field, "c").sql)].join(", ")}`;
}

function writingOf(type: ColumnType): Writing {
  if (isNumber(type)) return "number";
  if (type.kind === "binary") return "bytes";
  return type.name === "timestamp" ? "instant" : "text";
}

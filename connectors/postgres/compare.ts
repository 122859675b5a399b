import { foldAscii } from "#connectors/lineage.ts";
import type { ColumnType } from "./catalogue.ts";

const integers: Record<string, readonly [bigint, bigint]> = {
  int2: [-32_768n, 32_767n],
  int4: [-2_147_483_648n, 2_147_483_647n],
  int8: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
};

const isPlainText = (type: ColumnType) =>
  (type.base === "text" || type.base === "varchar") && type.deterministic;

/**
 * SQL that is true where a column holds exactly the text in `value` (an SQL expression of type text). An index on
 * the column serves integers, uuids and plain text; all else is compared as bytes of its text, because citext and
 * loose collations would take one person's spelling for another's.
 */
export function holdsSql(column: string, type: ColumnType, value: string): string {
  if (type.base in integers) return `${column} = ${value}::pg_catalog.int8`;
  if (type.base === "uuid") return `${column} = ${value}::pg_catalog.uuid`;
  if (isPlainText(type)) return `${column} = ${value}`;
  return `${column}::pg_catalog.text collate "C" = ${value}`;
}

/** The same for an identifier: e-mail addresses differ in nothing by A–Z and a–z, and in all else. */
export function matchesSql(column: string, type: ColumnType, value: string, kind: string): string {
  return kind === "email"
    ? `pg_catalog.lower(${column}::pg_catalog.text collate "C") = ${value}`
    : holdsSql(column, type, value);
}

/** The text to bind for a search, or null where no value of that type is written so. */
export function searchable(type: ColumnType, text: string, kind?: string): string | null {
  if (text.includes("\0") || !text.isWellFormed()) return null;
  if (kind === "email") return foldAscii(text);
  const range = integers[type.base];
  if (range !== undefined) {
    if (!/^(0|-?[1-9][0-9]{0,18})$/.test(text)) return null;
    const number = BigInt(text);
    return number >= range[0] && number <= range[1] ? text : null;
  }
  if (type.base === "uuid") return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
  return text;
}

/** A subject key in a form that can be compared, grouped and joined by the server's own operators. */
export function keySql(column: string, type: ColumnType): string {
  if (type.base in integers || type.base === "uuid" || isPlainText(type)) return column;
  return `(${column}::pg_catalog.text collate "C")`;
}

/** SQL that is true where a row belongs to its parent. */
export function joinsSql(
  child: string,
  childType: ColumnType,
  parent: string,
  parentType: ColumnType,
): string {
  const same =
    (childType.base in integers && parentType.base in integers) ||
    (childType.base === "uuid" && parentType.base === "uuid") ||
    (isPlainText(childType) && isPlainText(parentType));
  return same
    ? `${child} = ${parent}`
    : `${child}::pg_catalog.text collate "C" = ${parent}::pg_catalog.text collate "C"`;
}

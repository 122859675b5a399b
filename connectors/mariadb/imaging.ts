import type { Imaging } from "#connectors/sql/erase/store.ts";
import { literal } from "./literal.ts";
import { type ColumnType, columnType } from "./type.ts";

const kindOf = (type: string) => columnType(/^[a-z]+/i.exec(type)?.[0] ?? "", type, null, null);
const geometry = /^(geometry|point|linestring|polygon|multi|geometrycollection|vector)/;
const digits = /^-?\d{1,20}$/;

/** Numbers and dates as the server writes them, all else by its bytes. */
export const imaging: Imaging<ColumnType> = {
  exact: (sql, type) => {
    const { kind, name } = kindOf(type);
    if (kind === "text") return `hex(convert(${sql} using utf8mb4))`;
    if (kind === "binary" || geometry.test(name)) return `hex(${sql})`;
    // A short fraction is shown with fewer digits than it has; a bit is no text; leading zeros are no part of a number.
    if (name === "float") return `cast(${sql} + 0e0 as char)`;
    if (kind === "integer" || name === "bit" || name === "year") return `cast(${sql} + 0 as char)`;
    return `cast(${sql} as char)`;
  },
  made: (_, text, type) => written(text, type),
  sought: (_, text, type) =>
    kindOf(type).kind === "text" ? literal(Buffer.from(text, "hex").toString("utf8")) : written(text, type),
  plain: (text, type) => (kindOf(type).kind === "text" ? Buffer.from(text, "hex").toString("utf8") : text),
  lock: () => " for update",
  overriding: "",
  // Else a number 0 would be taken for "give me the next one".
  begin: async (question) => {
    await question.rows("set session sql_mode = concat(@@session.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
  },
};

function written(text: string, type: string): string {
  const { kind, name } = kindOf(type);
  if (kind === "text") return `convert(X'${hex(text)}' using utf8mb4)`;
  if (kind === "binary" || geometry.test(name)) return `X'${hex(text)}'`;
  if (kind === "integer" || name === "bit" || name === "year")
    return digits.test(text) ? text : literal(text);
  return literal(text);
}

const hex = (text: string): string =>
  /^([0-9A-F]{2})*$/.test(text) ? text : Buffer.from(text).toString("hex");

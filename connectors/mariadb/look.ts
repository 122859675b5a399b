import type { Cells, LiveTable } from "#connectors/sql/erase/store.ts";
import type { Link } from "./link.ts";
import { literal, quoted } from "./literal.ts";
import { columnType, shownSql } from "./type.ts";

const typeOf = (table: LiveTable, name: string) => {
  const whole = table.columns.find((one) => one.name === name)?.type ?? "";
  return columnType(/^[a-z]+/i.exec(whole)?.[0] ?? "", whole, null, null);
};

/** Bytes that are no text stand as `\x` and their digits. */
function bytesText(hex: string): string {
  const bytes = Buffer.from(hex, "hex");
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) && !/\p{Cc}/u.test(text) ? text : `\\x${hex.toLowerCase()}`;
}

const constant = (kind: string, text: string): string => {
  if (kind === "integer" && /^-?\d{1,20}$/.test(text)) return text;
  if (kind !== "binary") return literal(text);
  const hex = /^\\x((?:[0-9a-f]{2})*)$/.exec(text)?.[1];
  return `X'${hex ?? Buffer.from(text, "utf8").toString("hex")}'`;
};

/**
 * Some rows by their key: the key and some columns as text, or a 1 for each where no column is asked for. The server
 * finds by its own comparison; which rows are meant is told apart here, letter by letter.
 */
export async function lookAt(
  link: Link,
  table: LiveTable,
  key: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Cells[]> {
  const wanted = new Set(rows.map((row) => JSON.stringify(row)));
  const names = [...key, ...columns];
  const kinds = names.map((name) => typeOf(table, name));
  const texts = names.map((name, no) => {
    const type = kinds[no] ?? typeOf(table, name);
    return type.kind === "binary"
      ? `hex(t.${quoted(name)})`
      : `cast(${shownSql(`t.${quoted(name)}`, type)} as char)`;
  });
  const tuple = (parts: readonly string[]) =>
    parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(", ")})`;
  const list = rows.map((row) => tuple(row.map((text, no) => constant(kinds[no]?.kind ?? "text", text))));
  const own = tuple(key.map((name) => `t.${quoted(name)}`));
  const found = await link.rows(
    `select ${texts.join(", ")} from ${table.sql} t where ${own} in (${list.join(", ")})`,
  );
  return found
    .map((row) =>
      row.map((cell, no) => (cell !== null && kinds[no]?.kind === "binary" ? bytesText(cell) : cell)),
    )
    .filter((row) => wanted.has(JSON.stringify(row.slice(0, key.length))));
}

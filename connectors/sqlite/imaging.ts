import type { Imaging } from "#connectors/sql/erase/store.ts";
import type { ColumnType } from "./dialect.ts";

/** Any column holds any kind of value: a letter says which, and what follows is its digits or its bytes. */
export const imaging: Imaging<ColumnType> = {
  exact: (sql) =>
    `case typeof(${sql}) when 'integer' then 'i' || ${sql} when 'text' then 't' || hex(cast(${sql} as blob))
      when 'blob' then 'b' || hex(${sql})
      when 'real' then 'r' || case when abs(${sql}) > 1.7976931348623157e308 then iif(${sql} > 0, '9e999', '-9e999')
        else printf('%!.17g', ${sql}) end end`,
  made: (_, text) => madeOf(text),
  sought: (_, text) => madeOf(text),
  plain: (text) => (text[0] === "t" ? Buffer.from(text.slice(1), "hex").toString("utf8") : text.slice(1)),
  lock: () => "",
  overriding: "",
  begin: async () => {},
};

function madeOf(text: string): string {
  const rest = text.slice(1);
  if (text[0] === "i" && /^-?\d+$/.test(rest))
    return rest === "-9223372036854775808" ? "(-9223372036854775807 - 1)" : rest;
  if (text[0] === "r" && /^-?[0-9.]+(e[-+]?\d+)?$/.test(rest)) return `cast('${rest}' as real)`;
  const hex = /^([0-9A-F]{2})*$/.test(rest) ? rest : "";
  return text[0] === "b" ? `X'${hex}'` : `cast(X'${hex}' as text)`;
}

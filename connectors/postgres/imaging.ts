import type { Imaging } from "#connectors/sql/erase/store.ts";
import type { ColumnType } from "./types.ts";

/**
 * The text form of every type is made so that its input function reads the same value again, under the settings in
 * which a transaction of ours begins (dates, intervals, bytes and fractions in full).
 */
export const imaging: Imaging<ColumnType> = {
  exact: (sql) => `${sql}::text`,
  made: ({ making }, text, type) => `(${making.bind.text(text, "value")})::${type}`,
  sought: ({ making }, text, type) => `(${making.bind.text(text, "value")})::${unmeasured(type)}`,
  plain: (text) => text,
  lock: (alias) => ` for update of ${alias}`,
  overriding: " overriding system value",
  begin: async () => {},
};

/** Without its measure, which would cut what is looked for. */
const unmeasured = (type: string): string =>
  /^bit\b|^"?char"?\b|^character\(/.test(type) ? type : type.replace(/\([^)]*\)/, "");

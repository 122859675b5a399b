/** What the live catalogue says of a column, as far as comparing its values needs it. */
export type ColumnType = {
  /** `other`: numbers with a fraction, dates, bits, places: compared by the text that the server writes for them. */
  kind: "text" | "integer" | "binary" | "other";
  /** The server's name of the type: `varchar`, `bigint`. */
  name: string;
  charset: string;
  collation: string;
  unsigned: boolean;
  /** Shown with leading zeros, which are no part of the number. */
  zerofill: boolean;
};

/** A text that is compared by its characters and nothing else, trailing blanks included. */
export const exactText: ColumnType = {
  kind: "text",
  name: "varchar",
  charset: "utf8mb4",
  collation: "utf8mb4_nopad_bin",
  unsigned: false,
  zerofill: false,
};

const texts = new Set([
  "char",
  "varchar",
  "tinytext",
  "text",
  "mediumtext",
  "longtext",
  "enum",
  "set",
  "json",
]);
const bytes = new Set(["binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"]);
const bits: Record<string, number> = { tinyint: 8, smallint: 16, mediumint: 24, int: 32, bigint: 64 };

/** Reads a row of `information_schema.columns`. */
export function columnType(
  name: string,
  whole: string,
  charset: string | null,
  collation: string | null,
): ColumnType {
  const plain = name.toLowerCase();
  const kind = plain in bits ? "integer" : bytes.has(plain) ? "binary" : texts.has(plain) ? "text" : "other";
  return {
    kind,
    name: plain,
    charset: charset ?? "utf8mb4",
    collation: collation ?? "utf8mb4_nopad_bin",
    unsigned: /\bunsigned\b/.test(whole),
    zerofill: /\bzerofill\b/.test(whole),
  };
}

/** Whether a text is how the server writes some value of an integer type. */
export function isInteger(type: ColumnType, text: string): boolean {
  if (!/^(0|-?[1-9][0-9]{0,19})$/.test(text)) return false;
  const size = BigInt(bits[type.name] ?? 64);
  const [least, most] = type.unsigned ? [0n, 2n ** size] : [-(2n ** (size - 1n)), 2n ** (size - 1n)];
  const number = BigInt(text);
  return number >= least && number < most;
}

/** Numbers that are written into JSON as they are. */
export const isNumber = (type: ColumnType): boolean =>
  type.kind === "integer" || ["decimal", "float", "double", "bit", "year"].includes(type.name);

const geometries =
  /^(geometry|point|linestring|polygon|multipoint|multilinestring|multipolygon|geometrycollection)$/;

/** The value as the server writes it in a text, for types that are not texts already. */
export function shownSql(sql: string, type: ColumnType): string {
  // A year without one is written 0000, which is no number in JSON.
  if (type.name === "bit" || type.name === "year") return `(${sql} + 0)`;
  if (geometries.test(type.name)) return `st_astext(${sql})`;
  if (type.zerofill) return type.kind === "integer" ? `cast(${sql} as unsigned)` : `(${sql} + 0)`;
  return sql;
}

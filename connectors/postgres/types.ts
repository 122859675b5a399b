/** A column's type as the server's catalogue describes it. */
export type ColumnType = {
  /** The name of the type that is at the bottom of it: of a domain, what it is a domain of. */
  base: string;
  /** Its class (`pg_type.typcategory`): `A` array, `C` composite, `S` string … */
  category: string;
  /** False where the collation takes different texts for equal. */
  deterministic: boolean;
  /** The collation where it is not the database's own, quoted. */
  collation: string | null;
  /** Of an array: the type of its elements. */
  element: ColumnType | null;
  /** True where an index on `lower(column)` can serve, because lower-casing here leaves A–Z and a–z as everywhere. */
  folded: boolean;
};

const typeNamed = (base: string, category: string): ColumnType => ({
  base,
  category,
  deterministic: true,
  collation: null,
  element: null,
  folded: false,
});

export const text = typeNamed("text", "S");
export const jsonb = typeNamed("jsonb", "U");
/** Types of a row's own address. */
export const tid = typeNamed("tid", "U");
export const oid = typeNamed("oid", "N");

const integers: Record<string, readonly [bigint, bigint]> = {
  int2: [-32_768n, 32_767n],
  int4: [-2_147_483_648n, 2_147_483_647n],
  int8: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
};
const integer = /^(0|-?[1-9][0-9]{0,18})$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isInteger = (type: ColumnType): boolean => type.base in integers;
export const isUuid = (type: ColumnType): boolean => type.base === "uuid";
/** Text that the server's own `=` compares byte by byte. */
export const isPlainText = (type: ColumnType): boolean =>
  (type.base === "text" || type.base === "varchar") && type.deterministic;
export const isNumber = (type: ColumnType): boolean =>
  isInteger(type) || ["numeric", "float4", "float8"].includes(type.base);
export const isJson = (type: ColumnType): boolean => type.base === "json" || type.base === "jsonb";

/** The text to bind for a search, or null where no value of that type is written so. */
export function searchable(type: ColumnType, value: string): string | null {
  if (value.includes("\0") || !value.isWellFormed()) return null;
  const range = integers[type.base];
  if (range !== undefined) {
    if (!integer.test(value)) return null;
    const number = BigInt(value);
    return number >= range[0] && number <= range[1] ? value : null;
  }
  return isUuid(type) && !uuid.test(value) ? null : value;
}

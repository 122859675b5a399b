import type { Binder, Dialect, SourceColumn, Value, WalkArm } from "#connectors/sql/dialect.ts";

/**
 * What a column's declaration does to its values (sqlite.org/datatype3.html): `loose` keeps them as they come.
 * `element`: a member of a JSON array, under the alias of `json_each`.
 */
export type ColumnType = { affinity: "text" | "number" | "loose" } | { affinity: "element"; alias: string };

type Val = Value<ColumnType>;

/** A text that already is what `keyText` makes. */
const plainText: ColumnType = { affinity: "text" };

const isPlain = ({ type }: Val) => type === plainText;

/** The value's text without a word on how it is compared; bytes as `\x…`. */
const bare = (value: Val): string =>
  isPlain(value)
    ? value.sql
    : `case typeof(${value.sql}) when 'blob' then '\\x'||lower(hex(${value.sql})) else cast(${value.sql} as text) end`;
const keyText = (value: Val): string => `(${bare(value)} collate binary)`;

/** A–Z only: SQLite's own `lower` changes nothing else. */
const folded = (value: Val): string => `lower(${bare(value)}) collate binary`;

/** The first comparison lets an index serve, in its own collation and type; the second is by bytes. */
function tied(sought: Val, known: Val): string {
  const text = bare(known);
  const exact = `${keyText(sought)} = ${text}`;
  if (isPlain(sought)) return exact;
  const { sql, type } = sought;
  if (type.affinity !== "loose") return `(${sql} = (${text}) and ${exact})`;
  // No type: a number is no text, and bytes are neither.
  const bytes = `unhex(case when ${text} like '\\x%' then substr(${text}, 3) end)`;
  return `(${sql} in (${text}, cast(${text} as numeric), ${bytes}) and ${exact})`;
}

function isConstant(value: Val, constant: string | number | boolean, bind: Binder): string {
  const text = (word: string) => bind.text(word, "constant");
  if (typeof constant === "boolean") {
    return `${keyText(value)} in (${text(String(Number(constant)))}, ${text(String(constant))})`;
  }
  const same = tied(value, { sql: text(String(constant)), type: plainText });
  if (typeof constant === "string" || isPlain(value)) return same;
  return `(${same} or (typeof(${value.sql}) = 'real' and ${value.sql} = ${constant}))`;
}

const lengthOf = (text: string): number => [...text].length;

/** A place inside a document, as SQL. */
export const pathOf = (members: readonly string[]): string => {
  const path = `$${members.map((one) => `."${one.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join("")}`;
  return `'${path.replaceAll("'", "''")}'`;
};

/** The JSON of a value, or null where it is none. */
const document = ({ sql, type }: Val): string =>
  type.affinity === "element"
    ? `case when ${type.alias}.type in ('object', 'array') then ${sql} end`
    : `case when json_valid(${sql}) then ${sql} end`;

function inside(value: Val, members: readonly string[]): Val {
  const { type } = value;
  if (type.affinity === "element" && members.length === 0) {
    const { alias } = type;
    const scalar = `case when ${alias}.type in ('true', 'false') then ${alias}.type else cast(${alias}.atom as text) end`;
    return { sql: scalar, type: plainText };
  }
  const at = `${document(value)}, ${pathOf(members)}`;
  const scalar = `case when json_type(${at}) in ('true', 'false') then json_type(${at}) when json_type(${at}) in ('object', 'array') then null else cast(json_extract(${at}) as text) end`;
  return { sql: `(${scalar})`, type: plainText };
}

function each(value: Val, members: readonly string[], alias: string) {
  const at = `${document(value)}, ${pathOf(members)}`;
  const list = `case when json_type(${at}) = 'array' then json_extract(${at}) else '[]' end`;
  const element: Val = { sql: `${alias}.value`, type: { affinity: "element", alias } };
  return { join: ` join json_each(${list}) ${alias}`, element };
}

function source(alias: string, columns: readonly SourceColumn[], bind: Binder): string {
  const names = columns.map(({ name }, no) => `column${no + 1} as ${name}`).join(", ");
  const rows = (columns[0]?.values ?? []).map(
    (_, no) => `(${columns.map(({ name, values }) => bind.text(values[no] ?? "", name)).join(", ")})`,
  );
  const none = `(${columns.map(() => "null").join(", ")})`;
  const list = `select ${names} from (values ${rows.length === 0 ? none : rows.join(", ")})`;
  return `(${list}${rows.length === 0 ? " where 1 = 0" : ""}) ${alias}`;
}

function recursive(
  name: string,
  alias: string,
  columns: readonly string[],
  anchors: readonly string[],
  arms: readonly WalkArm[],
): string {
  const steps = arms.map(
    (arm) => `select ${arm.columns.join(", ")} from ${name} ${alias} join ${arm.from} where ${arm.on}`,
  );
  return `${name} (${columns.join(", ")}) as (${[...anchors, ...steps].join("\nunion ")})`;
}

/** The function by which sessions take everything but digits out of a text: SQLite has none of its own. */
export const strippedFunction = "habeas_stripped";

/** The function by which sessions make small letters of all capitals: SQLite's own does so for A–Z only. */
export const foldedFunction = "habeas_folded";

/** SQL as SQLite speaks it. Any column may hold any kind of value, so every comparison ends in one of bytes. */
export const sqliteDialect: Dialect<ColumnType> = {
  textType: plainText,
  noText: "cast(null as text)",
  searchable: (_, text) => (text.includes("\0") || !text.isWellFormed() ? null : text),
  holds: (value, text) => tied(value, { sql: text, type: plainText }),
  holdsFolded: (value, text) => `${folded(value)} = ${text}`,
  folded: (value) => ({ sql: `(${folded(value)})`, type: plainText }),
  stripped: (value, form) => `${strippedFunction}(${bare(value)}, '${form}')`,
  keyText,
  comparable: (value) => ({ sql: keyText(value), type: plainText }),
  tied,
  isConstant,
  beginsWith: (value, prefix, bind) =>
    `substr(${keyText(value)}, 1, ${lengthOf(prefix)}) = ${bind.text(prefix, "prefix")}`,
  after: (value, prefix) => `substr(${bare(value)}, ${lengthOf(prefix) + 1})`,
  inside,
  each,
  source,
  fenced: (name, columns, body) => `${name} (${columns.join(", ")}) as materialized (${body})`,
  recursive,
};

/** Values become part of a statement as hexadecimal digits, which can mean nothing else. */
export const literals: Binder = {
  text: (text) => `cast(X'${Buffer.from(text, "utf8").toString("hex")}' as text)`,
  list: (values) => values.map((one) => literals.text(one, "")).join(", "),
};

/** A word in the place of each value, for people to read. */
export const placeholders: Binder = {
  text: (_, name) => `:${name}`,
  list: (_, name) => `:${name}`,
};

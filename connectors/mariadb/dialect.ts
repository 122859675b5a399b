import type { Binder, Dialect, SourceColumn, Value, WalkArm } from "#connectors/sql/dialect.ts";
import { type ColumnType, exactText, isInteger, shownSql } from "./type.ts";

type Val = Value<ColumnType>;

const exact = "collate utf8mb4_nopad_bin";

/** A constant of the map or of this file as SQL; sessions switch backslashes off. */
const word = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Bytes that are text, or else `\x` and their digits. */
const bytesText = (sql: string): string =>
  `if(cast(convert(${sql} using utf8mb4) as binary) = ${sql} and ${sql} not regexp '[[:cntrl:]]', convert(${sql} using utf8mb4), concat('\\x', lower(hex(${sql}))))`;

/** The bytes that `bytesText` shows like this. */
const textBytes = (text: string): string =>
  `if(${text} regexp '^[\\\\]x([0-9a-f]{2})*$', unhex(substr(${text}, 3)), cast(${text} as binary))`;

function keyText({ sql, type }: Val): string {
  if (type.kind === "text") {
    const whole = type.charset === "utf8mb4" ? sql : `convert(${sql} using utf8mb4)`;
    return `${whole} ${exact}`;
  }
  if (type.kind === "binary") return `${bytesText(sql)} ${exact}`;
  return `convert(cast(${shownSql(sql, type)} as char) using utf8mb4) ${exact}`;
}

const asText = (value: Val): Val => ({ sql: keyText(value), type: exactText });

function tied(sought: Val, known: Val): string {
  const { sql, type } = sought;
  const text = keyText(known);
  const same = `${keyText(sought)} = ${text}`;
  switch (type.kind) {
    case "text": {
      if (type.collation === exactText.collation) return same;
      const loose = `convert(${text} using ${type.charset}) collate ${type.collation}`;
      return `(${sql} = ${loose} and ${same})`;
    }
    case "integer":
      if (known.type.kind === "integer") return `${sql} = ${known.sql}`;
      return `(${sql} = cast(${text} as ${type.unsigned ? "unsigned" : "signed"}) and ${same})`;
    case "binary":
      if (known.type.kind === "binary") return `${sql} = ${known.sql}`;
      return `(${sql} = ${textBytes(text)} and ${same})`;
    case "other":
      return known.type.name === type.name && type.name !== "bit"
        ? `(${sql} = ${known.sql} and ${same})`
        : same;
  }
}

// Collations that take A–Z and a–z for equal wherever they stand: others see pairs of letters, or a Turkish i.
const folding =
  /^(utf8(mb[34])?|latin1|ascii)_(general|unicode|unicode_520|swedish|uca1400_a[is])(_nopad)?_ci$/;

/** Whether texts that differ in nothing but A–Z and a–z are equal for the column itself, so that its index finds both. */
export const foldsLetters = ({ kind, collation }: ColumnType): boolean =>
  kind === "text" && folding.test(collation);

/** A–Z as a–z, every other byte as it is: the Hebrew character set knows no other letters with two forms. */
const folded = (text: string): string =>
  `cast(lower(convert(cast(${text} as binary) using hebrew)) as binary)`;

function isConstant(value: Val, constant: string | number | boolean, bind: Binder): string {
  const { sql, type } = value;
  if (
    type.kind === "other" &&
    type.name !== "bit" &&
    typeof constant === "number" &&
    Number.isFinite(constant)
  ) {
    return `${sql} = ${constant}`;
  }
  const isBit = type.kind === "integer" || type.name === "bit";
  const text = String(typeof constant === "boolean" && isBit ? Number(constant) : constant);
  if (type.kind === "integer" && !isInteger(type, text)) return "1 = 0";
  return tied(value, { sql: bind.text(text, "constant"), type: exactText });
}

const lengthOf = (text: string): number => [...text].length;

/** A place inside a document, as SQL. */
export const pathOf = (members: readonly string[]): string =>
  word(`$${members.map((one) => `."${one.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join("")}`);

function inside(value: Val, members: readonly string[]): Val | null {
  if (value.type.kind !== "text") return null;
  const at = `${keyText(value)}, ${pathOf(members)}`;
  // The server's own word for true would be 1.
  const scalar = `if(json_type(json_extract(${at})) = 'BOOLEAN', json_extract(${at}), json_value(${at}))`;
  return { sql: `convert(${scalar} using utf8mb4) ${exact}`, type: exactText };
}

function each(value: Val, members: readonly string[], alias: string) {
  if (value.type.kind !== "text") return null;
  const document = keyText(value);
  const place = members.length === 0 ? document : `json_extract(${document}, ${pathOf(members)})`;
  const list = `if(json_valid(${document}), coalesce(${place}, '[]'), '[]')`;
  return {
    join: ` join json_table(${list}, '$[*]' columns (e json path '$')) ${alias}`,
    element: { sql: `${alias}.e`, type: exactText },
  };
}

function source(alias: string, columns: readonly SourceColumn[], bind: Binder): string {
  const rows = (columns[0]?.values ?? []).map((_, no) =>
    columns.map(({ name, values }) => `${bind.text(values[no] ?? "", name)} ${exact} as ${name}`).join(", "),
  );
  const none = columns.map(({ name }) => `cast(null as char(1)) as ${name}`).join(", ");
  const list =
    rows.length === 0 ? `select ${none} from dual where 1 = 0` : `select ${rows.join(" union all select ")}`;
  return `(${list}) ${alias}`;
}

/** Longer than any key that an index can hold. The server cuts what does not fit, so this says how long texts may be. */
const longestKey = 4000;

function recursive(
  name: string,
  alias: string,
  columns: readonly string[],
  anchors: readonly string[],
  arms: readonly WalkArm[],
): string {
  const widths = columns.map(() => `cast(null as char(${longestKey})) ${exact}`).join(", ");
  const steps = arms.map(
    (arm) => `select ${arm.columns.join(", ")} from ${name} ${alias} join (${arm.from}) where ${arm.on}`,
  );
  const parts = [`select ${widths} from dual where 1 = 0`, ...anchors, ...steps];
  return `${name} (${columns.join(", ")}) as (${parts.join("\nunion ")})`;
}

/** SQL as MariaDB 10.6 and newer speak it. Every comparison ends in one of characters or bytes. */
export const mariadbDialect: Dialect<ColumnType> = {
  textType: exactText,
  noText: `cast(null as char(1)) ${exact}`,
  searchable: (type, text) => {
    if (text.includes("\0") || !text.isWellFormed()) return null;
    return type.kind !== "integer" || isInteger(type, text) ? text : null;
  },
  holds: (value, text) => tied(value, { sql: text, type: exactText }),
  holdsFolded: (value, text) => {
    const same = `${folded(keyText(value))} = cast(${text} as binary)`;
    const { charset, collation } = value.type;
    if (!foldsLetters(value.type)) return same;
    return `(${value.sql} = convert(${text} using ${charset}) collate ${collation} and ${same})`;
  },
  folded: (value) => ({
    sql: `(convert(${folded(keyText(value))} using utf8mb4) ${exact})`,
    type: exactText,
  }),
  stripped: (value, form) =>
    `regexp_replace(${keyText(value)}, ${form === "phone" ? "'[^0-9+]'" : "'[^0-9]'"}, '')`,
  keyText,
  comparable: (value) =>
    value.type.kind === "integer" || value.type.kind === "binary" ? value : asText(value),
  tied,
  isConstant,
  beginsWith: (value, prefix, bind) =>
    `left(${keyText(value)}, ${lengthOf(prefix)}) = ${bind.text(prefix, "prefix")}`,
  after: (value, prefix) => `substr(${keyText(value)}, ${lengthOf(prefix) + 1})`,
  inside,
  each,
  source,
  fenced: (name, columns, body) => `${name} (${columns.join(", ")}) as (${body})`,
  recursive,
};

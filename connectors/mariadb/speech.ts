import type { Matched, Met, Question, Setting, Speech } from "#connectors/sql/erase/store.ts";
import { mariadbDialect } from "./dialect.ts";
import { imaging } from "./imaging.ts";
import { quoted } from "./literal.ts";
import type { ColumnType } from "./type.ts";

const exact = "collate utf8mb4_nopad_bin";

// The keys are read first, whatever the optimizer thinks: the rows are then found by their index.
const fromOf = ({ place, source, on, leaf }: Matched<ColumnType>) =>
  `${source} straight_join ${place.sql} c on ${on}${leaf}`;

/** Told apart as values of the column's type, texts by their characters: a column's own collation may be loose. */
function differs({ column, text }: Setting<ColumnType>): string {
  const own = { sql: `c.${column.sql}`, type: column.type };
  const { kind, name, unsigned } = column.type;
  if (kind === "text") return `not (${mariadbDialect.keyText(own)} <=> (${text}))`;
  if (kind === "integer")
    return `not (${own.sql} <=> cast((${text}) as ${unsigned ? "unsigned" : "signed"}))`;
  if (name === "decimal") return `not (${own.sql} <=> cast((${text}) as decimal(65, 20)))`;
  return name === "float" || name === "double"
    ? `not (${own.sql} <=> (${text}) + 0e0)`
    : `not (${own.sql} <=> (${text}))`;
}

/** Rows that the last statement met; each is named by one key, which has been looked at before. */
async function metIn(question: Question<ColumnType>, sql: string): Promise<Met> {
  await question.rows(sql);
  const [[count] = []] = await question.rows("select row_count()");
  return { rows: Number(count), keys: Number(count) };
}

/** How MariaDB changes rows. */
export const speech: Speech<ColumnType> = {
  imaging,
  quoted,
  begin: async () => {},
  probe: "",
  rowByRow: true,
  source: ({ making }, columns) => {
    const rows = (columns[0]?.values ?? []).map((_, no) => columns.map((one) => one.values[no] ?? ""));
    const list = columns.map((_, no) => `j${no} longtext path '$[${no}]'`).join(", ");
    const texts = columns
      .map((one, no) => `convert(j.j${no} using utf8mb4) ${exact} as ${one.name}`)
      .join(", ");
    const document = making.bind.text(JSON.stringify(rows), "rows");
    return `(select ${texts} from json_table(${document}, '$[*]' columns (${list})) j) k`;
  },
  same: (value, _, text) => mariadbDialect.holds(value, text),
  locked: (matched, list) => `select ${list} from ${fromOf(matched)} for update`,
  found: (matched, list) => `select ${list} from ${fromOf(matched)}`,
  remove: (question, matched) => {
    if (matched.leaf === "") return metIn(question, `delete c from ${fromOf(matched)}`);
    // A table that is deleted from may be asked about itself only in a table made before.
    const identity = matched.place.identity ?? [];
    const list = identity.map((one, no) => `c.${one.sql} as i${no}`).join(", ");
    const same = identity.map((one, no) => `g.i${no} = c.${one.sql}`).join(" and ");
    return metIn(
      question,
      `delete c from (select distinct ${list} from ${fromOf(matched)}) g straight_join ${matched.place.sql} c on ${same}`,
    );
  },
  insert: (question, table, settings, source, returning) =>
    question.rows(
      `insert into ${table} (${settings.map((one) => one.column.sql).join(", ")}) select ${settings.map((one) => one.text).join(", ")} from ${source} returning ${returning}`,
    ),
  change: (question, matched, settings) => {
    const sets = settings.map((one) => `c.${one.column.sql} = ${one.text}`).join(", ");
    return metIn(
      question,
      `update ${fromOf(matched)} set ${sets} where ${settings.map(differs).join(" or ")}`,
    );
  },
};

import pg from "pg";
import type { Matched, Met, Question, Setting, Speech } from "#connectors/sql/erase/store.ts";
import { imaging } from "./imaging.ts";
import { type ColumnType, isInteger, isPlainText, isUuid } from "./types.ts";

/** Types whose values are found by an index on the column; the text is compared besides. */
const indexed =
  /^(?:public\.)?(numeric|date|timestamp|time|citext|character|text|bytea|interval|inet|cidr|macaddr|double|real|oid|"?char)/;

const textual = /^(?:public\.)?(text|character|citext|name)/;

/** A new value as SQL of the column's own type. A text that is too long is refused and never cut. */
const typed = ({ type, text }: Setting<ColumnType>): string =>
  textual.test(type) && !type.endsWith("]") ? text : `(${text})::${type}`;

async function met(question: Question<ColumnType>, sql: string): Promise<Met> {
  const [[rows, keys] = []] = await question.rows(
    `with done as (${sql}) select count(*), count(distinct n) from done`,
  );
  return { rows: Number(rows), keys: Number(keys) };
}

/** True of the rows of one key, in the form in which the server finds thousands of them fastest. */
function listed({ single }: Matched<ColumnType>): ((question: Question<ColumnType>) => string) | null {
  if (single === null) return null;
  const { sql, type } = single.column;
  const base = isInteger(type) ? "int8" : isUuid(type) ? "uuid" : isPlainText(type) ? "text" : null;
  if (base === null) return null;
  return ({ making }) => `${sql} = any(${making.bind.list(single.texts, "keys")}::${base}[])`;
}

const matching = ({ place, source, on }: Matched<ColumnType>) => ({ table: `${place.sql} c`, source, on });

function found(matched: Matched<ColumnType>, list: string): string {
  const { table, source, on } = matching(matched);
  return `select ${list} from ${source} join ${table} on ${on}`;
}

/** How Postgres changes rows: one statement for thousands of them. */
export const speech: Speech<ColumnType> = {
  imaging,
  quoted: (name) => pg.escapeIdentifier(name),
  // The planner takes thousands of keys for a reason to read the whole table.
  begin: async (question, sure) => {
    if (!sure) return;
    await question.rows(
      "select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)",
    );
  },
  probe: " offset 0",
  rowByRow: false,
  source: ({ making }, columns) => making.dialect.source("k", columns, making.bind),
  same: ({ sql, type }, word, text) => {
    if (isInteger(type)) return `${sql} = ${text}::int8`;
    if (isUuid(type)) return `${sql} = ${text}::uuid`;
    if (isPlainText(type)) return `${sql} = ${text}`;
    const exact = `${sql}::pg_catalog.text collate "C" = ${text}`;
    return indexed.test(word) ? `${sql} = ${text}::${word} and ${exact}` : exact;
  },
  locked: (matched, list) => `${found(matched, list)} for update of c`,
  found,
  remove: async (question, matched) => {
    const { table, source, on } = matching(matched);
    const list = listed(matched);
    if (list === null) return met(question, `delete from ${table} using ${source} where ${on} returning k.n`);
    const once = question.again();
    const [[count] = []] = await once.rows(
      `with done as (delete from ${table} where ${list(once)}${matched.theirs?.(once) ?? ""} returning 1) select count(*) from done`,
    );
    return { rows: Number(count), keys: Number(count) };
  },
  insert: (question, table, settings, source, returning) =>
    question.rows(
      `insert into ${table} (${settings.map((one) => one.column.sql).join(", ")}) select ${settings.map(typed).join(", ")} from ${source} returning ${returning}`,
    ),
  change: (question, matched, settings) => {
    const { table, source, on } = matching(matched);
    const sets = settings.map((one) => `${one.column.sql} = ${typed(one)}`).join(", ");
    const differs = settings.map((one) => `c.${one.column.sql}::text is distinct from (${typed(one)})::text`);
    return met(
      question,
      `update ${table} set ${sets} from ${source} where ${on} and (${differs.join(" or ")}) returning k.n`,
    );
  },
};

import pg from "pg";
import type { Matched, Met, Question, Setting, Speech } from "#connectors/sql/erase/store.ts";
import { type ColumnType, isInteger, isPlainText, isUuid } from "./types.ts";

/** Types whose values are found by an index on the column; the text is compared besides. */
const indexed = /^(?:public\.)?(numeric|date|timestamp|time|citext|character\(|inet|double|real|oid|"?char)/;

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

const matching = ({ place, source, on }: Matched<ColumnType>) => ({ table: `${place.sql} c`, source, on });

/** How Postgres changes rows: one statement for thousands of them. */
export const speech: Speech<ColumnType> = {
  quoted: (name) => pg.escapeIdentifier(name),
  rowByRow: false,
  source: ({ making }, columns) => making.dialect.source("k", columns, making.bind),
  same: ({ sql, type }, word, text) => {
    if (isInteger(type)) return `${sql} = ${text}::int8`;
    if (isUuid(type)) return `${sql} = ${text}::uuid`;
    if (isPlainText(type)) return `${sql} = ${text}`;
    const exact = `${sql}::pg_catalog.text collate "C" = ${text}`;
    return indexed.test(word) ? `${sql} = ${text}::${word} and ${exact}` : exact;
  },
  locked: (matched, list) => {
    const { table, source, on } = matching(matched);
    return `select ${list} from ${source} join ${table} on ${on} for update of c`;
  },
  remove: (question, matched) => {
    const { table, source, on } = matching(matched);
    return met(question, `delete from ${table} using ${source} where ${on} returning k.n`);
  },
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

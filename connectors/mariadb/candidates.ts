import type { Collection } from "#connectors/collection.ts";
import type { Candidates, LikenessBlock, LikenessFacts } from "#connectors/contract.ts";
import {
  candidatesSql,
  frequenciesSql,
  type LikenessDialect,
  namesAsked,
  readCandidates,
} from "#connectors/sql/candidates.ts";
import type { Value } from "#connectors/sql/dialect.ts";
import type { Making } from "#connectors/sql/values.ts";
import { foldsLetters, mariadbDialect } from "./dialect.ts";
import type { Link } from "./link.ts";
import { literal } from "./literal.ts";
import type { ColumnType } from "./type.ts";

const isDay = (type: ColumnType) => ["date", "datetime", "timestamp"].includes(type.name);
/** The calendar has such a day: of another the server would make a zero date. */
const isCalendarDay = (text: string) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
};

/** A pattern of what begins with this text. */
const beginning = (text: string) => `${text.replace(/[!%_]/g, "!$&")}%`;

/**
 * Plain indexes answer all but `digits`: on the date column, and on texts whose collation does not tell capitals from
 * small letters.
 */
export const likeness: LikenessDialect<ColumnType> = {
  resembles: (value, how, text, bind) => {
    const { sql, type } = value;
    if (isDay(type)) {
      const year = /^\d{4}$/.test(text) && how === "starts";
      const [from, to] = year ? [`${text}-01-01`, `${text}-12-31`] : [text, text];
      if (!isCalendarDay(from)) return "1 = 0";
      const day = (one: string) => `cast(${bind.text(one, "day")} as date)`;
      return `(${sql} >= ${day(from)} and ${sql} < ${day(to)} + interval 1 day)`;
    }
    const held = mariadbDialect.keyText(value);
    const loose = (one: string) =>
      `convert(${bind.text(one, "fact")} using ${type.charset}) collate ${type.collation}`;
    const given = bind.text(text, "fact");
    const length = [...text].length;
    switch (how) {
      case "equal":
        return mariadbDialect.holds(value, given);
      case "folded": {
        const same = `lower(${held}) = lower(${given})`;
        return foldsLetters(type) ? `(${sql} = ${loose(text)} and ${same})` : same;
      }
      case "starts": {
        const same = `left(lower(${held}), ${length}) = lower(${given})`;
        return foldsLetters(type) ? `(${sql} like ${loose(beginning(text))} escape '!' and ${same})` : same;
      }
      case "digits":
        return `right(${mariadbDialect.stripped(value, "digits")}, ${length}) = ${given}`;
    }
  },
  factText: (value: Value<ColumnType>) =>
    isDay(value.type) ? `date_format(${value.sql}, '%Y-%m-%d')` : mariadbDialect.keyText(value),
};

/** Who may be the person looked for: one statement for the people, one for how common their names are. */
export async function candidatesIn(
  link: Link,
  making: Making<ColumnType>,
  collections: readonly Collection[],
  blocks: readonly LikenessBlock[],
  names: LikenessFacts,
): Promise<Candidates> {
  const own = { ...making, likeness };
  const searchable = blocks.filter((block) =>
    block.every(({ value }) => value !== "" && !value.includes("\0") && value.isWellFormed()),
  );
  const sql = candidatesSql(own, collections, searchable);
  const answer = readCandidates(collections, sql === null ? [] : await link.records(sql));
  const asked = answer.more ? [] : namesAsked(collections, names);
  const counting = frequenciesSql(own, asked);
  const [counts] = counting === null ? [] : await link.rows(counting);
  const totals = await Promise.all(asked.map(({ collection }) => estimateOf(link, collection)));
  return {
    ...answer,
    frequencies: asked.map(({ field, value }, no) => {
      const count = Number(counts?.[no] ?? 0);
      return { field, value, count, total: Math.max(totals[no] ?? 0, count) };
    }),
  };
}

/** The server's own estimate of a table's rows. */
async function estimateOf(link: Link, collection: Collection): Promise<number> {
  const name = collection.table ?? collection.name;
  const rows = await link.rows(
    `select table_rows from information_schema.tables where table_schema = database() and table_name = ${literal(name)}`,
  );
  return Number(rows[0]?.[0] ?? 0);
}

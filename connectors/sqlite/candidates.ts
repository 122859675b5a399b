import type { DatabaseSync } from "node:sqlite";
import type { Collection } from "#connectors/collection.ts";
import type { Candidates, LikenessBlock, LikenessFacts } from "#connectors/contract.ts";
import {
  candidatesSql,
  frequenciesSql,
  type LikenessDialect,
  namesAsked,
  readCandidates,
} from "#connectors/sql/candidates.ts";
import type { Making } from "#connectors/sql/values.ts";
import { type ColumnType, foldedFunction, sqliteDialect } from "./dialect.ts";

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

/** SQLite itself takes capitals for small letters among A–Z only. */
const isPlain = (text: string) => /^\p{ASCII}*$/u.test(text);

/** Indexes answer for equal texts and for days, those with `collate nocase` for words of A–Z too. */
export const likeness: LikenessDialect<ColumnType> = {
  resembles: (value, how, text, bind) => {
    const given = bind.text(text, "fact");
    const held = sqliteDialect.keyText(value);
    const length = [...text].length;
    switch (how) {
      case "equal":
        // A day is a text here, and a time of day may follow it.
        return isDay(text)
          ? `(${value.sql} >= ${given} and ${value.sql} < ${given}||'~' and substr(${held}, 1, 10) = ${given})`
          : sqliteDialect.holds(value, given);
      case "folded":
        if (isPlain(text)) return `${value.sql} = ${given} collate nocase`;
        return `${foldedFunction}(${held}) = ${foldedFunction}(${given})`;
      case "starts":
        if (isPlain(text)) return `substr(${value.sql}, 1, ${length}) = ${given} collate nocase`;
        return `substr(${foldedFunction}(${held}), 1, ${length}) = ${foldedFunction}(${given})`;
      case "digits":
        return `substr(${sqliteDialect.stripped(value, "digits")}, -${length}) = ${given}`;
    }
  },
  factText: sqliteDialect.keyText,
};

/** Who may be the person looked for: one statement for the people, one for how common their names are. */
export function candidatesIn(
  database: DatabaseSync,
  making: Making<ColumnType>,
  collections: readonly Collection[],
  blocks: readonly LikenessBlock[],
  names: LikenessFacts,
): Candidates {
  const own = { ...making, likeness };
  const searchable = blocks.filter((block) =>
    block.every(({ value }) => value !== "" && !value.includes("\0") && value.isWellFormed()),
  );
  const sql = candidatesSql(own, collections, searchable);
  const answer = readCandidates(collections, sql === null ? [] : database.prepare(sql).all());
  const asked = answer.more ? [] : namesAsked(collections, names);
  const counting = frequenciesSql(own, asked);
  const counts = counting === null ? undefined : database.prepare(counting).get();
  const totalOf = (collection: Collection) =>
    Number(
      database.prepare(`select count(*) as n from ${making.live.placeOf(collection).sql}`).get()?.n ?? 0,
    );
  return {
    ...answer,
    frequencies: asked.map(({ collection, field, value }, no) => ({
      field,
      value,
      count: Number(counts?.[`n${no}`] ?? 0),
      total: totalOf(collection),
    })),
  };
}

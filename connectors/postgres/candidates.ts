import type pg from "pg";
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
import { parameters } from "./binding.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ColumnType } from "./types.ts";

const isDay = (type: ColumnType) => ["date", "timestamp", "timestamptz"].includes(type.base);
/** The calendar has such a day: the server would take another one for an error. */
const isCalendarDay = (text: string) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
};
const asText = ({ sql, type }: Value<ColumnType>) =>
  type.base === "text" || type.base === "varchar" ? sql : `${sql}::text`;

/**
 * Compared so that plain indexes answer: on the date column, `lower(c)`, `left(lower(c), 4)`,
 * `lower(split_part(c, '@', 1))`, `right(regexp_replace(c, '[^0-9]', '', 'g'), 8)`.
 */
export const likeness: LikenessDialect<ColumnType> = {
  resembles: (value, how, text, bind) => {
    const { sql, type } = value;
    const held = asText(value);
    if (isDay(type)) {
      const year = /^\d{4}$/.test(text) && how === "starts" ? Number(text) : null;
      const [from, to] = year === null ? [text, text] : [`${text}-01-01`, `${text}-12-31`];
      if (!isCalendarDay(from)) return "false";
      return `${sql} >= ${bind.text(from, "day")}::date and ${sql} < ${bind.text(to, "day")}::date + 1`;
    }
    const given = bind.text(text, "fact");
    const length = [...text].length;
    switch (how) {
      case "equal":
        return `${held} = ${given}`;
      case "folded":
        return `lower(${held}) = lower(${given})`;
      case "starts":
        return text.endsWith("@") && text.indexOf("@") === text.length - 1
          ? `lower(split_part(${held}, '@', 1)) = lower(split_part(${given}, '@', 1))`
          : `left(lower(${held}), ${length}) = lower(${given})`;
      case "digits":
        return `right(regexp_replace(${held}, '[^0-9]', '', 'g'), ${length}) = ${given}`;
    }
  },
  factText: (value) => (isDay(value.type) ? `to_char(${value.sql}, 'YYYY-MM-DD')` : asText(value)),
};

/** Who may be the person looked for: one statement for the people, one for how common their names are. */
export async function candidatesIn(
  client: pg.Client,
  live: Catalogue,
  collections: readonly Collection[],
  blocks: readonly LikenessBlock[],
  names: LikenessFacts,
): Promise<Candidates> {
  const searchable = blocks.filter((block) =>
    block.every(({ value }) => value !== "" && !value.includes("\0") && value.isWellFormed()),
  );
  const run = async (write: (bind: ReturnType<typeof parameters>) => string | null) => {
    const bind = parameters();
    const text = write(bind);
    if (text === null) return [];
    return (await client.query<Record<string, unknown>>(text, bind.values)).rows;
  };
  const making = (bind: ReturnType<typeof parameters>) => ({ dialect: live.dialect, live, bind, likeness });
  const found = await run((bind) => candidatesSql(making(bind), collections, searchable));
  const answer = readCandidates(collections, found);
  const asked = answer.more ? [] : namesAsked(collections, names);
  const [counts] = await run((bind) => frequenciesSql(making(bind), asked));
  return {
    ...answer,
    frequencies: asked.flatMap(({ collection, field, value }, no) => {
      const total = live.rowsOf(collection);
      const count = Number(counts?.[`n${no}`]);
      return total === null ? [] : [{ field, value, count, total: Math.max(total, count) }];
    }),
  };
}

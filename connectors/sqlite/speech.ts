import type { Matched, Setting, Speech } from "#connectors/sql/erase/store.ts";
import { quoted } from "./catalogue.ts";
import { type ColumnType, sqliteDialect } from "./dialect.ts";
import { imaging } from "./imaging.ts";

const fromOf = ({ place, source, on }: Matched<ColumnType>) => `${source} join ${place.sql} c on ${on}`;

/** Told apart by its own comparison, and texts by their bytes besides: a column's own collation may be loose. */
function differs({ column, text }: Setting<ColumnType>): string {
  const own = `c.${column.sql}`;
  return `(${own} is not (${text}) or (typeof(${own}) = 'text' and cast(${own} as text) collate binary is not (${text})))`;
}

/** How SQLite changes rows. One writer at a time holds the whole file, so rows need no locks of their own. */
export const speech: Speech<ColumnType> = {
  imaging,
  quoted,
  begin: async () => {},
  probe: "",
  rowByRow: true,
  source: ({ making }, columns) => making.dialect.source("k", columns, making.bind),
  same: (value, _, text) => sqliteDialect.holds(value, text),
  locked: (matched, list) => `select ${list} from ${fromOf(matched)}`,
  found: (matched, list) => `select ${list} from ${fromOf(matched)}`,
  remove: async (question, matched) => {
    const identity = matched.place.identity ?? [];
    const own = identity.map((one) => one.sql).join(", ");
    const found = identity.map((one) => `c.${one.sql}`).join(", ");
    await question.rows(
      `delete from ${matched.place.sql} where (${own}) in (select ${found} from ${fromOf(matched)}${matched.leaf})`,
    );
    return changedIn(question);
  },
  insert: (question, table, settings, source, returning) =>
    question.rows(
      `insert into ${table} (${settings.map((one) => one.column.sql).join(", ")}) select ${settings.map((one) => one.text).join(", ")} from ${source} where true returning ${returning}`,
    ),
  change: async (question, { place, source, on }, settings) => {
    const sets = settings.map((one) => `${one.column.sql} = ${one.text}`).join(", ");
    await question.rows(
      `update ${place.sql} as c set ${sets} from ${source} where ${on} and (${settings.map(differs).join(" or ")})`,
    );
    return changedIn(question);
  },
};

/** Rows that the last statement changed itself; each is named by one key, which has been looked at before. */
async function changedIn(question: { rows(sql: string): Promise<(string | null)[][]> }) {
  const [[count] = []] = await question.rows("select changes()");
  return { rows: Number(count), keys: Number(count) };
}

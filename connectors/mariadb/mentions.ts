import type { Mention } from "#connectors/erase.ts";
import { mentionPattern, quotedForms } from "#connectors/sql/erase/mention-pattern.ts";
import type { Link } from "./link.ts";
import { literal, quoted } from "./literal.ts";

/** How many rows of each column hold one of some values: as a whole, as a word, or in JSON. */
export async function mentionsIn(link: Link, values: readonly string[]): Promise<Mention[]> {
  if (values.length === 0) return [];
  const columns = await link.rows(
    `select c.table_name, c.column_name from information_schema.columns c
       join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
      where c.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
        and (c.character_set_name is not null or c.data_type = 'uuid') and find_in_set('select', c.privileges) > 0
      order by 1, c.ordinal_position`,
  );
  const tables = new Map<string, string[]>();
  for (const [table, column] of columns) {
    tables.set(table ?? "", [...(tables.get(table ?? "") ?? []), column ?? ""]);
  }
  const whole = values.map(literal).join(", ");
  const pattern = mentionPattern(values);
  const quotes = quotedForms(values);
  const found: Mention[] = [];
  for (const [table, names] of tables) {
    const counts = names.map((name) => {
      const text = `convert(t.${quoted(name)} using utf8mb4)`;
      const within = quotes.map(
        (one) => `instr(cast(${text} as binary), cast(${literal(one)} as binary)) > 0`,
      );
      const ways = [
        `${text} collate utf8mb4_nopad_bin in (${whole})`,
        ...(pattern === null ? [] : [`${text} regexp ${literal(`(?i)${pattern}`)}`]),
        `(left(${text}, 1) in ('{', '[', '"') and (${within.join(" or ")}))`,
      ];
      return `coalesce(sum(${ways.join(" or ")}), 0)`;
    });
    const [row = []] = await link.rows(`select ${counts.join(", ")} from ${quoted(table)} t`);
    names.forEach((column, no) => {
      const rows = Number(row[no]);
      if (rows > 0) found.push({ table, column, rows });
    });
  }
  return found;
}

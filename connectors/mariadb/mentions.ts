import type { Mention } from "#connectors/erase.ts";
import { mentionPattern, quotedForms } from "#connectors/sql/erase/mention-pattern.ts";
import type { Link } from "./link.ts";
import { literal, quoted } from "./literal.ts";

/** Values that one statement names for each column: more would not fit into a packet. */
const atOnce = 2_000;

/** How many rows of each column hold one of some values: as a whole, as a word, or in JSON. */
export async function mentionsIn(link: Link, values: readonly string[]): Promise<Mention[]> {
  const whole = values.map(literal).join(", ");
  const pattern = mentionPattern(values);
  const quotes = quotedForms(values);
  return countedIn(link, values, (text) => {
    const within = quotes.map((one) => `instr(cast(${text} as binary), cast(${literal(one)} as binary)) > 0`);
    return [
      `${text} collate utf8mb4_nopad_bin in (${whole})`,
      ...(pattern === null ? [] : [`${text} regexp ${literal(`(?i)${pattern}`)}`]),
      `(left(${text}, 1) in ('{', '[', '"') and (${within.join(" or ")}))`,
    ].join(" or ");
  });
}

/** How many rows of each column are one of thousands of values, in whatever case. */
export async function wholesIn(link: Link, values: readonly string[]): Promise<Mention[]> {
  const found = new Map<string, Mention>();
  for (let at = 0; at < values.length; at += atOnce) {
    const some = values.slice(at, at + atOnce);
    const list = some.map((one) => literal(one.toLowerCase())).join(", ");
    for (const one of await countedIn(
      link,
      some,
      (text) => `lower(${text}) collate utf8mb4_nopad_bin in (${list})`,
    )) {
      const name = `${one.table}\u0000${one.column}`;
      found.set(name, { ...one, rows: one.rows + (found.get(name)?.rows ?? 0) });
    }
  }
  return [...found.values()];
}

async function countedIn(
  link: Link,
  values: readonly string[],
  holds: (text: string) => string,
): Promise<Mention[]> {
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
  const found: Mention[] = [];
  for (const [table, names] of tables) {
    const counts = names.map(
      (name) => `coalesce(sum(${holds(`convert(t.${quoted(name)} using utf8mb4)`)}), 0)`,
    );
    const [row = []] = await link.rows(`select ${counts.join(", ")} from ${quoted(table)} t`);
    names.forEach((column, no) => {
      const rows = Number(row[no]);
      if (rows > 0) found.push({ table, column, rows });
    });
  }
  return found;
}

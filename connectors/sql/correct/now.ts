import type { RowKey } from "#connectors/erase.ts";
import type { LiveTable, Store } from "#connectors/sql/erase/store.ts";
import type { Judged } from "./judge.ts";
import { memberText } from "./member.ts";
import type { Pen } from "./pen.ts";

type Asked<T> = { row: RowKey; fields: readonly { one: Judged; type: T | undefined }[] };

type Values = Record<string, string | null>;

/** What rows hold by their keys alone, in the order in which they were asked for; null for one that is not there. */
export async function nowOf<T>(
  store: Pick<Store<T>, "look">,
  pen: Pen<T>,
  asked: readonly Asked<T>[],
): Promise<(Values | null)[]> {
  const found: (Values | null)[] = asked.map(() => null);
  const byTable = new Map<LiveTable, { key: readonly string[]; places: number[] }>();
  for (const [place, { row, fields }] of asked.entries()) {
    const { table, names } = fields[0]?.one ?? {};
    if (table === undefined || names === null || names === undefined) continue;
    // No column holds a text with such characters, so no row is named by one.
    if (
      row.length !== names.columns.length ||
      row.some((part) => part.includes("\0") || !part.isWellFormed())
    )
      continue;
    const group = byTable.get(table) ?? { key: names.columns, places: [] };
    byTable.set(table, group);
    group.places.push(place);
  }
  for (const [table, { key, places }] of byTable) {
    const wanted = places.flatMap((place) => asked[place]?.fields ?? []);
    const columns = [...new Set(wanted.map(({ one }) => one.path.column))].filter((name) =>
      table.columns.some((each) => each.name === name),
    );
    const rows = [
      ...new Map(places.map((at) => [JSON.stringify(asked[at]?.row), asked[at]?.row ?? []])).values(),
    ];
    const cells = new Map(
      (await store.look(table, key, columns, rows)).map((row) => [
        JSON.stringify(row.slice(0, key.length)),
        row.slice(key.length),
      ]),
    );
    for (const place of places) {
      const held = cells.get(JSON.stringify(asked[place]?.row));
      if (held === undefined) continue;
      const values = (asked[place]?.fields ?? []).map(({ one, type }) => {
        const text = held[columns.indexOf(one.path.column)] ?? null;
        const members = one.path.steps.flatMap((step) => (step.kind === "member" ? [step.name] : []));
        if (members.length > 0) return [one.field.field, memberText(text, members)] as const;
        return [one.field.field, type === undefined ? text : pen.collected(type, text)] as const;
      });
      found[place] = Object.fromEntries(values);
    }
  }
  return found;
}

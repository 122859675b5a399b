import type { RowImage } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type Doing, matchedIn } from "./doing.ts";
import type { Cells, Incoming, LiveTable } from "./store.ts";
import { incomingOf } from "./store.ts";

type Row = Record<string, string | null>;

/** Columns of a table that are written, so that a row is whole with them. */
export const written = (table: LiveTable): string[] =>
  table.columns.map((one) => one.name).filter((name) => !table.computed.has(name));

/** How rows of a table are found again: its own key, else all that it holds. */
export const keyOf = (table: LiveTable, names: readonly string[] = []): readonly string[] =>
  table.keys[0] ?? (names.length > 0 ? names : written(table));

/** The type of a column, as the database names it. */
export const typeIn = (table: LiveTable, name: string): string =>
  table.columns.find((one) => one.name === name)?.type ?? "";

/**
 * Does the act and returns what it changed, with an image of every row as it was: read and held before the first write,
 * in the same transaction. `act` answers how many rows changed.
 */
export async function imaged<T>(
  doing: Doing<T>,
  act: () => Promise<number>,
): Promise<{ changed: number; images: RowImage[] }> {
  const { one, table, reader, speech } = doing;
  const first = reader.ask();
  await speech.begin(first, one.names?.sure === true);
  const before = await theirs(doing, true);
  const along = one.step.act === "delete" ? await takenAlong(doing, before.values()) : [];
  const changed = await act();
  const key = keyOf(table, one.names?.columns);
  if (one.step.act === "delete") {
    const own = [...before.values()].map(
      (row): RowImage => ({ table: table.name, key, before: row, after: null }),
    );
    return { changed, images: [...own, ...along] };
  }
  const after = await theirs(doing, false);
  const images = [...before].flatMap(([no, was]) => {
    const is = after.get(no);
    return is === undefined ? [] : changedImage(table, key, was, is);
  });
  return { changed, images: [...images, ...(images.length > 0 ? await invented(doing) : [])] };
}

/** The rows of the act by their number, whole. */
async function theirs<T>(doing: Doing<T>, hold: boolean): Promise<Map<string, Row>> {
  const { table, reader, speech } = doing;
  const names = written(table);
  const question = reader.ask();
  const matched = matchedIn(doing, question);
  const list = ["k.n", ...exactly(doing, table, "c")].join(", ");
  const rows = await question.rows(hold ? speech.locked(matched, list) : speech.found(matched, list));
  return new Map(rows.map(([no, ...cells]) => [no ?? "", rowOf(names, cells)]));
}

/** Null where the row is as it was. */
function changedImage(table: LiveTable, key: readonly string[], was: Row, is: Row): RowImage[] {
  const other = Object.keys(was).filter((name) => was[name] !== is[name]);
  if (other.length === 0) return [];
  const only = (row: Row): Row =>
    Object.fromEntries([...key, ...other].map((name) => [name, row[name] ?? null]));
  return [{ table: table.name, key, before: only(was), after: only(is) }];
}

/** What the database takes along or unties by itself when rows of the act go, as deep as it reaches. */
async function takenAlong<T>(doing: Doing<T>, own: Iterable<Row>): Promise<RowImage[]> {
  const gone = new Map<string, RowImage>();
  const listed = addGone(doing.table, [...own], gone);
  const untied = new Map<string, RowImage>();
  let paths: Incoming[][] = [[]];
  while (paths.length > 0) {
    const next: Incoming[][] = [];
    for (const path of paths) {
      const at = path.at(-1)?.from ?? doing.table;
      for (const incoming of incomingOf(doing.reader.live, at)) {
        const { onDelete } = incoming.reference;
        if (onDelete !== "cascade" && onDelete !== "set_null") continue;
        const longer = [...path, incoming];
        const rows = await along(doing, longer);
        const fresh = onDelete === "cascade" ? addGone(incoming.from, rows, gone) : 0;
        if (onDelete === "set_null") addUntied(incoming, rows, untied);
        if (fresh > 0) next.push(longer);
      }
    }
    paths = next;
  }
  return [
    ...[...gone.values()].slice(listed),
    ...[...untied].flatMap(([name, image]) => (gone.has(name) ? [] : [image])),
  ];
}

const nameOf = (table: LiveTable, row: Row): string =>
  JSON.stringify([table.name, ...keyOf(table).map((name) => row[name])]);

function addGone(table: LiveTable, rows: readonly Row[], gone: Map<string, RowImage>): number {
  const size = gone.size;
  for (const row of rows)
    gone.set(nameOf(table, row), { table: table.name, key: keyOf(table), before: row, after: null });
  return gone.size - size;
}

/** A row may be untied in several ways at once. */
function addUntied({ from, reference }: Incoming, rows: readonly Row[], untied: Map<string, RowImage>): void {
  for (const row of rows) {
    const known = untied.get(nameOf(from, row));
    const columns = [...keyOf(from), ...reference.columns];
    const pick = (of: Row): Row => Object.fromEntries(columns.map((name) => [name, of[name] ?? null]));
    const empty: Row = Object.fromEntries(reference.columns.map((name) => [name, null]));
    untied.set(nameOf(from, row), {
      table: from.name,
      key: keyOf(from),
      before: { ...known?.before, ...pick(row) },
      after: { ...pick(row), ...known?.after, ...empty },
    });
  }
}

/** The rows at the end of a path of references that begins at the rows of the act. */
async function along<T>(doing: Doing<T>, path: readonly Incoming[]): Promise<Row[]> {
  const { reader, speech } = doing;
  const end = path.at(-1)?.from ?? doing.table;
  const names = written(end);
  if (!end.readable || names.length === 0) {
    throw new ConnectorError(
      "forbidden",
      `The database would change rows of ${end.name} along, which this account cannot read, so it could not be taken back. Nothing was changed.`,
    );
  }
  const question = reader.ask();
  const joins = path.map(({ from, reference }, no) => {
    const ties = reference.columns.map((name, at) => {
      const theirs = `${no === 0 ? "c" : `r${no - 1}`}.${speech.quoted(reference.toColumns[at] ?? "")}`;
      return `r${no}.${speech.quoted(name)} = ${theirs}`;
    });
    return ` join ${from.sql} r${no} on ${ties.join(" and ")}`;
  });
  const last = `r${path.length - 1}`;
  const list = exactly(doing, end, last).join(", ");
  const found = await question.rows(
    `${speech.found(matchedIn(doing, question), list)}${joins.join("")}${speech.imaging.lock(last)}`,
  );
  return found.map((cells) => rowOf(names, cells));
}

/** The invented owners that the rows of the act have now: rows that the act itself made. */
async function invented<T>(doing: Doing<T>): Promise<RowImage[]> {
  const { one, reader, speech } = doing;
  if (one.invents === null) return [];
  const { table, ties } = one.invents;
  const names = written(table);
  const question = reader.ask();
  const on = ties
    .map(({ own, theirs }) => `p.${speech.quoted(theirs)} = c.${speech.quoted(own)}`)
    .join(" and ");
  const found = await question.rows(
    `${speech.found(matchedIn(doing, question), exactly(doing, table, "p").join(", "))} join ${table.sql} p on ${on}`,
  );
  return found.map((cells) => ({
    table: table.name,
    key: keyOf(table),
    before: null,
    after: rowOf(names, cells),
  }));
}

const exactly = <T>({ speech }: Pick<Doing<T>, "speech">, table: LiveTable, alias: string): string[] =>
  written(table).map((name) => speech.imaging.exact(`${alias}.${speech.quoted(name)}`, typeIn(table, name)));

const rowOf = (names: readonly string[], cells: Cells): Row =>
  Object.fromEntries(names.map((name, at) => [name, cells[at] ?? null]));

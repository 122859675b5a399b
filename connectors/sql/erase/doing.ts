import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Column, Place } from "#connectors/sql/dialect.ts";
import type { Planned } from "./planned.ts";
import type { LiveTable, Matched, Question, Reader, Speech } from "./store.ts";

/** What a step is done with, inside its transaction. */
export type Doing<T> = {
  one: Planned;
  table: LiveTable;
  speech: Speech<T>;
  reader: Reader<T>;
  rows: readonly RowKey[];
  /** ` and …`: true of rows `c` that are still the person's, where the statement itself asks. */
  theirs: ((question: Question<T>) => string) | null;
};

/** Rows of one table by their keys. */
export type Naming<T> = {
  one: Pick<Planned, "names" | "collection">;
  table: LiveTable;
  speech: Speech<T>;
  rows: readonly RowKey[];
  theirs?: Doing<T>["theirs"];
};

/** Each row once, without those that no row's key can be. Throws `misconfigured` for what is no key of this step. */
export function namedRows<T>(
  { names, collection }: Naming<T>["one"],
  reader: Reader<T>,
  given: readonly RowKey[],
): RowKey[] {
  const { dialect, live } = reader.ask().making;
  const place = live.placeOf(collection);
  const columns = (names?.columns ?? []).map((name) => columnIn(place, name));
  const found = new Map<string, RowKey>();
  for (const row of given) {
    if (row.length === 0 || row.length !== columns.length || row.some((part) => typeof part !== "string")) {
      throw new ConnectorError(
        "misconfigured",
        `A row to change in ${collection.name} is not named by its key.`,
      );
    }
    const parts = row.map((part, no) => dialect.searchable((columns[no] as Column<T>).type, part));
    if (parts.every((part): part is string => part !== null)) found.set(JSON.stringify(parts), parts);
  }
  return [...found.values()];
}

export function columnIn<T>(place: Place<T>, name: string): Column<T> {
  const column = place.columns.get(name);
  if (column !== undefined) return column;
  throw new ConnectorError(
    "schema_changed",
    `The database has no column ${name} in ${place.collection.name}.`,
  );
}

export const typeOf = (table: LiveTable, name: string): string =>
  table.columns.find((each) => each.name === name)?.type ?? "";

/** The rows by their keys; `more` are further columns of the source. */
export function matchedIn<T>(
  { one, table, speech, rows, theirs = null }: Naming<T>,
  question: Question<T>,
  more: readonly { name: string; values: readonly string[] }[] = [],
  row = "c",
): Matched<T> {
  const place = question.making.live.placeOf(one.collection);
  const names = one.names?.columns ?? [];
  const source = speech.source(question, [
    { name: "n", values: rows.map((_, no) => String(no)) },
    ...names.map((_, no) => ({ name: `p${no}`, values: rows.map((row) => row[no] ?? "") })),
    ...more,
  ]);
  const on = names.map((name, no) => {
    const { sql, type } = columnIn(place, name);
    return speech.same({ sql: `${row}.${sql}`, type }, typeOf(table, name), `k.p${no}`);
  });
  const [only, ...others] = names;
  const single =
    one.names?.sure === true && only !== undefined && others.length === 0
      ? {
          column: { sql: `${row}.${columnIn(place, only).sql}`, type: columnIn(place, only).type },
          texts: rows.map(([text = ""]) => text),
        }
      : null;
  const still = row === "c" ? theirs : null;
  return {
    place,
    source,
    on: on.join(" and ") + (still?.(question) ?? ""),
    leaf: "",
    theirs: still,
    single,
  };
}

export function demandSingle<T>({ one }: Naming<T>, rows: number, keys: number): void {
  if (rows === keys) return;
  throw new ConnectorError(
    "misconfigured",
    `A key of ${one.collection.name} names several rows, so nothing was changed: the data map must name a key that is unique.`,
  );
}

/** The place of a value: from it, and not from the value, follows what is invented in its stead. */
export const seedOf = (table: LiveTable, column: string, row: RowKey): string =>
  JSON.stringify([table.name, column, ...row]);

import type { RowImage } from "#connectors/erase.ts";
import { typeIn, written } from "./imaged.ts";
import type { LiveTable, Question, Reader, Store } from "./store.ts";

/** column → the text of its value. */
export type Row = Record<string, string | null>;

/** A table inside a transaction that may write to it. */
export type At<T> = { store: Store<T>; reader: Reader<T>; table: LiveTable };

/** One transaction about one table; null where the table is not there any more. */
export async function writingOn<T, R>(
  store: Store<T>,
  name: string,
  work: (at: At<T>) => Promise<R>,
): Promise<R | null> {
  return store.writing({ collection: name, act: "change" }, async (reader) => {
    const table = reader.live.tables.get(name);
    if (table === undefined) return null;
    const question = reader.ask();
    await store.speech.begin(question, false);
    await store.speech.imaging.begin(reader.ask());
    return work({ store, reader, table });
  });
}

/** New rows, every column as it was. */
export async function insert<T>({ store, reader, table }: At<T>, images: readonly RowImage[]): Promise<void> {
  const { imaging, quoted } = store.speech;
  const names = written(table).filter((name) => images.some((image) => name in (image.before ?? {})));
  const question = reader.ask();
  const rows = images.map((image) => {
    const cells = names.map((name) =>
      madeOf(imaging.made, question, table, name, image.before?.[name] ?? null),
    );
    return `(${cells.join(", ")})`;
  });
  await question.rows(
    `insert into ${table.sql} (${names.map(quoted).join(", ")})${imaging.overriding} values ${rows.join(", ")}`,
  );
}

type Make<T> = (question: Question<T>, text: string, type: string) => string;

const madeOf = <T>(
  make: Make<T>,
  question: Question<T>,
  table: LiveTable,
  name: string,
  cell: string | null,
): string => (cell === null ? "null" : make(question, cell, typeIn(table, name)));

/** The key of an image's row, as one text. */
export const nameOf = ({ key }: RowImage, row: Row): string =>
  JSON.stringify(key.map((name) => row[name] ?? null));
/** True where a row has every value of an image that its table still has a column for. */
export const isSame = (image: Row, row: Row): boolean =>
  Object.entries(image).every(([name, cell]) => !(name in row) || row[name] === cell);

/** The rows that have the keys of some images, whole, held until the end of the transaction. */
export async function standingOf<T>(
  { store, reader, table }: At<T>,
  images: readonly RowImage[],
): Promise<Map<string, Row[]>> {
  const { imaging, quoted } = store.speech;
  const question = reader.ask();
  const names = written(table);
  const found = new Map<string, Row[]>();
  const [any] = images;
  if (any === undefined || any.key.some((name) => !names.includes(name))) return found;
  const mine = images.map((image) => {
    const row = image.before ?? image.after ?? {};
    return any.key.map((name) => {
      const cell = row[name] ?? null;
      return cell === null
        ? `c.${quoted(name)} is null`
        : `c.${quoted(name)} = ${imaging.sought(question, cell, typeIn(table, name))}`;
    });
  });
  const list = names.map((name) => imaging.exact(`c.${quoted(name)}`, typeIn(table, name)));
  const where = mine.map((ties) => `(${ties.join(" and ")})`).join(" or ");
  const rows = await question.rows(
    `select ${list.join(", ")} from ${table.sql} c where ${where}${imaging.lock("c")}`,
  );
  for (const cells of rows) {
    const row = Object.fromEntries(names.map((name, no) => [name, cells[no] ?? null]));
    const key = nameOf(any, row);
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}

/** Puts some columns of a row back. */
export async function update<T>(
  { store, reader, table }: At<T>,
  image: RowImage,
  names: readonly string[],
): Promise<void> {
  const { imaging, quoted } = store.speech;
  const question = reader.ask();
  const sets = names.map(
    (name) =>
      `${quoted(name)} = ${madeOf(imaging.made, question, table, name, image.before?.[name] ?? null)}`,
  );
  await question.rows(
    `update ${table.sql} set ${sets.join(", ")} where ${keyed({ store, table }, question, image)}`,
  );
}

/** SQL that is true of the row of an image. */
export function keyed<T>(
  { store, table }: Pick<At<T>, "store" | "table">,
  question: Question<T>,
  image: RowImage,
): string {
  const { imaging, quoted } = store.speech;
  const row = image.after ?? image.before ?? {};
  return image.key
    .map((name) => {
      const cell = row[name] ?? null;
      return cell === null
        ? `${quoted(name)} is null`
        : `${quoted(name)} = ${imaging.sought(question, cell, typeIn(table, name))}`;
    })
    .join(" and ");
}

import type { Collection } from "#connectors/collection.ts";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import { isAbout } from "./owner-lines.ts";

/** Rows that an owner typed for one collection; each has a cell for every column, in the columns' order. */
export type TypedTable = { collection: string; rows: string[][] };

/** What is wrong with one typed row, counted from 0, in a sentence for who typed it. */
export type RowProblem = { collection: string; row: number; sentence: string };

/** A table of the page: what to fill in, what has been typed, and what is wrong with it. */
export type OwnerTable = {
  collection: string;
  label: string;
  columns: { name: string; label: string }[];
  rows: string[][];
  problems: { row: number; sentence: string }[];
};

/** What is kept of an owner's tables between two pages. */
type Draft = { tables: TypedTable[]; problems: RowProblem[] };

const draftContext = (id: string) => `human_task/${id}/draft`;

export function sealDraft(key: DataKey, id: string, draft: Draft): Buffer {
  return seal(key, draftContext(id), JSON.stringify(draft));
}

/** What was kept of a question's tables; nothing where nobody has typed yet. */
export function keptDraft(key: DataKey, human: { id: string; sealedDraft: Buffer | null }): Draft {
  if (human.sealedDraft === null) return { tables: [], problems: [] };
  return JSON.parse(open(key, draftContext(human.id), human.sealedDraft)) as Draft;
}

/** Rows of a table at most; who has more sends a file. */
export const mostTypedRows = 200;
const longestCell = 2000;
/** Characters of everything typed: what is kept between two pages stays small. */
const mostTyped = 500_000;
const rowsAtFirst = 3;

/** The columns of a collection's table: the fields that a person may see. */
export function tableColumns(collection: Collection): { name: string; label: string }[] {
  return Object.entries(collection.fields)
    .filter(([, field]) => field.disclose === "yes")
    .map(([name, field]) => ({ name, label: field.label }));
}

/** The tables to show: what was typed, or empty rows to begin with. */
export function ownerTables(
  collections: readonly Collection[],
  typed: readonly TypedTable[],
  problems: readonly RowProblem[],
): OwnerTable[] {
  return collections.map((one) => {
    const columns = tableColumns(one);
    const empty = () => columns.map(() => "");
    const rows = typed.find((table) => table.collection === one.name)?.rows ?? [];
    return {
      collection: one.name,
      label: one.label,
      columns,
      rows: rows.length > 0 ? rows : Array.from({ length: rowsAtFirst }, empty),
      problems: problems.filter((problem) => problem.collection === one.name),
    };
  });
}

/** What was sent, cut to the collections and columns that there are. Throws HabeasError `invalid` for too much. */
export function fitted(typed: readonly TypedTable[], collections: readonly Collection[]): TypedTable[] {
  const typedInAll = typed.flatMap((table) => table.rows.flat()).reduce((sum, cell) => sum + cell.length, 0);
  if (typedInAll > mostTyped)
    throw new HabeasError("invalid", "That is too much for the table. Send it as a file.");
  return collections.flatMap((one) => {
    const width = tableColumns(one).length;
    const rows = typed.find((table) => table.collection === one.name)?.rows ?? [];
    if (rows.length > mostTypedRows) {
      throw new HabeasError(
        "invalid",
        `A table takes ${mostTypedRows} rows at most. Send the rest as a file.`,
      );
    }
    const cell = (text: string | undefined) => (text ?? "").replaceAll("\0", "");
    return [
      {
        collection: one.name,
        rows: rows.map((row) => Array.from({ length: width }, (_, at) => cell(row[at]))),
      },
    ];
  });
}

const isFilled = (row: readonly string[]) => row.some((cell) => cell.trim() !== "");

/** Every row that cannot be taken as it is. */
export function rowProblems(
  typed: readonly TypedTable[],
  collections: readonly Collection[],
  about: readonly KnownIdentifier[],
): RowProblem[] {
  return typed.flatMap(({ collection, rows }) => {
    const described = collections.find((one) => one.name === collection);
    if (described === undefined) return [];
    const names = tableColumns(described).map((column) => column.name);
    const theirs = isAbout(described, about);
    return rows.flatMap((row, place): RowProblem[] => {
      const wrong = (sentence: string) => [{ collection, row: place, sentence }];
      if (!isFilled(row)) return [];
      if (row.some((cell) => cell.length > longestCell))
        return wrong("A cell takes 2,000 characters at most.");
      const record = Object.fromEntries(names.map((name, at) => [name, (row[at] ?? "").trim()]));
      return theirs(record)
        ? []
        : wrong("This row names somebody else. Keep only what is about the person asked about.");
    });
  });
}

/** The filled rows of each table as a CSV file under the columns' names, as an owner might have sent it. */
export function csvFiles(
  typed: readonly TypedTable[],
  collections: readonly Collection[],
): { collection: Collection; bytes: Buffer }[] {
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`;
  return typed.flatMap(({ collection, rows }) => {
    const described = collections.find((one) => one.name === collection);
    const filled = rows.filter(isFilled);
    if (described === undefined || filled.length === 0) return [];
    const header = tableColumns(described).map((column) => column.name);
    return [{ collection: described, bytes: Buffer.from([header, ...filled].map(line).join("")) }];
  });
}

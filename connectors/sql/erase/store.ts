import type { Collection } from "#connectors/collection.ts";
import type { InspectedCollection, InspectedReference } from "#connectors/contract.ts";
import type { Mention } from "#connectors/erase.ts";
import type { Column, Place, SourceColumn, Value } from "#connectors/sql/dialect.ts";
import type { Making } from "#connectors/sql/values.ts";

/** A row of an answer, every value as text. */
export type Cells = (string | null)[];

/** A table of the live system as erasure must know it. */
export type LiveTable = InspectedCollection & {
  /** As it stands in a statement. */
  sql: string;
  /** Columns that tell every row apart in which they are filled, where the database lets them be empty. */
  alike: readonly string[];
  /** Columns that the database works out by itself and that nobody writes. */
  generated: ReadonlySet<string>;
  /** Those of them that follow from other columns of the row. */
  computed: ReadonlySet<string>;
  /** Columns that the database fills where nothing is given for them. */
  provided: ReadonlySet<string>;
  /** False for views and the like through which rows cannot be changed. */
  writable: boolean;
  /** Whether this account may read it. */
  readable: boolean;
};

/** Every table of the live system, mapped or not. */
export type LiveTables = {
  tables: ReadonlyMap<string, LiveTable>;
  tableOf(collection: Collection): LiveTable | undefined;
};

/** One statement in the making: what `making.bind` was given is sent along. */
export type Question<T> = {
  making: Making<T>;
  rows(sql: string): Promise<Cells[]>;
  /** Another one in the same transaction, which nothing has been bound for. */
  again(): Question<T>;
};

/** One transaction. */
export type Reader<T> = {
  live: LiveTables;
  ask(): Question<T>;
  /** An answer of any size, some rows at a time. */
  flow: { making: Making<T>; rows(sql: string): AsyncIterable<Cells[]> };
};

/** Rows to change: `source` is an item of a `from` clause under the alias `k`, tied by `on` to the row under `c`. */
export type Matched<T> = {
  place: Place<T>;
  source: string;
  on: string;
  /** ` and …`: true of rows `c` that no other row of their own table refers to. Nothing where that plays no part. */
  leaf: string;
  /** ` and …`, in a question of its own: true of rows `c` that are still the person's. Null where it is not asked. */
  theirs: ((question: Question<T>) => string) | null;
  /** The key and its texts, where it is one column that the database keeps unique. */
  single: { column: Value<T>; texts: readonly string[] } | null;
};

/** A new value for a column: SQL of type text or null, to be read as the column's type. */
export type Setting<T> = { column: Column<T>; type: string; text: string };

/** How many rows a change met, and how many of the keys it was given. */
export type Met = { rows: number; keys: number };

/** How a database tells a row so that exactly the same row can be made of it again. Types are words of the database. */
export type Imaging<T> = {
  /** The value as a text from which `made` makes it again; null stays null. */
  exact(sql: string, type: string): string;
  /** Such a text as a value to be written. */
  made(question: Question<T>, text: string, type: string): string;
  /** Such a text as a value to look for: an index on the column serves. */
  sought(question: Question<T>, text: string, type: string): string;
  /** Such a text as people write the value, whatever the column's type. */
  plain(text: string, type: string): string;
  /** Holds the rows of an alias until the end of the transaction. */
  lock(alias: string): string;
  /** Between the columns and the values of an `insert`: numbers that the database usually gives are given. */
  overriding: string;
  begin(question: Question<T>): Promise<void>;
};

/** What each database says in its own way about changing rows. */
export type Speech<T> = {
  imaging: Imaging<T>;
  quoted(name: string): string;
  /** Before a step: `sure` where an index finds every row by its key. */
  begin(question: Question<T>, sure: boolean): Promise<void>;
  /** Ends a query within `exists` that is to be asked row by row, and not turned into a list of all it could find. */
  probe: string;
  /** True where references are looked at row by row, not at the end of a statement. */
  rowByRow: boolean;
  /** Keys and values as rows of texts under the alias `k`. */
  source(question: Question<T>, columns: readonly SourceColumn[]): string;
  /** True where the value's exact text is `text`, a text of `source`; an index on the column serves. */
  same(value: Value<T>, type: string, text: string): string;
  /** `select list from …` of the rows that match, which nobody else can change until the end of the transaction. */
  locked(matched: Matched<T>, list: string): string;
  /** The same without holding anybody off. */
  found(matched: Matched<T>, list: string): string;
  remove(question: Question<T>, matched: Matched<T>): Promise<Met>;
  /** New rows of a table, one for each row of `source`; answers `returning` of each. */
  insert(
    question: Question<T>,
    table: string,
    settings: readonly Setting<T>[],
    source: string,
    returning: string,
  ): Promise<Cells[]>;
  /** Rows that have these values already are not met. */
  change(question: Question<T>, matched: Matched<T>, settings: readonly Setting<T>[]): Promise<Met>;
};

/** One database, as the eraser works with it. Every transaction throws only `ConnectorError`. */
export type Store<T> = {
  speech: Speech<T>;
  reading<R>(work: (reader: Reader<T>) => Promise<R>): Promise<R>;
  /** A reading of one moment whose answer flows out of it. */
  flowing<R>(work: (reader: Reader<T>) => Promise<AsyncIterable<R>>): AsyncIterable<R>;
  /** A short transaction that may write; `table` and `act` are for the words of a refusal. */
  writing<R>(doing: Doing, work: (reader: Reader<T>) => Promise<R>): Promise<R>;
  /** Of some rows by their key: the named columns as text. Shares no statement with the rest. */
  look(
    table: LiveTable,
    key: readonly string[],
    columns: readonly string[],
    rows: readonly (readonly string[])[],
  ): Promise<Cells[]>;
  mentions(values: readonly string[]): Promise<Mention[]>;
  /** Thousands of values at once, each as a whole. */
  wholes(values: readonly string[]): Promise<Mention[]>;
};

/** What a transaction is about, by the collection's name. */
export type Doing = { collection: string; act: "delete from" | "change" };

/** A reference of another table (or the same one) to a table. */
export type Incoming = { from: LiveTable; reference: InspectedReference };

/** Who refers to a table. */
export function incomingOf(live: LiveTables, table: LiveTable): Incoming[] {
  return [...live.tables.values()].flatMap((from) =>
    from.references.filter((one) => one.to === table.name).map((reference) => ({ from, reference })),
  );
}

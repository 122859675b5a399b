import type { Collection } from "#connectors/collection.ts";
import type { Form } from "#connectors/language/identify.ts";

/** An SQL expression and what the live catalogue knows of its type. `T` is each database's own description. */
export type Value<T> = { sql: string; type: T };

/** A column as the live catalogue has it: its quoted name and its type. */
export type Column<T> = { sql: string; type: T };

/** A collection where it lives. Only what was found in the live catalogue stands here. */
export type Place<T> = {
  collection: Collection;
  /** The table as it is written in a `from` clause. */
  sql: string;
  columns: ReadonlyMap<string, Column<T>>;
  /**
   * What tells two rows apart within one statement, never null: the row's own address where the database has one,
   * else a unique key that the catalogue guarantees, else (views) the map's `key`. Null where there is nothing.
   */
  identity: readonly Column<T>[] | null;
  /** Sets of columns that the database keeps unique and not null, as `tied` compares them. */
  unique: readonly (readonly string[])[];
};

/** The live system, for the collections of one map. */
export type Live<T> = { placeOf(collection: Collection): Place<T> };

/**
 * How a value gets into a statement: as a literal (COPY knows no parameters), a parameter, or, for `explain`, as a
 * word in its place. Answers SQL of type text, or of the dialect's own kind of list. `name` says what it is.
 */
export type Binder = {
  text(value: string, name: string): string;
  list(values: readonly string[], name: string): string;
};

/** A column of a row source: `values[i]` belongs to row i. All columns of a source have equally many. */
export type SourceColumn = { name: string; values: readonly string[] };

/** One step of a recursive walk: rows of `from`, tied to the walk's row (`alias`) by `on`. */
export type WalkArm = { columns: readonly string[]; from: string; on: string };

/**
 * What differs from one database to the next. Everything compares exactly: never by a loose collation, never by a
 * conversion that takes two values for one. `T` is the type of a column.
 */
export interface Dialect<T> {
  /** The type of a plain text, such as `keyText` and scalars out of JSON have. */
  readonly textType: T;
  /** No value, as a text: `cast(null as text)`. */
  readonly noText: string;
  /**
   * The text as it must be bound to be compared with values of this type, or null where no such value is written so
   * (`"abc"` for an integer, `"02"` too): nothing can match then.
   */
  searchable(type: T, text: string): string | null;
  /** True where the value's text is exactly `text` (SQL of type text, already `searchable`). An index may serve. */
  holds(value: Value<T>, text: string): string;
  /**
   * The same for a list of texts (SQL, an array of them), each looked up at once however many there are; null where this
   * database or type has no such way.
   */
  holdsAny?(value: Value<T>, list: () => string): string | null;
  /** True where the value's text is `text` but for A–Z and a–z, where `text` has been folded. */
  holdsFolded(value: Value<T>, text: string): string;
  /** The value's text with A–Z as a–z and nothing else changed: what `holdsFolded` finds again. */
  folded(value: Value<T>): Value<T>;
  /** The value's text without anything but digits and `+` (form `phone`) or digits (form `digits`). */
  stripped(value: Value<T>, form: Extract<Form, "phone" | "digits">): string;
  /** The value's exact text, compared by its bytes: what `holds` finds again. */
  keyText(value: Value<T>): string;
  /** The value in a form in which equal means the same: for `distinct`, `group by` and `union`. */
  comparable(value: Value<T>): Value<T>;
  /**
   * True where two values have the same text. `sought` is on the side where an index should serve. Must never raise
   * an error, whatever the values are: a text that is no number equals no number.
   */
  tied(sought: Value<T>, known: Value<T>): string;
  /** True where the value is this constant of the map; `7`, `"7"` and JSON's 7 are the same, true is 1 where 1 is true. */
  isConstant(value: Value<T>, constant: string | number | boolean, bind: Binder): string;
  /** True where the value's text begins with `prefix`; `after` is what follows it. */
  beginsWith(value: Value<T>, prefix: string, bind: Binder): string;
  after(value: Value<T>, prefix: string): string;
  /** The scalar at a place inside JSON (no member: the value itself); null where the column holds no JSON. */
  inside(value: Value<T>, members: readonly string[]): Value<T> | null;
  /**
   * Each element of the array at a place inside: what to append to a `from` clause (with its own join words), and the
   * element. Anything that is no array has no elements. Null where the column holds neither JSON nor an array.
   */
  each(
    value: Value<T>,
    members: readonly string[],
    alias: string,
  ): { join: string; element: Value<T> } | null;
  /** Rows of constants as an item of a `from` clause, all columns of type text: `unnest(…) alias(a, b)`. */
  source(alias: string, columns: readonly SourceColumn[], bind: Binder): string;
  /** A query that is worked out once, before the rest of the statement: `name as materialized (…)`. */
  fenced(name: string, columns: readonly string[], body: string): string;
  /**
   * `name(columns) as (anchors union arms)`, deduplicated, every arm joined to the walk's last rows under `alias`.
   * The planner writes `with recursive` in front.
   */
  recursive(
    name: string,
    alias: string,
    columns: readonly string[],
    anchors: readonly string[],
    arms: readonly WalkArm[],
  ): string;
}

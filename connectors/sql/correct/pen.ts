import type { HeldType } from "#connectors/correct.ts";
import type { Column, Value } from "#connectors/sql/dialect.ts";
import type { Question } from "#connectors/sql/erase/store.ts";

/** What the live database says of a column, as far as writing one value into it needs that. */
export type Held = Omit<HeldType, "kind" | "nullable"> & {
  kind: HeldType["kind"];
  /** False for lists, documents, bytes and whatever else is not written as one text. */
  plain: boolean;
};

/** Columns of the live database by the table as it stands in a statement, and by name. */
export type Rights = {
  /** False where a change of a row cannot be taken back within its transaction. */
  takesBack(table: string): boolean;
  /** False where this account may not change the column. */
  mayWrite(table: string, column: string): boolean;
  /** The only values that a rule of the database lets stand there. */
  choicesOf(table: string, column: string): readonly string[] | null;
};

/** How each database reads and writes single values, besides what its `Speech` says. */
export type Pen<T> = {
  held(type: T, word: string): Held;
  rights(question: Question<T>): Promise<Rights>;
  /** SQL of type text of a value, from which `collected` makes what collect delivers. */
  shown(value: Value<T>): string;
  collected(type: T, text: string | null): string | null;
  /** The value as this database wants it to be written. */
  taken(kind: HeldType["kind"], value: string): string;
  /**
   * The document of the row `c` (`before`: what has been made of it already) with one member set to `json` (SQL of type text that holds JSON), as SQL of type text;
   * null where the column holds no document.
   */
  withMember(
    column: Column<T>,
    members: readonly string[],
    json: string,
    before: string | null,
  ): string | null;
};

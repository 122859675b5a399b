import type { FoundKey } from "#connectors/contract.ts";
import type { RowKey } from "#connectors/erase.ts";

/** What a field of the live system can hold. */
export type HeldType = {
  kind: "text" | "number" | "boolean" | "date" | "time" | "json" | "other";
  nullable: boolean;
  /** Most characters, where the system says. */
  most: number | null;
  /** The only values that it takes, where the system says. */
  choices: readonly string[] | null;
};

/** A field that can be corrected, or set by an effect, judged against the live system. */
export type CorrectableField = {
  collection: string;
  field: string;
  /** write: `change` can do it · ask: a person must. */
  by: "write" | "ask";
  /** Why a person must, in plain words without data; null where we write. */
  why: string | null;
  type: HeldType;
  /** True where rows or people are found by it (a key, a tie, a match, something yielded): changing it changes who is found. */
  identifies: boolean;
};

/**
 * One value of one row: the row by its collection's key, the field as the map names it. A value is the text that collect
 * delivers: of a JSON string the string, of any other JSON value its text (`12.30`, `true`), null of none.
 */
export type Cell = { collection: string; via: string; row: RowKey; field: string; value: string | null };

/**
 * What one row is to say. `seen`: what it said when that was decided; where it says something else by now, and not the
 * new value either, nothing is written.
 */
export type RowChange = {
  collection: string;
  row: RowKey;
  fields: readonly { field: string; seen: string | null; value: string | null }[];
};

/**
 * What came of a row, all of its fields or none. changed: it says so now · already: it said so before · conflict: it
 * says something that nobody has seen · gone: there is no such row, or it is not theirs any more · refused: the system does
 * not take the value as it is, or makes another one of it (`why`: plain words without data; nothing has changed).
 */
export type RowChanged =
  | { outcome: "changed" | "already" | "gone" }
  | { outcome: "conflict"; fields: readonly string[] }
  | { outcome: "refused"; why: string };

/**
 * Correction in one system, and effects that are fields (a flag of restriction, an opt-out). Nothing is changed but by
 * `change`, one row at a time, which may be repeated after any crash: what is done already is `already`. Throws only
 * `ConnectorError`; a value that the system does not take is an outcome, no error.
 */
export interface Corrector {
  /** Every field that the map lets be corrected or set by an effect. Reads no record. */
  fields(): Promise<CorrectableField[]>;
  /**
   * What these fields of these people's rows hold: any fields of the map that are shown, whether they can be corrected or
   * not. Only rows that are theirs alone, or theirs among several owners.
   */
  cells(
    keys: readonly FoundKey[],
    fields: readonly { collection: string; field: string }[],
  ): AsyncIterable<Cell>;
  /**
   * Sets the fields of one row in one short transaction, under an optimistic lock on what was seen, and only while the
   * row is still reached from `keys`. `once` is the same in every repeat of the same change. A repeat is `already` also
   * where what was changed is what the keys were found by. Throws `misconfigured` for a field that is not to be written.
   */
  change(change: RowChange, keys: readonly FoundKey[], once: string): Promise<RowChanged>;
  /**
   * What rows hold now, by their key alone; null where a row is gone. Written apart from `cells` and `change`, so that a
   * fault of theirs does not hide itself.
   */
  now(
    rows: readonly { collection: string; row: RowKey; fields: readonly string[] }[],
  ): Promise<(Record<string, string | null> | null)[]>;
}

import type { InspectedCollection, InspectedColumn, InspectedReference } from "#connectors/contract.ts";
import { seemingOf } from "./column.ts";
import { mapNames, type Splitter, says, splitterFor, tableNamer } from "./names.ts";
import type { Seeming } from "./seeming.ts";
import { type Look, lookAt, unseen } from "./values.ts";

export type DraftColumn = InspectedColumn & { words: string[]; look: Look; seeming: Seeming };

/** A live table with what its columns seem to hold, and the sampled values of its key for comparing with others'. */
export type DraftTable = {
  name: string;
  /** What it is called in the map. */
  called: string;
  words: string[];
  kind: InspectedCollection["kind"];
  columns: DraftColumn[];
  keys: string[][];
  references: InspectedReference[];
  /** Rows, as estimated or sampled. */
  rows: number;
  /** Whether the sample holds the whole table. */
  whole: boolean;
  /** Distinct sampled values by column; never written anywhere. */
  values: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Sampled rows of a table, in the order of its columns. */
export type Sampled = ReadonlyMap<string, (string | null)[][]>;

export function tablesOf(
  live: readonly InspectedCollection[],
  samples: Sampled,
  asked: number,
): DraftTable[] {
  const split = splitterFor(live.map((one) => one.name));
  const named = tableNamer(
    live.map((one) => one.name),
    split,
  );
  const called = mapNames(live.map((one) => one.name));
  return live.map((one) => ({
    ...tableOf(one, samples.get(one.name) ?? [], asked, split, named),
    called: called.get(one.name) ?? "table",
  }));
}

function tableOf(
  one: InspectedCollection,
  rows: (string | null)[][],
  asked: number,
  split: Splitter,
  named: Splitter,
): Omit<DraftTable, "called"> {
  const mailed = one.columns.some((column) => says(split(column.name), "email", "mail"));
  const columns = one.columns.map((column, place): DraftColumn => {
    const look = rows.length === 0 ? unseen : lookAt(rows.map((row) => row[place] ?? null));
    const words = split(column.name);
    return { ...column, words, look, seeming: seemingOf(column, words, look, mailed) };
  });
  const values = new Map(
    columns.map((column, place) => [
      column.name,
      new Set(rows.flatMap((row) => (row[place] === null || row[place] === undefined ? [] : [row[place]]))),
    ]),
  );
  return {
    name: one.name,
    words: named(one.name),
    kind: one.kind,
    columns,
    keys: one.keys,
    references: one.references,
    rows: Math.max(one.rows ?? 0, rows.length),
    whole: rows.length < asked,
    values,
  };
}

/** The table's key of one column, where it has one. */
export function plainKey(table: DraftTable): string | undefined {
  const [key] = table.keys;
  return key?.length === 1 ? key[0] : undefined;
}

export function columnOf(table: DraftTable, name: string): DraftColumn | undefined {
  return table.columns.find((column) => column.name === name);
}

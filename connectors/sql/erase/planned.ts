import type { Collection } from "#connectors/collection.ts";
import type { ErasureStep } from "#connectors/erase.ts";
import type { Edge } from "#connectors/language/edge.ts";
import type { Incoming, LiveTable } from "./store.ts";
import type { Strategy } from "./strategy.ts";

/** The columns by which rows are named; `sure` where the database itself keeps them unique and filled. */
export type RowNames = { columns: readonly string[]; sure: boolean };

/** What is written into the owner's table so that a row gets an invented owner of its own. */
export type Invention = {
  owner: Collection;
  table: LiveTable;
  /** Own column → theirs. */
  ties: readonly { own: string; theirs: string }[];
  /** Holds an address of its own, by which an invented owner is known again. */
  mark: string;
  /** Other columns that must be filled, and those of the key that the database does not make. */
  filled: readonly string[];
};

/** A step with all that is needed to do it. */
export type Planned = {
  step: ErasureStep;
  collection: Collection;
  edge: Edge | null;
  table: LiveTable | undefined;
  names: RowNames | null;
  /** Which of the rows reached: those without another owner, those with one, or all. */
  owners: "all" | "last" | "more";
  /** Columns that get another value. */
  sets: ReadonlyMap<string, Strategy>;
  /** Where the row gets an invented owner. */
  invents: Invention | null;
  /** References by which the database would take rows along that are in no plan: looked at before each deletion. */
  guarded: readonly Incoming[];
};

/** Which of two steps on rows of one table goes first: what must stay, then what people do, then what goes. */
export function rankOf({ step }: Planned): number {
  return step.act === "keep" ? 0 : step.act === "by_hand" ? 1 : step.act === "delete" ? 2 : 3;
}

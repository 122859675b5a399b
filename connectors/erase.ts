import type { FoundKey } from "#connectors/contract.ts";
import type { Edge } from "#connectors/language/edge.ts";
import type { ErasureRule } from "#connectors/language/erasure.ts";

/** What really happens to the rows of one step. */
export type ErasureAct = "delete" | "anonymise" | "unlink" | "keep" | "by_hand";

/** What erasing a person does to the rows of one collection that are theirs in one way. */
export type ErasureStep = {
  /** Place in the order in which it must be done: what refers to others first. Part of what is approved. */
  no: number;
  collection: string;
  /** The edge over which the rows are theirs; null for a root's own. */
  by: { to: string; as: Edge["as"]; role: string | undefined } | null;
  rule: ErasureRule;
  /** True where the map says nothing and the way of belonging decided. */
  assumed: boolean;
  /** As the rule says; `by_hand` where this system cannot follow it. */
  act: ErasureAct;
  /** Why it must be done by hand, in plain words; null where it is done. */
  why: string | null;
  /** What the system itself does elsewhere when rows of this step go: tables by name, as the live system declares it. */
  cascades: { table: string; onDelete: "cascade" | "set_null" }[];
};

/**
 * A row of a step: the values of the collection's key as text, in the map's order. Where a list of the row ties the
 * person (a group's members), the person's own value in it stands last.
 */
export type RowKey = readonly string[];

/**
 * One row that a plan is about. `via`: the person's key by which it was reached, as in `collect`. `until`: for a row
 * that is kept, the civil day after which it need not be; null where the map names none.
 */
export type ErasureTarget = { step: number; via: string; until: string | null; row: RowKey };

/** A row as it is and as it would be; null where it goes. Values as text, cut where they are long. */
export type ErasureSample = {
  before: Record<string, string | null>;
  after: Record<string, string | null> | null;
};

/** What one short transaction did: rows that changed, and rows that were not there (any more). */
export type Erased = { changed: number; gone: number };

/** A place of the live system where a value was found, mapped or not. */
export type Mention = { table: string; column: string; rows: number };

/**
 * Erasure in one system. Nothing is changed but by `act`, and that changes exactly the rows it is given: whoever calls
 * it decides, chunk by chunk, and may call it again with the same rows after any crash. Throws only `ConnectorError`.
 */
export interface Eraser {
  /** Every step in order, judged against the live system. Reads no record. */
  steps(): Promise<ErasureStep[]>;
  /**
   * Every row of these keys, step by step in order, each row in one step of its collection that deletes or keeps it: a
   * row that must be kept or is done by hand is in no other step, a row that goes is not changed before.
   */
  targets(keys: readonly FoundKey[]): AsyncIterable<ErasureTarget>;
  /** The first of these rows before and after, for people to look at. Fields that are never disclosed are left out. */
  samples(step: ErasureStep, rows: readonly RowKey[]): Promise<ErasureSample[]>;
  /** Does the step to these rows in one transaction. `secret` is for keyed hashes: whoever forgets it makes them final. */
  act(step: ErasureStep, rows: readonly RowKey[], secret: Uint8Array): Promise<Erased>;
  /**
   * True where `samples`, `act` and `standing` also take a step that keeps with its act changed to `delete`: for rows
   * whose `until` is past.
   */
  endsKeeps?: boolean;
  /**
   * How many of these rows are not as the step leaves them: still there, or still with what it takes away. Written
   * apart from `targets` and `act`, so that a fault of theirs does not hide itself.
   */
  standing(step: ErasureStep, rows: readonly RowKey[]): Promise<number>;
  /** Where these values stand as a whole in any text of the live system, whatever the map says. */
  mentions(values: readonly string[]): Promise<Mention[]>;
}

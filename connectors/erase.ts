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

/**
 * What one short transaction did: rows that changed, and rows that were not there (any more). `released`: which of the
 * rows it was given, by their place, are another person's by now; they are counted nowhere else and were not touched.
 */
export type Erased = { changed: number; gone: number; released?: readonly number[] };

/**
 * A row as it was before a step and as the step left it: column → a text of the system's own making, from which it makes
 * exactly that value again. Without `after` it went, itself or along with another; without `before` the step made it. Of
 * a row that stays, only what finds it again and what changed.
 */
export type RowImage = {
  table: string;
  /** Columns by which the row is found again. */
  key: readonly string[];
  before: Record<string, string | null> | null;
  after: Record<string, string | null> | null;
};

/** Keeps images for good, or throws: then nothing is changed. */
export type KeepImages = (images: readonly RowImage[]) => Promise<void>;

/** Why a row cannot be put back as it was. */
export type NotBack =
  /** Another row has its key, or what must be unique. */
  | "key_taken"
  /** What it refers to is not there. */
  | "parent_gone"
  /** It was changed since by somebody else. */
  | "changed"
  | "row_gone"
  | "column_gone"
  | "table_gone"
  /** Other rows refer to it by now. */
  | "in_use"
  /** The system itself does not take it. */
  | "refused";

/**
 * How many rows are back as they were, were so already, or are back while the system wrote something else beside them;
 * and which are not, with the reason.
 */
export type PutBack = {
  back: number;
  already: number;
  altered: number;
  not: { table: string; why: NotBack; rows: number }[];
};

/** Taking an act back. */
export interface Undoing {
  /** Why what these steps do could not be taken back as the system stands, in plain words; null where it can. */
  hindrance(steps: readonly ErasureStep[]): Promise<string | null>;
  /**
   * Puts rows back exactly, what was taken last first to be given. Nobody else's change is undone, and done twice it is
   * the same as done once. `sure`: the images are of an act that was done; else it may have been given up, and a row
   * that stands is none to report. `lost`: names of rows that are not back, the same set for all images of one deed;
   * what belonged to them is not given to whoever has their key by now.
   */
  putBack(images: readonly RowImage[], sure: boolean, lost: Set<string>): Promise<PutBack>;
}

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
  /** The same, some rows at a time: a step of a generator for each row costs as much as the row. */
  targetLists?(keys: readonly FoundKey[]): AsyncIterable<readonly ErasureTarget[]>;
  /** The first of these rows before and after, for people to look at. Fields that are never disclosed are left out. */
  samples(step: ErasureStep, rows: readonly RowKey[]): Promise<ErasureSample[]>;
  /**
   * Does the step to these rows in one transaction. `secret` is for keyed hashes: whoever forgets it makes them final.
   * `keep` is given, before the transaction ends, what is needed to take back exactly what it did; only where `undo` is.
   * `whose`: only rows that are still reached from these keys at that moment are changed; without it, whoever calls
   * answers for that. A kind that cannot look and change in one moment looks right before.
   */
  act(
    step: ErasureStep,
    rows: readonly RowKey[],
    secret: Uint8Array,
    keep?: KeepImages,
    whose?: readonly FoundKey[],
  ): Promise<Erased>;
  /** Absent where nothing of this kind of system can be taken back. */
  undo?: Undoing;
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
  /** The same for thousands of values at once: where a text is one of them, and nothing besides. */
  wholes?(values: readonly string[]): Promise<Mention[]>;
}

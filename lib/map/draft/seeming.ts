import type { Category, SpecialCategory } from "#connectors/language/categories.ts";
import type { Fact } from "#connectors/language/field.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";

/** What a column seems to hold, with the reason and how sure we are (0 to 1). */
export type Seeming = {
  /** A kind of identifier by which a person could be found. */
  identifier?: string;
  category?: Category;
  special?: SpecialCategory;
  secret?: true;
  freeText?: true;
  fact?: Fact;
  likeness?: LikenessField;
  why: string;
  sure: number;
};

/** The rough kind of a column, in any of the databases. */
export type Shape = "text" | "number" | "date" | "flag" | "bytes" | "json" | "other";

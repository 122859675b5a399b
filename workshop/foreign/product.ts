/**
 * Databases that were not made for this project: the schemas of published products, straight from their unmodified
 * packages, with invented people in them and the truth about each person written down by hand.
 */

/** A database system that a product ships a schema for. */
export type Dialect = "postgres" | "sqlite" | "mariadb";

/** A moment as ISO 8601 with `Z`; each dialect has its own way of writing it. */
export type Instant = { at: string };
export type Value = string | number | boolean | null | Instant | { bytes: string };

/**
 * Rows of one table, in the order of its columns. Names as the product's own schema spells them; `absentIn` names a
 * dialect whose schema does without the table.
 */
export type Filling = {
  table: string;
  columns: readonly string[];
  rows: readonly (readonly Value[])[];
  absentIn?: Dialect;
};

/** In what part a person stands to the rows of a collection; the words of the data map. */
export type Stand = "owned" | "shared" | "about" | "authored";

/** What one collection gives to one person. */
export type TrueCollection = {
  /** The table that the rows are of. */
  table: string;
  /** What makes a row of it unique. */
  key: readonly string[];
  stands: readonly Stand[];
  /** Columns that nobody may see. */
  never?: readonly string[];
  /** Columns that the collection gives; without it all but `never`. */
  only?: readonly string[];
  /** Plain SQL that reads whole rows of `table` for one person: same text on every dialect, no parameters. */
  sql: string;
};

/** One person of a product: what they can prove, and by hand what is theirs, by collection of the reference map. */
export type TruePerson = {
  name: string;
  email: string;
  /** What the person is there to catch. */
  trap: string;
  collections: Readonly<Record<string, TrueCollection>>;
};

export type Product = {
  id: "request_tracker" | "mediawiki" | "roundcube" | "medusa";
  title: string;
  dialects: readonly Dialect[];
  /** Postgres folds the names of this schema to lower case, because its files do not quote them. */
  folded: boolean;
  /** The statements that make an empty database. @throws PackageUnavailable */
  schema(dialect: Dialect): Promise<string[]>;
  /** How this product keeps a moment, where it is not the usual way of the dialect. */
  instant?(moment: string, dialect: Dialect): string;
  /** The invented people, and `crowd` more whose keys all lie above 100 000. */
  fillings(crowd: number): Filling[];
  people: readonly TruePerson[];
};

/**
 * The mark of a row's text: whose answer the row belongs in, and in nobody else's. Seeds declare by it, row by row,
 * what the truth must find; the two were written apart.
 */
export const mark = (...people: string[]): string => `[[${people.join(" ")}]]`;

/** Reads the marks in any text: for each the people it names. */
export function marksIn(text: string): string[][] {
  return [...text.matchAll(/\[\[([a-z0-9 ]+)\]\]/g)].map((match) => (match[1] ?? "").split(" "));
}

/** The nth moment of a row of them, always the same: half an hour apart from the beginning of 2024. */
export const nth = (n: number): Instant => ({
  at: `${new Date(Date.UTC(2024, 0, 2, 8) + n * 1_800_000).toISOString().slice(0, 19)}Z`,
});
